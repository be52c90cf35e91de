import { expect, it } from 'vitest';
import { z } from 'zod';
import { pack, recordKind, unpack } from '../../src/redis/client/record.ts';

const first = recordKind('colour', z.string());
const second = recordKind('colour', z.object({ name: z.string() }), [(name) => ({ name })]);
const third = recordKind('colour', z.object({ name: z.string(), bright: z.boolean() }), [
  (name) => ({ name }),
  (value) => ({ ...z.object({ name: z.string() }).parse(value), bright: false }),
]);

it('reads what it wrote, and every version before', () => {
  expect(unpack(third, pack(third, { name: 'red', bright: true }))).toEqual({ name: 'red', bright: true });
  expect(unpack(third, pack(second, { name: 'red' }))).toEqual({ name: 'red', bright: false });
  expect(unpack(third, pack(first, 'red'))).toEqual({ name: 'red', bright: false });
});

it('takes what has no version for the first: JSON, else the text itself', () => {
  expect(unpack(third, '"red"')).toEqual({ name: 'red', bright: false });
  expect(unpack(third, 'red')).toEqual({ name: 'red', bright: false });
});

it('says so when a newer release wrote it, instead of guessing', () => {
  expect(() => unpack(first, pack(third, { name: 'red', bright: true }))).toThrow(
    'a colour of version 3, written by a newer Pushmedic; this one reads versions up to 1',
  );
});

it.each([
  '{"v":0,"value":"red"}',
  '{"v":1,"value":7}',
  '{"v":2,"value":{}}',
  '[]',
  'null',
  '{"__proto__":1}',
])('refuses what is no such thing: %s', (text) => {
  expect(() => unpack(third, text)).toThrow();
});
