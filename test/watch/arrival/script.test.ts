import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { pushOnly } from '../../../src/probes/push-filter.ts';
import { makeSessions } from '../../../src/ssh/sessions.ts';
import { sampleReader } from '../../../src/watch/agent/samples.ts';
import { agentVariables, agentWith } from '../../../src/watch/agent/script.ts';
import { arrivalScript } from '../../../src/watch/arrival/script.ts';
import type { Sample } from '../../../src/watch/lifecycle/look.ts';
import { type Dropbear, keyPair, startDropbear } from '../../ssh/dropbear.ts';
import { until } from '../../support/redis.ts';
import { line } from './looks.ts';

vi.setConfig({ testTimeout: 60_000 });

const nonce = 'fedcba543210';
let dropbear: Dropbear | undefined;
afterEach(async () => {
  await dropbear?.stop();
  dropbear = undefined;
});

test.each([
  ['busybox', ['busybox', 'awk']],
  ['mawk', ['mawk', '-W', 'interactive']],
  ['gawk', ['gawk', '--lint']],
])('%s tells a connection when its counters move, and only then', (_, [command = '', ...args]) => {
  const counters = readFileSync('src/watch/arrival/counters.awk', 'utf8');
  const tables = [
    line({ left: 7_000 }),
    line({ left: 6_999 }),
    line({ left: 7_440, theirs: [10, 1_300] }),
    line({ left: null, flags: '[OFFLOAD]', theirs: [10, 1_300] }),
    line({ left: null, flags: '[OFFLOAD]', theirs: [11, 1_600] }),
    line({ left: null, flags: '[OFFLOAD]', theirs: [11, 1_600] }),
  ];
  const input = tables.flatMap((table, at) => [`T ${100 + at}.00`, table, 'E 0']).join('\n');
  const values = Object.entries({ ...agentVariables, BEAT: 0, ASK: -1, MISSED: 0 });
  const variables = values.flatMap(([name, value]) => ['-v', `${name}=${value}`]);
  const done = spawnSync(command, [...args, '-v', `N=${nonce}`, ...variables, agentWith(counters)], {
    input: `${input}\n`,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', R: ':', E: '1000000', PUSH: pushOnly.exact },
  });
  expect(done.stderr.replace(/^gawk: .*warning: data file `\/proc\/\S+' is empty\n/gm, '')).toBe('');
  const looks = sampleReader(nonce).push(done.stdout);
  expect(looks.map(({ atS }) => atS)).toEqual([100, 101, 102, 103, 104, 105]);
  expect(looks.map(({ seen }) => seen.map(({ reply }) => reply.bytes))).toEqual([
    [900],
    [],
    [1_300],
    [1_300],
    [1_600],
    [],
  ]);
});

/** Processes with the nonce in their command line that run. */
const running = (): number =>
  readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid)) return false;
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes(nonce);
    } catch {
      return false;
    }
  }).length;

async function looking(seconds: number) {
  const { identity } = keyPair();
  dropbear = await startDropbear({ authorized: [identity.publicLine], hostKeyTypes: ['ed25519'] });
  const { folder, target, hostKeys } = dropbear;
  const table = join(folder, 'table');
  const write = (text: string) => {
    writeFileSync(`${table}.new`, `${text}\n`);
    renameSync(`${table}.new`, table);
  };
  write(line({}));
  const sessions = makeSessions({ identity });
  const hostKey = hostKeys.get('ssh-ed25519') ?? null;
  const session = await sessions.connect(target, { hostKey, limited: false });
  const looks: Sample[] = [];
  const reader = sampleReader(nonce);
  const script = arrivalScript({ nonce, seconds }).replaceAll('/proc/net/nf_conntrack', table);
  const ran = session.run(script, {
    timeoutMs: Number.POSITIVE_INFINITY,
    keepStdout: false,
    onStdout: (text) => void looks.push(...reader.push(text)),
  });
  ran.catch(() => {});
  return { sessions, session, looks, write, ran };
}

test('on a real dropbear it ends by itself, each second told', async () => {
  const { sessions, looks, write, ran } = await looking(4);
  await until('the connection is told', () => looks.some(({ seen }) => seen.length > 0));
  write(line({ theirs: [10, 1_300] }));
  expect((await ran).code).toBe(0);
  expect(looks.length).toBeGreaterThanOrEqual(3);
  expect(looks.flatMap(({ seen }) => seen.map(({ reply }) => reply.bytes))).toEqual([900, 1_300]);
  expect(running()).toBe(0);
  await sessions.close();
});

test('on a real dropbear it ends when nobody reads it any more', async () => {
  const { sessions, session, looks } = await looking(600);
  await until('it looks', () => looks.length > 1);
  expect(running()).toBeGreaterThan(0);
  session.close();
  await until('it has ended', () => running() === 0);
  await sessions.close();
});
