import { expect, test } from 'vitest';
import { parseJson } from '../../src/probes/engine/text.ts';

const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

test('JSON nested deeper than any tool prints is none', () => {
  expect(parseJson(nested(100))).toBeInstanceOf(Array);
  expect(parseJson(nested(101))).toBeUndefined();
  expect(parseJson(nested(1_000_000))).toBeUndefined();
  expect(parseJson(`{"a":${nested(100)}}`)).toBeUndefined();
});

test('brackets in strings nest nothing', () => {
  const text = `${'['.repeat(200)}"\\${'{'.repeat(200)}`;
  expect(parseJson(JSON.stringify({ comment: text, other: [text] }))).toEqual({
    comment: text,
    other: [text],
  });
});
