import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { causes } from '../../src/causes/index.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { capturedLooks } from '../../src/diagnosis/looks.ts';
import { readCapture } from '../../src/probes/engine/capture/read.ts';
import { redactedCapture } from '../../src/probes/engine/redact/redact.ts';
import { storedCapture } from '../support/captures.ts';

/** Routers of real people on which the first release spoke wrongly, made anew as captures. */
const names = readdirSync('test/fixtures/cases')
  .filter((name) => name.endsWith('.pmcap'))
  .map((name) => name.slice(0, -'.pmcap'.length));

const judged = async (capture: ReturnType<typeof storedCapture>) =>
  (await diagnose(capturedLooks(capture, 0), causes)).judgement;

test.each(names)('%s is read whole, and redacted is judged alike', async (name) => {
  const capture = storedCapture(`cases/${name}`);
  expect([capture.broken.size, capture.twice, capture.strayLines]).toEqual([0, [], 0]);
  expect(capture.sections.size).toBeGreaterThanOrEqual(14);
  const redacted = readCapture(new TextEncoder().encode(redactedCapture(capture)));
  if (redacted.kind !== 'capture') throw new Error(redacted.kind);
  const [before, after] = [await judged(capture), await judged(redacted.capture)];
  expect([after.verdict, after.class]).toEqual([before.verdict, before.class]);
  expect(after.findings.map(({ id }) => id)).toEqual(before.findings.map(({ id }) => id));
});
