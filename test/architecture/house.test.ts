import { expect, test } from 'vitest';
import { filesPerKind, sourceSizes, testSizes } from '../../src/app/setup/measure.mjs';

test('a file has one reason: none is too long, and most are short', () => {
  const source = sourceSizes();
  expect(source.over).toEqual([]);
  expect(source.median).toBeLessThan(80);
  expect(testSizes().over).toEqual([]);
});

/** What CONTRIBUTING promises: files that adding one of a kind takes, besides its texts. */
const promised: Record<string, number> = { cause: 3, probe: 3, remedy: 3, 'push service': 2 };

test.each(filesPerKind())('adding a $kind takes few files', ({ kind, files }) => {
  expect(files.length, files.join(', ')).toBeGreaterThan(0);
  expect(files.length, files.join(', ')).toBeLessThanOrEqual(promised[kind] ?? 0);
});
