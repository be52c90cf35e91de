import { spawnSync } from 'node:child_process';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { causes } from '../../src/causes/index.ts';
import { type DemoRouter, startDemoRouter } from '../../src/demo/router.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { capturedLooks, liveLooks } from '../../src/diagnosis/looks.ts';
import { toJson } from '../../src/diagnosis/report/json.ts';
import { readCapture, takenFrom } from '../../src/probes/engine/capture/read.ts';
import { lookScript } from '../../src/probes/engine/look-script.ts';
import { readingsOf } from '../../src/probes/engine/parse.ts';
import { redactedCapture } from '../../src/probes/engine/redact/redact.ts';
import { parseSamples } from '../../src/probes/samples.ts';
import { remedyFor } from '../../src/remedies/index.ts';
import { readIdentity } from '../../src/ssh/identity.ts';
import type { Sessions } from '../../src/ssh/session.types.ts';
import { makeSessions } from '../../src/ssh/sessions.ts';
import { identity } from '../demo/client.ts';
import { type Box, look, makeBox } from './box.ts';

const script = lookScript('test 1');
const takenIn = (text: string): string => /^taken: .*$/m.exec(text)?.[0] ?? '';
const captureIn = (text: string) => {
  const read = readCapture(new TextEncoder().encode(text), 4_000_000);
  if (read.kind !== 'capture') throw new Error(`${read.kind}: ${text.slice(0, 300)}`);
  return read.capture;
};

describe('the look as a script', () => {
  it.each([['busybox', 'ash'], ['dash'], ['bash', '--posix']])('is understood by %s', (shell, ...args) => {
    const ran = spawnSync(shell, [...args, '-n', '-c', script], { encoding: 'utf8' });
    expect([ran.error, ran.status, ran.stderr]).toEqual([undefined, 0, '']);
  });
});

describe('on a box', () => {
  let box: Box;
  beforeEach(() => {
    box = makeBox();
    box.file('/proc/sys/kernel/ostype', 'Linux\n');
  });
  afterEach(() => box.close());
  const run = (...args: string[]) =>
    box.run(
      `set -- ${args.join(' ')}\n${script.replace(/^minutes=0 redact=$/m, 'minutes=0 redact=; export PATH')}`,
    );

  it('prints what the look over SSH prints, an odd line of a section too', () => {
    box.file('/proc/sys/kernel/osrelease', '5.10.1\n');
    box.file('/proc/uptime', '173.85 133.35\n');
    box.file('/etc/openwrt_release', "=== nft 0\n\\=== x\nDISTRIB_ID='OpenWrt'\n");
    box.file('/proc/sys/net/netfilter/nf_conntrack_tcp_timeout_established', '7440\n');
    const ran = run();
    expect([ran.status, ran.stderr.split('\n').at(-2)]).toEqual([0, 'done']);
    const capture = captureIn(ran.stdout);
    expect(capture.sections.get('system')?.text).toContain('=== nft 0\n\\=== x\n');
    const { text: _, takenAt: __, bytes: ___, ms: ____, clock: _____, ...overSsh } = look(box);
    expect(readingsOf(takenFrom(capture, 0))).toMatchObject(overSsh);
  });

  it('writes no file, anywhere', () => {
    box.file('/proc/uptime', '173.85 133.35\n');
    const tree = () => spawnSync('find', [box.root, '-printf', '%p %T@ %s\\n'], { encoding: 'utf8' }).stdout;
    const before = tree();
    run();
    expect(tree()).toBe(before);
  });

  it('looks on at the push connections for as long as it is told', () => {
    const line =
      'ipv4     2 tcp      6 src=192.168.1.188 dst=17.57.144.10 sport=51424 dport=5223 packets=18 bytes=1000 src=17.57.144.10 dst=203.0.113.2 sport=5223 dport=51424 packets=1 bytes=60 [OFFLOAD] mark=0 zone=0 use=3';
    box.file('/proc/net/nf_conntrack', `${line}\n`);
    box.file('/proc/uptime', '1000.00 1.00\n');
    box.file('/n', '1000\n');
    box.program(
      'sleep',
      `read -r n <${box.root}/n; n=$((n + $1)); echo $n >${box.root}/n; echo "$n.00 1.00" >${box.root}/proc/uptime`,
    );
    box.program(
      'ip',
      'case "$*" in "neigh show") echo "192.168.1.188 dev br-lan lladdr 5a:11:22:33:44:55 STALE";; esac',
    );
    const capture = captureIn(run('--watch', '2').stdout);
    const { looks, only, brokeOff } = parseSamples(
      capture.sections.get('samples') ?? { status: 9, text: '' },
    );
    expect([only, brokeOff, capture.broken.size]).toEqual([null, false, 0]);
    expect(looks.map(({ uptimeS }) => uptimeS)).toEqual(
      Array.from({ length: 13 }, (_, at) => 1000 + at * 10),
    );
    expect(looks.every(({ entries }) => entries.length === 1)).toBe(true);
    expect(looks.filter(({ neighbours }) => neighbours.length === 1)).toHaveLength(3);
  });

  it.each([['--wathc'], ['--watch x'], ['--watch 1000']])('refuses %s', (words) => {
    const ran = run(words);
    expect([ran.status, ran.stdout]).toEqual([2, '']);
  });
});

describe('on the demo router', () => {
  let demo: DemoRouter;
  let sessions: Sessions;
  beforeAll(async () => {
    demo = await startDemoRouter({ identityKeys: [identity.public], now: () => Date.UTC(2026, 10, 27) });
    sessions = makeSessions({ identity: readIdentity(identity.private, 'test') });
  });
  afterAll(async () => {
    await sessions.close();
    await demo.close();
  });

  it('tells what a look over SSH tells', async () => {
    const session = await sessions.connect(demo.target, { hostKey: demo.hostKey, limited: false });
    const live = await diagnose(liveLooks(session), causes);
    const ran = await session.run(script, { timeoutMs: 60_000 });
    const file = await diagnose(capturedLooks(captureIn(ran.stdout), 0), causes);
    expect(live.judgement.verdict).toBe('impaired');
    const nothing = { offers: [], plan: null, remedyFor };
    expect(toJson(file.judgement, nothing)).toEqual(toJson(live.judgement, nothing));
    const redacted = await session.run(`set -- --redact\n${script}`, { timeoutMs: 60_000 });
    const here = redactedCapture(captureIn(ran.stdout));
    expect(redacted.stdout).toBe(here.replace(/^taken: .*$/m, takenIn(redacted.stdout)));
    expect(redacted.stdout).not.toMatch(/192\.168\.1\.|Anna/);
  });
});
