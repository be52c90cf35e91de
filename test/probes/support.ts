import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSnapshot } from '../../src/probes/engine/parse.ts';
import type { Reading, Snapshot } from '../../src/probes/engine/probe.ts';

/** The boundary of the stored answers. */
export const boundary = '00112233445566778899aabbccddeeff';

export const routers = [
  'openwrt-24.10-fw4-offloaded',
  'openwrt-24.10-fw4-exempt',
  'openwrt-21.02-fw3-offloaded',
  'openwrt-21.02-fw3-exempt',
] as const;

/** Found from the project's directory, because benchmarks run bundled, from elsewhere. */
export const answerOf = (router: (typeof routers)[number]): string =>
  readFileSync(join('test/fixtures/routers', `${router}.txt`), 'utf8');

export const snapshotOf = (stdout: string, mark = boundary): Snapshot => ({
  ...parseSnapshot(stdout, mark),
  takenAt: 0,
  bytes: stdout.length,
  ms: 0,
});

export function mustRead<V>(reading: Reading<V>): V {
  if (reading.kind !== 'value') throw new Error(`no value: ${reading.kind}, ${reading.why}`);
  return reading.value;
}
