import { readingsOf, answerOf as sectionsOf } from '../../src/probes/engine/parse.ts';
import type { Reading, Snapshot } from '../../src/probes/engine/probe.ts';
import { printedAgain, storedCapture } from '../support/captures.ts';

/** The boundary of the answers that are made of stored captures. */
export const boundary = '00112233445566778899aabbccddeeff';

export const routers = [
  'openwrt-24.10-fw4-offloaded',
  'openwrt-24.10-fw4-exempt',
  'openwrt-21.02-fw3-offloaded',
  'openwrt-21.02-fw3-exempt',
] as const;

/** What a look prints there. */
export const answerOf = (router: (typeof routers)[number]): string =>
  printedAgain(storedCapture(`routers/${router}`), boundary);

/** Every probe's reading out of what the script printed. */
export const parseSnapshot = (stdout: string, mark: string, stderr = '') =>
  readingsOf(sectionsOf(stdout, mark, stderr));

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
