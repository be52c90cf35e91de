import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { identity } from '../demo/client.ts';
import { keyFile, newHome, pushmedic, type Started, startPushmedic } from '../support/cli.ts';

// Whole applies, on whatever machine this is.
vi.setConfig({ testTimeout: 180_000 });

let home: string;
let demo: Started;
let way: string[];
let hostKey: string;
beforeAll(async () => {
  home = newHome();
  writeFileSync(join(home, 'allowed'), `${identity.public}\n`);
  demo = await startPushmedic(['demo-router', '--authorized-key', 'allowed'], home);
  const [address = '', key = ''] = await demo.lines(2);
  hostKey = key;
  way = [address, '--identity', keyFile(home, 'key', identity.private)];
});
afterAll(async () => {
  expect(await demo.stop()).toBe(0);
  rmSync(home, { recursive: true, force: true });
});

const verdict = async () => {
  const called = await pushmedic(['diagnose', ...way, '--json'], { home });
  return [called.code, JSON.parse(called.stdout).findings.map(({ id }: { id: string }) => id)];
};

test('demo-router prints its address and host key, and is diagnosed as impaired', async () => {
  expect(way[0]).toMatch(/^root@127\.0\.0\.1:\d+$/);
  expect(hostKey).toMatch(/^ssh-ed25519 SHA256:\S{43}$/);
  const called = await pushmedic(['diagnose', ...way, '--json'], { home });
  expect([called.code, called.stderr]).toEqual([1, expect.stringContaining(hostKey)]);
});

test('fix asks, and changes nothing unless it is answered with yes', async () => {
  for (const stdin of ['', 'n\n', 'no, thanks\n']) {
    const called = await pushmedic(['fix', ...way], { home, stdin });
    expect([called.code, called.stderr]).toEqual([1, expect.stringContaining('Nothing was changed')]);
    expect(called.stdout).toContain('comment "pushmedic:');
  }
  expect((await verdict())[0]).toBe(1);
});

test('fix applies and proves, says so when it stands already, and revert takes it back', async () => {
  const fixed = await pushmedic(['fix', ...way], { home, stdin: 'y\n' });
  expect([fixed.code, fixed.stderr]).toEqual([0, expect.not.stringContaining('should not have')]);
  // Connections of before the fix may be open still, and are told as that.
  const [code, found] = await verdict();
  expect(found).toContain('exemption-in-place');
  expect([0, 2]).toContain(code);
  if (code === 2) expect(found).toContain('flow-older-than-rule');
  const again = await pushmedic(['fix', ...way, '--yes'], { home });
  expect(again.code).toBe(0);
  const asked = await pushmedic(['revert', ...way], { home, stdin: 'n\n' });
  expect(asked.code).toBe(1);
  const back = await pushmedic(['revert', ...way, '--yes'], { home });
  expect(back.code).toBe(0);
  expect((await verdict())[0]).toBe(1);
  const nothing = await pushmedic(['revert', ...way, '--yes'], { home });
  expect(nothing.code).toBe(0);
});

test.each(['fix', 'revert'])('%s that cannot reach its router ends with 3', async (command) => {
  const called = await pushmedic([command, 'root@127.0.0.1:1', '--yes', ...way.slice(1)], { home });
  expect([called.code, called.stdout]).toEqual([3, '']);
});

test.each(['fix', 'demo-router'])('%s has --help and --version', async (command) => {
  const help = await pushmedic([command, '--help'], { home });
  const version = await pushmedic([command, '--version'], { home });
  expect([help.code, version.code]).toEqual([0, 0]);
  expect(help.stdout).toContain(`pushmedic ${command}`);
  expect(version.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});
