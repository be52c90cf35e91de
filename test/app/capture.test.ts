import { readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DemoRouter, startDemoRouter } from '../../src/demo/router.ts';
import { identity } from '../demo/client.ts';
import { keyFile, newHome, pushmedic } from '../support/cli.ts';

let demo: DemoRouter;
let home: string;
let way: string[];
beforeAll(async () => {
  // Its clock stands: two looks see the same.
  demo = await startDemoRouter({ identityKeys: [identity.public], now: () => Date.UTC(2026, 10, 27) });
  home = newHome();
  way = [`root@127.0.0.1:${demo.target.port}`, '--identity', keyFile(home, 'key', identity.private)];
});
afterAll(async () => {
  await demo.close();
  rmSync(home, { recursive: true, force: true });
});

const withoutStamps = (json: string) => json.replace(/"(createdAt|expiresAt)": \d+/g, '"$1": 0');

describe('pushmedic capture', () => {
  test('piped into diagnose --from - tells what diagnose tells, byte for byte save time stamps', async () => {
    const live = await pushmedic(['diagnose', ...way, '--json'], { home });
    const capture = await pushmedic(['capture', ...way], { home });
    expect([live.code, capture.code]).toEqual([1, 0]);
    expect(capture.stdout).toMatch(/^pushmedic capture 1\ntaken: 20\d\d-.*\ntool: pushmedic \d/);
    const again = await pushmedic(['diagnose', '--from', '-', '--json'], { home, stdin: capture.stdout });
    expect(again.code).toBe(1);
    expect(JSON.parse(live.stdout)).toMatchObject({ verdict: 'impaired', plan: { firewall: 'fw4' } });
    expect(withoutStamps(again.stdout)).toBe(withoutStamps(live.stdout));
    expect(again.stderr).toBe('');
  });

  test('writes a file only its owner reads, and diagnose reads it, of one device too', async () => {
    const made = await pushmedic(['capture', ...way, '--output', 'home.pmcap'], { home });
    expect(made).toMatchObject({ code: 0, stdout: '' });
    expect(statSync(join(home, 'home.pmcap')).mode & 0o777).toBe(0o600);
    const one = await pushmedic(['diagnose', '--from', 'home.pmcap', '--device', '192.168.1.188', '--json'], {
      home,
    });
    const { flows } = JSON.parse(one.stdout);
    expect(flows.map(({ device }: { device: { ip: string } }) => device.ip)).toEqual(['192.168.1.188']);
    const told = await pushmedic(['diagnose', '--from', 'home.pmcap'], { home });
    expect([told.code, told.stdout]).toEqual([1, expect.stringContaining('192.168.1.188')]);
  });

  test('with --redact holds nothing of the household and tells the same', async () => {
    const plain = await pushmedic(['capture', ...way], { home });
    const redacted = await pushmedic(['capture', ...way, '--redact'], { home });
    expect(plain.stdout).toMatch(/192\.168\.1\.\d+/);
    expect(redacted.stdout).not.toMatch(/192\.168\.1\.\d+|Anna/);
    const [before, after] = await Promise.all(
      [plain, redacted].map(async ({ stdout }) => {
        const judged = await pushmedic(['diagnose', '--from', '-', '--json'], { home, stdin: stdout });
        const { verdict, class: kind, findings, flows } = JSON.parse(judged.stdout);
        const ids = (list: { id: string }[]) => list.map(({ id }) => id);
        return [verdict, kind, ids(findings), flows.map(({ server }: { server: object }) => server)];
      }),
    );
    expect(after).toEqual(before);
  });

  test('into a file that cannot be written says so', async () => {
    const made = await pushmedic(['capture', ...way, '-o', '/nowhere/x'], { home });
    expect([made.code, made.stdout, made.stderr]).toEqual([3, '', expect.stringContaining('/nowhere/x')]);
  });
});

describe('pushmedic diagnose --from', () => {
  const stored = (name: string) => resolve('test/fixtures', `${name}.pmcap`);

  test.each([
    ['findings/22.03-fw4-5.10-offloaded', 1, 'impaired'],
    ['findings/24.10-fw4-6.1-offloaded', 0, 'healthy'],
  ])('%s ends with %i', async (name, code, verdict) => {
    const called = await pushmedic(['diagnose', '--from', stored(name), '--json'], { home });
    expect([called.code, JSON.parse(called.stdout).verdict]).toEqual([code, verdict]);
  });

  test('a capture that says little is inconclusive, and what it lacks is said', async () => {
    const stdin = 'pushmedic capture 1\n\n=== system 0\nkernel=5.10.1\n=== clock 0\n1.00\n1795518821\n';
    const called = await pushmedic(['diagnose', '--from', '-', '--json'], { home, stdin });
    expect([called.code, JSON.parse(called.stdout).verdict]).toEqual([2, 'inconclusive']);
    expect(called.stderr).toMatch(/^Not in this capture: .*conntrack/);
  });

  test('a capture that was cut says where', async () => {
    const whole = readFileSync(stored('routers/openwrt-24.10-fw4-offloaded'), 'utf8');
    const named = whole.replace('\n\n', '\nsections: system conntrack nft leases own end\n\n');
    const stdin = named.slice(0, named.indexOf('table inet fw4'));
    const called = await pushmedic(['diagnose', '--from', '-', '--json'], { home, stdin });
    expect(called.stderr).toMatch(/Cut off, so not read: nft, leases, own/);
  });

  test.each([
    ['a file that is no capture', resolve('LICENSE'), 'holds no capture'],
    ['a file that is not there', 'nix.pmcap', 'is not there'],
    ['a folder', '/', 'is a folder'],
  ])('%s ends with 3 and what to do', async (_what, path, says) => {
    const called = await pushmedic(['diagnose', '--from', path], { home });
    expect([called.code, called.stdout]).toEqual([3, '']);
    expect(called.stderr).toContain(says);
    expect(called.stderr).toContain('pushmedic capture');
  });

  test('and an address, or neither, is a mistake', async () => {
    const both = await pushmedic(['diagnose', 'root@192.0.2.1', '--from', 'x'], { home });
    const neither = await pushmedic(['diagnose'], { home });
    expect([both.code, neither.code]).toEqual([3, 3]);
  });
});
