import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readCapture, takenFrom } from '../../src/probes/engine/capture/read.ts';
import { readingsOf } from '../../src/probes/engine/parse.ts';
import { probes } from '../../src/probes/index.ts';
import type { ProbeId } from '../../src/probes/readings.ts';
import { parseSamples, samplesId } from '../../src/probes/samples.ts';

const text = readFileSync('docs/captures.md', 'utf8');
/** Examples by the heading they stand under. */
const examples = text
  .split(/^### /m)
  .slice(1)
  .flatMap((part) => {
    const [heading = ''] = part.split('\n', 1);
    return [...part.matchAll(/^```capture\n([\s\S]*?)^```$/gm)].map(([, example = '']) => ({
      heading,
      example,
    }));
  });

const isProbe = (id: string): id is ProbeId => id in probes;

test.each(examples)(
  'the example of $heading in docs/captures.md is read: $example',
  ({ heading, example }) => {
    const read = readCapture(new TextEncoder().encode(`pushmedic capture 1\n\n${example}`));
    if (read.kind !== 'capture') throw new Error(read.kind);
    expect([...read.capture.sections.keys()]).toEqual([heading]);
    expect(read.capture.strayLines).toBe(0);
    if (isProbe(heading)) expect(readingsOf(takenFrom(read.capture, 0))[heading].kind).toBe('value');
  },
);

test('the example of samples is read whole', () => {
  const { example = '' } = examples.find(({ heading }) => heading === samplesId) ?? {};
  const { looks, only } = parseSamples({ status: 0, text: example });
  expect(looks.map(({ entries, neighbours }) => [entries.length, neighbours.length])).toEqual([
    [1, 0],
    [1, 1],
  ]);
  expect(only).toContain('dport=5223');
});

test('docs/captures.md has an example of every section there is, in which a capture may tell something', () => {
  const named = new Set(examples.map(({ heading }) => heading));
  expect([...Object.keys(probes), samplesId].filter((id) => !named.has(id))).toEqual([]);
  expect([...named].filter((id) => !isProbe(id) && id !== samplesId)).toEqual([]);
});
