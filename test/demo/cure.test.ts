import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { scheduleScript } from '../../src/changes/schedule.ts';
import {
  confirmScript,
  guardedScript,
  revertScript,
  rollBackScript,
  verifyScript,
} from '../../src/changes/steps.ts';
import { type DemoRouter, startDemoRouter } from '../../src/demo/router.ts';
import { exemptScripts } from '../../src/remedies/exempt/scripts.ts';
import { fw4File } from '../../src/remedies/exempt/sign.ts';
import { type Client, connect, identity } from './client.ts';

vi.setConfig({ testTimeout: 90_000 });

const scripts = exemptScripts({
  services: ['apns', 'fcm'],
  ports: [
    { from: 5223, to: 5223 },
    { from: 5228, to: 5230 },
  ],
  families: ['ipv4', 'ipv6'],
  places: [{ firewall: 'fw4', chain: 'inet fw4 forward' }],
});
const id = 'demo1';
let demo: DemoRouter;
let client: Client;

beforeEach(async () => {
  demo = await startDemoRouter({ identityKeys: [identity.public] });
  client = await connect(demo);
});
afterEach(async () => {
  client.end();
  await demo.close();
});

/** Every file that outlives a reboot, with its text. */
function flash(root: string): Record<string, string> {
  const found = readdirSync(join(root, 'etc'), { recursive: true, encoding: 'utf8' });
  const files = found.filter((path) => statSync(join(root, 'etc', path)).isFile());
  return Object.fromEntries(files.map((path) => [path, readFileSync(join(root, 'etc', path), 'utf8')]));
}

async function must(script: string): Promise<string> {
  const done = await client.run(script);
  expect(done, `${script}\n${done.stdout}${done.stderr}`).toMatchObject({ code: 0 });
  return done.stdout;
}

/** Ten minutes are plenty for the scripts here, however slow the machine. */
const arm = (seconds = 36_000) => must(scheduleScript(id, scripts, seconds));
async function apply(): Promise<void> {
  await arm();
  await must(guardedScript(id, 'live', scripts.live));
  await must(verifyScript(id, scripts));
  await must(guardedScript(id, 'persist', scripts.persist ?? 'false'));
  await must(verifyScript(id, scripts));
  await must(confirmScript(id, scripts));
}

const phone = () =>
  demo
    .conntrack()
    .split('\n')
    .filter(
      (line) => / src=(192\.168\.1\.188|fd00:0001:[0:]+:0188) /.test(line) && line.includes('dport=5223'),
    );

describe("the product's own cure on the demo router", () => {
  test('a new flow is exempt, in both families, and revert restores everything byte for byte', async () => {
    const before = { files: flash(demo.root), rules: await must('nft -s list ruleset') };
    // On a slow machine the flow has been idle for longer than a flowtable keeps it by now.
    demo.wakePhone();
    expect(phone().some((line) => line.includes('[OFFLOAD]'))).toBe(true);

    await apply();
    expect(demo.rules().slice(0, 3)).toEqual([
      expect.stringMatching(/^tcp dport \{ 5223.* accept comment "pushmedic:exempt:v2"$/),
      expect.stringMatching(/^tcp sport \{ 5223.* accept comment "pushmedic:exempt:v2"$/),
      'meta l4proto { tcp, udp } flow add @ft',
    ]);
    expect(flash(demo.root)[fw4File.replace('/etc/', '')]).toContain('type filter hook forward');

    demo.reconnectPhone();
    const [v4, v6] = ['192.168.1.188', 'fd00:0001'].map((src) =>
      phone().find((l) => l.includes(`src=${src}`)),
    );
    for (const line of [v4, v6]) {
      expect(line).not.toContain('[OFFLOAD]');
      expect(Number(/tcp +6 (\d+) ESTABLISHED/.exec(line ?? '')?.[1])).toBeGreaterThan(7000);
    }
    demo.skip(400);
    expect(phone()).toHaveLength(2);
    expect(demo.sendPush()).toEqual({ delayS: 0 });

    await must(revertScript(scripts.revert));
    expect(flash(demo.root)).toEqual(before.files);
    expect(await must('nft -s list ruleset')).toBe(before.rules);
    demo.wakePhone();
    expect(phone().every((line) => line.includes('[OFFLOAD]'))).toBe(true);
  });

  test('without the cure a push to an idle phone waits for the heartbeat', async () => {
    demo.wakePhone();
    demo.skip(300);
    expect(demo.sendPush().delayS).toBeGreaterThan(200);
  });

  test('survives reload, a WAN reconnect and a reboot', async () => {
    await apply();
    const rules = demo.rules();
    await must('fw4 reload');
    expect(demo.rules()).toEqual(rules);
    await demo.reconnectWan();
    expect(demo.rules()).toEqual(rules);
    await demo.reboot();
    client = await connect(demo);
    expect(demo.rules()).toEqual(rules);
    expect(await must('ls /tmp')).not.toContain('pushmedic');
  });

  test('the undo timer puts everything back by itself, in router seconds, though the line is cut', async () => {
    const before = { files: flash(demo.root), rules: demo.rules() };
    await arm(30);
    await must(guardedScript(id, 'live', scripts.live));
    expect(demo.rules()).not.toEqual(before.rules);
    demo.cutConnections();
    client = await connect(demo);
    await expect
      .poll(async () => (await client.run('ls /tmp/pushmedic')).code, { timeout: 60_000 })
      .not.toBe(0);
    expect(demo.rules()).toEqual(before.rules);
    expect(flash(demo.root)).toEqual(before.files);
  });

  test('undo after the file was written takes it away again', async () => {
    const before = { files: flash(demo.root), rules: demo.rules() };
    await arm();
    await must(guardedScript(id, 'live', scripts.live));
    await must(guardedScript(id, 'persist', scripts.persist ?? 'false'));
    await must(rollBackScript(id));
    expect(demo.rules()).toEqual(before.rules);
    expect(flash(demo.root)).toEqual(before.files);
  });
});
