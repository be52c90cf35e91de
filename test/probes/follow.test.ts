import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Flow } from '../../src/conntrack/flow.ts';
import { flowsOf } from '../../src/diagnosis/flows.ts';
import { follow, followScript, sampleReader } from '../../src/probes/follow.ts';
import { type Box, makeBox } from './box.ts';
import { ran, sessionOf } from './session.ts';
import { answerOf, boundary, snapshotOf } from './support.ts';

const flows = flowsOf(snapshotOf(answerOf('openwrt-24.10-fw4-offloaded')));
const flowOf = (family: 'ipv4' | 'ipv6'): Flow => {
  const flow = flows.find(({ entry }) => entry.family === family);
  if (!flow) throw new Error(`no ${family} flow in the fixture`);
  return flow;
};
const flow = flowOf('ipv4');
const left = (timeout: number) =>
  flow.entry.line.replace('tcp      6 ', `tcp      6 ${timeout} ESTABLISHED `).replace('[OFFLOAD] ', '');

let box: Box;
beforeEach(() => {
  box = makeBox();
});
afterEach(() => box.close());

/**
 * A router on which each `sleep` is one second of uptime, after which the table holds the next of `tables`.
 */
function scene(tables: string[]): void {
  for (const [at, table] of tables.entries()) box.file(`/tables/${at}`, table === '' ? '' : `${table}\n`);
  const put = (at: string) => `cat ${box.root}/tables/${at} >${box.root}/proc/net/nf_conntrack`;
  box.file('/proc/net/nf_conntrack', `${tables[0]}\n`);
  box.file('/proc/uptime', '1000.50 1.00\n');
  box.file('/at', '0\n');
  box.program(
    'sleep',
    `read -r n <${box.root}/at; n=$((n + 1)); echo $n >${box.root}/at; echo "$((1000 + n)).50 1.00" >${box.root}/proc/uptime
[ $n -lt ${tables.length} ] && ${put('$n')}; :`,
  );
}
const watch = (seconds = 45, of = flow) => {
  const { stdout, stderr } = box.run(followScript(of, seconds, boundary));
  expect(stderr).toBe('');
  const reader = sampleReader(boundary);
  reader.push(stdout);
  return reader.samples.map(({ atS, entry }) => [
    atS,
    entry && (entry.offload === 'none' ? entry.timeoutS : entry.offload),
  ]);
};

describe('following one entry', () => {
  it('ends two samples after the entry left the flowtable', () => {
    const { line } = flow.entry;
    scene([line, line, line, left(119), left(118), left(117)]);
    expect(watch()).toEqual([
      [0, 'software'],
      [1, 'software'],
      [2, 'software'],
      [3, 119],
      [4, 118],
    ]);
  });

  it('ends when the entry is gone for good, and not on a single gap', () => {
    const { line } = flow.entry;
    scene([line, '', line, '', '']);
    expect(watch()).toEqual([
      [0, 'software'],
      [1, null],
      [2, 'software'],
      [3, null],
      [4, null],
    ]);
  });

  it('follows to the end what never leaves, and what never was in the flowtable', () => {
    scene([flow.entry.line]);
    expect(watch(3)).toHaveLength(4);
    scene([left(7000)]);
    expect(watch(3)).toHaveLength(4);
  });

  it('does not take another connection, or the same one the other way, for it', () => {
    const { line } = flow.entry;
    scene([line.replaceAll(/sport=(\d+) dport=5223/g, 'sport=9$1 dport=5223'), '', '']);
    expect(watch()).toEqual([
      [0, null],
      [1, null],
    ]);
  });

  it('follows IPv6 as /proc prints it', () => {
    const six = flowOf('ipv6');
    scene([six.entry.line]);
    expect(watch(1, six)).toEqual([
      [0, 'software'],
      [1, 'software'],
    ]);
  });

  it('asks the tool where there is no file', () => {
    box.file('/proc/uptime', '5.00 1\n');
    box.program('sleep', 'exit 0');
    const { sport, dport } = flow.entry.original;
    box.program(
      'conntrack',
      `[ "$*" = '-L -f ipv4 -p tcp --sport ${sport} --dport ${dport} -o extended' ] && echo '${flow.entry.line}'`,
    );
    expect(watch(1)[0]).toEqual([0, 'software']);
  });

  it('tells each sample as it comes, however the stream is cut, and passes over everything else', () => {
    const text = `motd\n${boundary} 7.25 ${flow.entry.line}\nnoise ${boundary} 9 x\n${boundary} 8.50 ${left(119)}\n${boundary} 9 garbage\n${boundary} 9.75 \n`;
    fc.assert(
      fc.property(fc.array(fc.nat(text.length)), (cuts) => {
        const seen: number[] = [];
        const reader = sampleReader(boundary, ({ atS }) => seen.push(atS));
        const at = [0, ...cuts.sort((a, b) => a - b), text.length];
        for (const [n, to] of at.slice(1).entries()) reader.push(text.slice(at[n], to));
        expect(seen).toEqual([0, 1.25, 2.5]);
        expect(reader.samples.map(({ entry }) => entry?.offload ?? null)).toEqual(['software', 'none', null]);
      }),
    );
  });

  it('is one exec, whose end is the end of the promise', async () => {
    const told: number[] = [];
    const { session, asked } = sessionOf((script, { onStdout }) => {
      const mark = /[0-9a-f]{32}/.exec(script)?.[0];
      const first = `${mark} 10.0 ${flow.entry.line}\n`;
      onStdout?.(first);
      return ran(`${first}${mark} 11.0 ${left(119)}\n`);
    });
    const samples = await follow(session, flow, { seconds: 45, onSample: ({ atS }) => told.push(atS) });
    expect(asked).toHaveLength(1);
    expect(told).toEqual([0, 1]);
    expect(samples.map(({ entry }) => entry?.timeoutS)).toEqual([null, 119]);
  });

  it('fails where the loop did not run', async () => {
    const { session } = sessionOf(() => ran('', 'nope'));
    await expect(follow(session, flow, { seconds: 1 })).rejects.toMatchObject({
      failure: { cause: 'not-a-router', seen: 'nope' },
    });
  });

  it('puts nothing of a hostile line into the script but its addresses and ports', () => {
    const line = `${flow.entry.line} x='$(reboot)'`;
    expect(followScript({ ...flow, entry: { ...flow.entry, line } }, 1, boundary)).not.toContain('reboot');
    const broken = { ...flow, entry: { ...flow.entry, line: 'src=$(reboot) dst=1 sport=1 dport=1 ' } };
    expect(() => followScript(broken, 1, boundary)).toThrow(RangeError);
  });
});
