import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Capture } from '../../src/probes/engine/capture/capture.ts';
import { readCapture, takenFrom } from '../../src/probes/engine/capture/read.ts';
import { snapshotOf } from '../../src/probes/engine/parse.ts';
import type { Snapshot } from '../../src/probes/engine/probe.ts';

/** A stored capture, e.g. `routers/openwrt-24.10-fw4-exempt`. Found from the project's directory, because benchmarks run bundled, from elsewhere. */
export function storedCapture(name: string): Capture {
  const read = readCapture(readFileSync(join('test/fixtures', `${name}.pmcap`)));
  if (read.kind !== 'capture') throw new Error(`${name} is no capture: ${read.kind}`);
  return read.capture;
}

/** The snapshot of a stored capture. */
export const storedSnapshot = (name: string): Snapshot => snapshotOf(takenFrom(storedCapture(name), 0));

/** The same as the look prints it, between its boundary lines. */
export function printedAgain({ sections }: Capture, boundary: string): string {
  const framed = [...sections].map(
    ([id, { status, text }]) => `\n${boundary} begin ${id}\n${text}\n${boundary} end ${status}\n`,
  );
  return `\n${boundary} start Linux\n${framed.join('')}`;
}
