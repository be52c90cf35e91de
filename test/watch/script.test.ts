import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { makeSessions } from '../../src/router/sessions.ts';
import { lookReader } from '../../src/watch/samples.ts';
import { rulesCommand, watchScript } from '../../src/watch/script.ts';
import { type Dropbear, keyPair, startDropbear } from '../router/dropbear.ts';
import { until } from '../support/redis.ts';

vi.setConfig({ testTimeout: 60_000 });

let dropbear: Dropbear | undefined;
afterEach(async () => {
  await dropbear?.stop();
  dropbear = undefined;
});

const nonce = 'fedcba987654';
/** Processes of the loop that still run. */
const running = (): number =>
  readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes(nonce);
    } catch {
      return false;
    }
  }).length;

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
    const reader = lookReader(nonce);
    const seen: number[] = [];
    const stop = new AbortController();
    const ran = session.run(script.replaceAll('/proc/net/nf_conntrack', table), {
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
    if (how === 'cut') session.close();
    else stop.abort();
    for (let port = 3; port < 60 && running() > 0; port++) {
      write(entry(port));
      await new Promise((done) => setTimeout(done, 500));
    }
    expect(running()).toBe(0);
    await sessions.close();
  },
);

test('goes as the exec command itself: no more than dropbear takes', () => {
  const chain = "nft -s -a list chain 'inet' 'fw4' 'forward' 2>&1";
  const script = watchScript({ nonce, everyS: 5, rulesEveryS: 45, rules: [chain, chain, chain].join('\n') });
  expect(Buffer.byteLength(script)).toBeLessThan(7_800);
});

test('rules are listed by chain, whatever their names hold', () => {
  const path = { families: ['ipv4' as const], rules: [] };
  expect(rulesCommand([{ ...path, firewall: 'fw4', chain: 'inet fw4 forward' }])).toBe(
    "nft -s -a list chain 'inet' 'fw4' 'forward' 2>&1",
  );
  expect(rulesCommand([{ ...path, firewall: 'nftables', chain: 'ip x $(reboot)' }])).toBe(':');
  expect(rulesCommand([{ ...path, firewall: 'fw3', chain: 'ip6tables FORWARD' }])).toBe(
    'ip6tables -S FORWARD 2>&1',
  );
  expect(rulesCommand([])).toBe(':');
});
