import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DemoRouter, startDemoRouter } from '../../src/demo/router.ts';
import { readHostKey } from '../../src/ssh/host-key.ts';
import { readIdentity } from '../../src/ssh/identity.ts';
import { makeKeyPair } from '../../src/ssh/key-pair.ts';
import { makeSessions } from '../../src/ssh/sessions.ts';
import { type Client, connect, identity } from './client.ts';

let dir: string;
let demo: DemoRouter;
let client: Client;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'demo-test-'));
  demo = await startDemoRouter({ identityKeys: [identity.public], dir });
  client = await connect(demo);
});
afterEach(async () => {
  client.end();
  await demo.close();
  rmSync(dir, { recursive: true });
});

describe('as an SSH server', () => {
  test('shows the key it says it has', async () => {
    expect(demo.hostKey).toMatchObject({
      type: 'ssh-ed25519',
      sha256: expect.stringMatching(/^SHA256:.{43}$/),
    });
    expect(await readHostKey(demo.target, { limited: false })).toMatchObject(demo.hostKey);
  });
  test('lets only the keys in that it was given', async () => {
    await expect(connect(demo, makeKeyPair().private)).rejects.toThrow(/authentication methods failed/);
  });
  test('status, signal, streams', async () => {
    expect(await client.run('echo out; echo err >&2; exit 7')).toMatchObject({
      code: 7,
      stdout: 'out\n',
      stderr: 'err\n',
    });
    expect(await client.run('kill -9 $$')).toMatchObject({ signal: 'SIGKILL' });
    expect(await client.run('cat; wc -c </dev/null', 'hello /etc/x\n')).toMatchObject({
      stdout: expect.stringMatching(/^hello \/etc\/x\n\s*0\n$/),
    });
  });
  test('refuses commands longer than dropbear takes', async () => {
    await expect(client.run(`: ${'x'.repeat(9000)}`)).rejects.toThrow(/Unable to exec/);
  });
  test("the product's session runs short and long scripts, limits them, and can be cut", async () => {
    const sessions = makeSessions({ identity: readIdentity(identity.private, 'test') });
    const session = await sessions.connect(demo.target, { hostKey: demo.hostKey, limited: false });
    expect(await session.run('cat /etc/openwrt_version')).toMatchObject({ code: 0, stdout: '22.03.0-rc6\n' });
    const long = `# ${'x'.repeat(20_000)}\ncat /etc/openwrt_version; echo /etc/x; exit 3`;
    expect(await session.run(long)).toMatchObject({ code: 3, stdout: '22.03.0-rc6\n/etc/x\n' });
    await expect(session.run('yes', { maxBytes: 100_000 })).rejects.toMatchObject({
      failure: { cause: 'output-too-large' },
    });
    await expect(session.run('sleep 900000', { timeoutMs: 300 })).rejects.toMatchObject({
      failure: { cause: 'timeout' },
    });
    const waiting = session.run('sleep 900000');
    waiting.catch(() => {});
    demo.cutConnections();
    await expect(waiting).rejects.toMatchObject({ failure: { cause: 'connection-lost' } });
    await sessions.close();
  });
});

describe('as a machine', () => {
  test('its paths are its own, in and out', async () => {
    expect(await client.run('pwd; command -v nft fw4; ls -d /etc/config; cat /nothing')).toMatchObject({
      stdout: expect.stringMatching(/^\/root\n\/usr\/sbin\/nft\n(\/sbin\/fw4\n)?\/etc\/config\n$/),
    });
    expect((await client.run('cat /etc/nothing')).stderr).toMatch(/\/etc\/nothing/);
    expect((await client.run('cat /etc/nothing')).stderr).not.toContain(dir);
  });
  test("the machine's own firewall tools, and what busybox lacks, cannot be reached", async () => {
    for (const name of ['iptables', 'conntrack', 'systemctl', 'timeout', 'nohup', 'stat', 'base64', 'node'])
      expect(await client.run(`${name} --version`), name).toMatchObject({ code: 127 });
  });
  test.each([
    'nft -n list ruleset',
    'nft monitor',
    'nft list sets',
    'uci frobnicate firewall',
    'ubus call network dump',
    'ip link',
    'ip route add default via 1.2.3.4',
    'fw4 frobnicate',
    'date -d yesterday',
    'logread -f',
    'sysctl -w net.ipv4.ip_forward=0',
  ])('what it does not know fails loudly: %s', async (call) => {
    const done = await client.run(call);
    expect(done.code).not.toBe(0);
    expect(call.split(' ').some((word) => done.stderr.includes(word))).toBe(true);
  });
  test('its clock is fast: sleep, date and uptime agree', async () => {
    const [a, b, c, d] = (
      await client.run('date +%s; cut -d. -f1 /proc/uptime; sleep 40; date +%s; cut -d. -f1 /proc/uptime')
    ).stdout
      .trim()
      .split('\n')
      .map(Number);
    for (const passed of [(c ?? 0) - (a ?? 0), (d ?? 0) - (b ?? 0)])
      expect(passed).toBeGreaterThanOrEqual(39);
  });
  test('a loop on the router sees a flow decay and die', async () => {
    demo.wakePhone();
    const script = `i=0; last=
      while [ $i -lt 400 ]; do
        l=$(grep 'src=192.168.1.188 .*dport=5223' /proc/net/nf_conntrack) || { echo gone; exit; }
        case $l in *OFFLOAD*) s=offloaded ;; *) s=counting ;; esac
        [ "$s" = "$last" ] || echo "$s"; last=$s
        sleep 2; i=$((i+1))
      done`;
    expect((await client.run(script)).stdout).toBe('offloaded\ncounting\ngone\n');
  });
  test('hostile names reach the lease file as they are, one line each', async () => {
    const names = [
      '<b>@everyone</b>; rm -rf /',
      '$(reboot)`id`',
      'it\'s "5223" dport=5223 [OFFLOAD]',
      'a\nb c\0d',
      '名前',
      '',
    ];
    const devices = names.map((name) => demo.addDevice(name));
    const leases = (await client.run('cat /tmp/dhcp.leases')).stdout.split('\n');
    expect(leases).toHaveLength(4 + names.length + 1);
    devices.forEach((device, n) => {
      const line = leases.find((each) => each.includes(` ${device.ip} `));
      expect(line).toContain(` ${device.ip} ${(names[n] ?? '').replace(/[\n\0]/g, '?') || '*'} 01:`);
      expect(demo.conntrack()).toContain(`src=${device.ip} `);
    });
  });
});

test('close ends background jobs and removes the root', async () => {
  const started = await client.run('( while :; do sleep 1; done ) </dev/null >/dev/null 2>&1 & echo $!');
  const pid = Number(started.stdout);
  expect(alive(pid)).toBe(true);
  client.end();
  await demo.close();
  await expect.poll(() => alive(pid)).toBe(false);
  expect(existsSync(demo.root)).toBe(false);
  expect(readdirSync(dir)).toEqual([]);
});

/** A process that has ended but that nobody has asked after is not alive. */
function alive(pid: number): boolean {
  try {
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
