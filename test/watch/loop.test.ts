import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { loop } from '../../src/watch/loop.ts';
import { lookReader } from '../../src/watch/samples.ts';
import { type Happening, household } from '../push/household.ts';
import { tableLoop } from '../push/table-loop.ts';

vi.setConfig({ testTimeout: 120_000 });

const nonce = 'abcdef012345';
const dir = mkdtempSync(join(tmpdir(), 'pm-loop-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** A PATH with busybox's programs and a few that play the router's. */
const bin = join(dir, 'bin');
mkdirSync(bin);
const busybox = spawnSync('sh', ['-c', 'command -v busybox'], { encoding: 'utf8' }).stdout.trim();
if (busybox === '') throw new Error('busybox is missing: these tests need it (apt-get install busybox)');
for (const name of ['sh', 'awk', 'tail', 'grep', 'cat', 'sleep', 'wc']) symlinkSync(busybox, join(bin, name));
function program(name: string, script: string): void {
  writeFileSync(join(bin, name), `#!${busybox} sh\n${script}\n`);
  chmodSync(join(bin, name), 0o755);
}
const neighbours = (lines: readonly string[]) =>
  program('ip', `case "$1" in neigh) cat <<'X'\n${lines.join('\n')}\nX\n;; esac`);
program('logread', ':');
program('ping', `echo "$@" >>${dir}/pings`);

interface Step {
  uptime: string;
  lines: readonly string[];
  status?: number;
}
const awks = [
  ['busybox', [busybox, 'awk']],
  ['mawk', ['mawk', '-W', 'interactive']],
] as const;

function run(awk: readonly string[], steps: readonly Step[]): string {
  const input = steps
    .flatMap(({ uptime, lines, status = 0 }) => [`T ${uptime}`, ...lines, `E ${status}`])
    .join('\n');
  const [command = '', ...args] = awk;
  const done = spawnSync(command, [...args, '-v', `N=${nonce}`, loop], {
    input: `${input}\n`,
    encoding: 'utf8',
    env: { PATH: `${bin}:${process.env.PATH}`, R: ':', E: '1000000' },
    maxBuffer: 1 << 26,
  });
  expect(done.stderr).toBe('');
  expect(done.status).toBe(0);
  return done.stdout;
}

/** Connections alone, in the order of their names: awk goes through its tables in an order of its own. */
const essence = (text: string): string[] => {
  const looks: string[][] = [];
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const kind = line[nonce.length + 1] ?? '';
    if (kind === 't' || kind === 'h') looks.push([]);
    if ('th+-s.'.includes(kind)) looks.at(-1)?.push(line);
  }
  return looks.map((lines) => [...lines].sort().join('\n'));
};

const v4 = (state: string, sport: number, rest = '[ASSURED] mark=0 zone=0 use=2') =>
  `ipv4     2 tcp      6 ${state}src=192.168.1.188 dst=17.57.144.10 sport=${sport} dport=5223 packets=2 bytes=112 src=17.57.144.10 dst=203.0.113.2 sport=5223 dport=${sport} packets=1 bytes=60 ${rest}`;

describe.each(awks)('%s', (_, awk) => {
  test('prints what its model prints, for generated households', () => {
    const happening = fc.record({
      afterS: fc.integer({ min: 5, max: 200 }),
      kind: fc.constantFrom('speak' as const, 'new-port' as const, 'close' as const),
      phone: fc.integer({ min: 0, max: 2 }),
    });
    fc.assert(
      fc.property(
        fc.array(happening, { maxLength: 5 }),
        fc.constantFrom('affected' as const, 'fixed' as const),
        fc.integer({ min: 2, max: 9 }),
        (happenings: Happening[], kernel, skipEvery) => {
          const house = household({ kernel, phones: 3, heartbeatS: 240, dual: true, rules: 'offload' });
          const steps: Step[] = [];
          for (let n = 0; n < 160; n++) {
            const what = happenings[n / 20];
            if (what) house.happen(what);
            const table = house.table();
            const lines = n % skipEvery === 0 ? table.slice(1) : table;
            steps.push({
              uptime: house.atS.toFixed(2),
              lines,
              status: n % 31 === 30 ? 2 : lines.length === 0 ? 1 : 0,
            });
            house.pass(5);
          }
          const model = tableLoop(nonce, '-', () => []);
          const modelled = steps
            .map(({ uptime, lines, status }) => model(uptime, lines, status !== 2))
            .join('');
          expect(essence(run(awk, steps))).toEqual(essence(modelled));
        },
      ),
      { numRuns: 15 },
    );
  });

  test('a read that failed, and one that skipped an entry, make nothing gone', () => {
    const line = v4('7000 ESTABLISHED ', 1);
    const out = run(awk, [
      { uptime: '100.00', lines: [line] },
      { uptime: '105.00', lines: [line] },
      { uptime: '110.00', lines: [], status: 2 },
      { uptime: '115.00', lines: [], status: 2 },
      { uptime: '120.00', lines: [], status: 1 },
      { uptime: '125.00', lines: [v4('6980 ESTABLISHED ', 1)] },
      { uptime: '130.00', lines: [], status: 1 },
    ]);
    expect(out).not.toContain(`${nonce} - `);
  });

  test('names the device, all its addresses and its lease, and asks it before its time is up', () => {
    neighbours([
      '192.168.1.188 dev br-lan lladdr 5a:11:22:33:44:55 ref 1 used 0/0/0 probes 1 STALE',
      'fd00:1::188 dev br-lan lladdr 5a:11:22:33:44:55 REACHABLE',
      '192.168.1.20 dev br-lan lladdr 5a:11:22:33:44:66 REACHABLE',
    ]);
    const table = [v4('11 ESTABLISHED ', 1, 'mark=0 zone=0 use=2')];
    const looks = lookReader(nonce).push(
      run(awk, [
        { uptime: '100.00', lines: table },
        { uptime: '105.00', lines: table },
      ]),
    );
    expect(looks[0]?.neighbours.map(({ ip, state }) => `${ip} ${state}`)).toEqual([
      '192.168.1.188 STALE',
      'fd00:1::188 REACHABLE',
    ]);
    expect(spawnSync('cat', [join(dir, 'pings')], { encoding: 'utf8' }).stdout.trim()).toContain(
      '-c 1 -W 1 192.168.1.188',
    );
  });

  test('lines that are no entries, and shell text where an address should be, run nothing', () => {
    const evil = v4('11 ESTABLISHED ', 1, 'mark=0 use=2').replaceAll(
      '192.168.1.188',
      `$(touch\${IFS}${dir}/hit)`,
    );
    const out = run(awk, [
      { uptime: '100.00', lines: [evil, `x\`touch ${dir}/hit\``, 'E', "ipv4 2 tcp 6 ' ; touch x"] },
      { uptime: '105.00', lines: [evil] },
      { uptime: '110.00', lines: [], status: 1 },
      { uptime: '115.00', lines: [], status: 1 },
    ]);
    expect(
      lookReader(nonce)
        .push(out)
        .flatMap(({ seen }) => seen),
    ).toEqual([]);
    expect(spawnSync('ls', [dir], { encoding: 'utf8' }).stdout).not.toContain('hit');
  });

  test('a table with more push connections than a household has stays bounded', () => {
    const many = Array.from({ length: 900 }, (_, n) => v4('7000 ESTABLISHED ', 10_000 + n));
    const out = run(awk, [
      { uptime: '100.00', lines: many },
      { uptime: '105.00', lines: many },
    ]);
    expect(out.split('\n').filter((line) => line.startsWith(`${nonce} + `))).toHaveLength(400);
  });
});
