import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { pushOnly } from '../../src/probes/push-filter.ts';
import { sampleReader } from '../../src/watch/agent/samples.ts';
import { agentProgram, agentVariables } from '../../src/watch/agent/script.ts';
import { type Happening, household } from './lifecycle/household.ts';
import { tableLoop } from './lifecycle/table-loop.ts';

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
  /** What conntrack says after the look, and when. */
  events?: readonly { uptime: string; line: string }[];
}
const keyOf = (line: string) => /src=\S+ dst=\S+ sport=\d+ dport=\d+/.exec(line)?.[0] ?? '';
/** IPv6 addresses as the tool writes them: /proc pads them with zeros. */
const asTool = (line: string) => line.replace(/(:0000)+:/g, '::').replace(/([=:])0+(?=[0-9a-f])/g, '$1');
/** The same program, but the time of an event stands in its line: a test cannot wait for it. */
const timed = agentProgram.replace(
  /^function uptime\(.*$/m,
  'function uptime() { return substr($0, index($0, "up=") + 3) }',
);
expect(timed).not.toBe(agentProgram);
const awks = [
  ['busybox', [busybox, 'awk']],
  ['mawk', ['mawk', '-W', 'interactive']],
  ['gawk', ['gawk', '--lint']],
] as const;
const variables = Object.entries(agentVariables).flatMap(([name, value]) => ['-v', `${name}=${value}`]);
/** Files of /proc have no size, which gawk takes for empty. */
const proc = /^gawk: .*warning: data file `\/proc\/\S+' is empty\n/gm;

function run(awk: readonly string[], steps: readonly Step[]): string {
  const input = steps
    .flatMap(({ uptime, lines, status = 0, events = [] }) => [
      `T ${uptime}`,
      ...lines,
      `E ${status}`,
      ...events.map(({ uptime, line }) => `${asTool(line)} up=${uptime}`),
    ])
    .join('\n');
  const [command = '', ...args] = awk;
  const done = spawnSync(command, [...args, '-v', `N=${nonce}`, ...variables, timed], {
    input: `${input}\n`,
    encoding: 'utf8',
    env: { PATH: `${bin}:${process.env.PATH}`, R: ':', E: '1000000', PUSH: pushOnly.exact },
    maxBuffer: 1 << 26,
  });
  expect(done.stderr.replace(proc, '')).toBe('');
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
          let there: readonly string[] = [];
          for (let n = 0; n < 160; n++) {
            const what = happenings[n / 20];
            if (what) house.happen(what);
            const table = house.table();
            const lines = n % skipEvery === 0 ? table.slice(1) : table;
            const gone = there.filter((line) => !table.some((each) => keyOf(each) === keyOf(line)));
            there = table;
            const said = gone.map((line) => ({
              uptime: (house.atS + 0.5).toFixed(2),
              line: `[DESTROY] tcp      6 ${/src=.*/.exec(line)?.[0]}`,
            }));
            steps.push({
              uptime: house.atS.toFixed(2),
              lines,
              status: n % 31 === 30 ? 2 : lines.length === 0 ? 1 : 0,
              events: said,
            });
            house.pass(5);
          }
          const model = tableLoop(nonce, '-', () => []);
          const modelled = steps
            .map(({ uptime, lines, status, events = [] }) => {
              const printed = model(uptime, lines, status !== 2);
              for (const event of events) model.destroyed(event.uptime, event.line);
              return printed;
            })
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

  test('when the kernel says that it ended a connection, two looks still have to miss it, and the time is told', () => {
    const [one, two] = [v4('20 ESTABLISHED ', 1, 'mark=0 zone=0 use=2'), v4('7000 ESTABLISHED ', 2)];
    const ends = (sport: number, uptime: string) => ({
      uptime,
      line: `    [DESTROY] tcp      6 ${/src=.*/.exec(v4('', sport))?.[0]}`,
    });
    const out = run(awk, [
      // Its end, and that of one nobody knows; then there it is again: made anew.
      { uptime: '100.00', lines: [one, two], events: [ends(1, '103.00'), ends(9, '103.10')] },
      { uptime: '105.00', lines: [one, two] },
      { uptime: '110.00', lines: [one, two], events: [ends(1, '111.50')] },
      { uptime: '115.00', lines: [two] },
      { uptime: '120.00', lines: [], status: 1 },
      { uptime: '125.00', lines: [], status: 1 },
    ]);
    const gone = sampleReader(nonce)
      .push(out)
      .flatMap((look) => look.gone.map(({ entry, ...times }) => [look.atS, entry.original.sport, times]));
    expect(gone).toEqual([
      [120, 1, { lastS: 110, sinceS: 115, endedS: 111.5 }],
      [125, 2, { lastS: 115, sinceS: 120 }],
    ]);
  });

  test('an event that comes while a look is read, before or after its line or in the middle, does no harm', () => {
    const line = v4('20 ESTABLISHED ', 1, 'mark=0 zone=0 use=2');
    const event = `    [DESTROY] tcp      6 ${/src=.*/.exec(line)?.[0]} up=105.01`;
    const out = run(awk, [
      { uptime: '100.00', lines: [line] },
      { uptime: '105.00', lines: [event, line, event, `${line.slice(0, 25)}${event}`] },
      { uptime: '110.00', lines: [`${line.slice(0, 25)}${event}`, line.slice(25)], status: 0 },
      { uptime: '115.00', lines: [], status: 1 },
    ]);
    const looks = sampleReader(nonce).push(out);
    expect(looks.flatMap(({ seen }) => seen)).toHaveLength(1);
    expect(looks.flatMap(({ gone }) => gone)).toMatchObject([{ lastS: 105, sinceS: 110, endedS: 105.01 }]);
  });

  test('names the device, all its addresses and its lease, and asks it before its time is up', () => {
    neighbours([
      '192.168.1.188 dev br-lan lladdr 5a:11:22:33:44:55 ref 1 used 0/0/0 probes 1 STALE',
      'fd00:1::188 dev br-lan lladdr 5a:11:22:33:44:55 REACHABLE',
      '192.168.1.20 dev br-lan lladdr 5a:11:22:33:44:66 REACHABLE',
    ]);
    const table = [v4('11 ESTABLISHED ', 1, 'mark=0 zone=0 use=2')];
    const looks = sampleReader(nonce).push(
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
      sampleReader(nonce)
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
