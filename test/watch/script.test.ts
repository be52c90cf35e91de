import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { makeSessions } from '../../src/ssh/sessions.ts';
import { sampleReader } from '../../src/watch/agent/samples.ts';
import { rulesCommand, watchScript } from '../../src/watch/agent/script.ts';
import type { Sample } from '../../src/watch/lifecycle/look.ts';
import { type Dropbear, keyPair, startDropbear } from '../ssh/dropbear.ts';
import { until } from '../support/redis.ts';

vi.setConfig({ testTimeout: 60_000 });

let dropbear: Dropbear | undefined;
afterEach(async () => {
  await dropbear?.stop();
  dropbear = undefined;
});

const nonce = 'fedcba987654';
/** Processes with this in their command line that run. */
const running = (text = nonce): number =>
  readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes(text);
    } catch {
      return false;
    }
  }).length;

/** A stand-in for the tool: says what stands in a file when there is one, and is busy as long as another is there. */
function tool(folder: string): string {
  mkdirSync(join(folder, 'bin'));
  const file = join(folder, 'bin', 'conntrack');
  const work = `while :; do [ -e ${folder}/busy ] || sleep 0.1; [ -e ${folder}/says ] && cat ${folder}/says && rm ${folder}/says; done`;
  writeFileSync(file, `#!/bin/sh\n${work}\n`, { mode: 0o755 });
  return `PATH=${folder}/bin:$PATH\n`;
}

const entry = (port: number) =>
  `ipv4     2 tcp      6 7000 ESTABLISHED src=192.168.1.188 dst=17.57.144.10 sport=${port} dport=5223 packets=2 bytes=141 src=17.57.144.10 dst=203.0.113.2 sport=5223 dport=${port} packets=1 bytes=89 [ASSURED] mark=0 zone=0 use=2\n`;

test.each(['polite', 'cut'] as const)(
  'the loop on a real dropbear ends when nobody reads it any more: %s',
  async (how) => {
    const { identity } = keyPair();
    dropbear = await startDropbear({ authorized: [identity.publicLine], hostKeyTypes: ['ed25519'] });
    const server = dropbear;
    const table = join(server.folder, 'table');
    const write = (text: string) => {
      writeFileSync(`${table}.new`, text);
      renameSync(`${table}.new`, table);
    };
    write(entry(1));
    const sessions = makeSessions({ identity });
    const hostKey = server.hostKeys.get('ssh-ed25519') ?? null;
    const session = await sessions.connect(server.target, { hostKey, limited: false });
    const script = watchScript({ nonce, everyS: 1, rulesEveryS: 1000, rules: ':' });
    const reader = sampleReader(nonce);
    const seen: number[] = [];
    const stop = new AbortController();
    const listener = join(server.folder, 'bin/conntrack');
    const ran = session.run(tool(server.folder) + script.replaceAll('/proc/net/nf_conntrack', table), {
      timeoutMs: Number.POSITIVE_INFINITY,
      keepStdout: false,
      signal: stop.signal,
      onStdout(text) {
        for (const look of reader.push(text)) seen.push(...look.seen.map(({ original }) => original.sport));
      },
    });
    ran.catch(() => {});
    await until('the first connection is told', () => seen.includes(1));
    write(entry(1) + entry(2));
    await until('the second is told', () => seen.includes(2));
    expect(running()).toBeGreaterThan(0);
    expect(running(listener)).toBe(2);
    if (how === 'cut') session.close();
    else stop.abort();
    for (let port = 3; port < 60 && running() + running(listener) > 0; port++) {
      write(entry(port));
      await new Promise((done) => setTimeout(done, 500));
    }
    expect(running()).toBe(0);
    expect(running(listener)).toBe(0);
    await sessions.close();
  },
);

test('what conntrack says comes in beside the looks; one that computes too much is ended, and the looks go on', async () => {
  const { identity } = keyPair();
  dropbear = await startDropbear({ authorized: [identity.publicLine], hostKeyTypes: ['ed25519'] });
  const { folder, target, hostKeys } = dropbear;
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, `${name}.new`), text);
    renameSync(join(folder, `${name}.new`), join(folder, name));
  };
  write('table', entry(1) + entry(2));
  const sessions = makeSessions({ identity });
  const session = await sessions.connect(target, {
    hostKey: hostKeys.get('ssh-ed25519') ?? null,
    limited: false,
  });
  const script = watchScript({ nonce, everyS: 1, rulesEveryS: 1000, rules: ':' });
  const reader = sampleReader(nonce);
  const looks: Sample[] = [];
  const stop = new AbortController();
  const ran = session.run(tool(folder) + script.replaceAll('/proc/net/nf_conntrack', join(folder, 'table')), {
    timeoutMs: Number.POSITIVE_INFINITY,
    keepStdout: false,
    signal: stop.signal,
    onStdout: (text) => void looks.push(...reader.push(text)),
  });
  ran.catch(() => {});
  const gone = () => looks.flatMap((look) => look.gone);
  await until('all is told', () => looks.some(({ settled }) => settled));
  write('table', entry(2));
  write('says', `    [DESTROY] tcp      6 ${/src=.*/.exec(entry(1))?.[0]}\n`);
  await until('the first is gone', () => gone().length > 0);
  expect(gone()[0]?.entry.original.sport).toBe(1);
  expect(gone()[0]?.endedS).toBeGreaterThanOrEqual(gone()[0]?.lastS ?? Number.NaN);
  const listener = join(folder, 'bin/conntrack');
  expect(running(listener)).toBe(2);
  write('busy', '');
  await until('the busy ones are ended', () => running(listener) === 0, 40_000);
  write('table', '');
  await until('the second is gone', () => gone().length > 1);
  expect(gone()[1]?.entry.original.sport).toBe(2);
  expect(gone()[1]?.endedS).toBeUndefined();
  stop.abort();
  for (let port = 3; port < 60 && running() > 0; port++) {
    write('table', entry(port));
    await new Promise((done) => setTimeout(done, 500));
  }
  await sessions.close();
});

test('goes as the exec command itself: no more than dropbear takes', () => {
  const chain = "nft -s -a list chain 'inet' 'fw4' 'forward' 2>&1";
  const script = watchScript({ nonce, everyS: 5, rulesEveryS: 45, rules: [chain, chain, chain].join('\n') });
  expect(Buffer.byteLength(script)).toBeLessThan(8_400);
});

test('rules are listed by chain, whatever their names hold', () => {
  const path = { families: ['ipv4' as const], rules: [] };
  expect(rulesCommand([{ ...path, firewall: 'fw4', base: 'inet fw4 forward' }])).toBe(
    "nft -s -a list chain 'inet' 'fw4' 'forward' 2>&1",
  );
  expect(rulesCommand([{ ...path, firewall: 'nftables', base: 'ip x $(reboot)' }])).toBe(':');
  expect(rulesCommand([{ ...path, firewall: 'fw3', base: 'ip6tables FORWARD' }])).toBe(
    'ip6tables -S FORWARD 2>&1',
  );
  expect(rulesCommand([])).toBe(':');
});
