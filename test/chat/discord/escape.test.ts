import fc from 'fast-check';
import { expect, test } from 'vitest';
import { escapeText, fenced } from '../../../src/chat/discord/escape.ts';
import { clean, oneLine, shorten } from '../../../src/model/plain.ts';

const hostile = '<b>@everyone</b> [x](http://y) ```';

test('what Markdown would act on is escaped', () => {
  expect(escapeText(hostile)).toBe('\\<b\\>\\@everyone\\</b\\> \\[x\\](http\\://y) \\`\\`\\`');
  expect(escapeText('a4:ab:60 10.0.0.1')).toBe('a4\\:ab\\:60 10.0.0.1');
  expect(escapeText('- one\n1. two\n+ three\n> four\n# five\n-# six')).toBe(
    '\\- one\n1\\. two\n\\+ three\n\\> four\n\\# five\n\\-\\# six',
  );
  expect(escapeText('well-known, 2.5 and 3 - 1')).toBe('well-known, 2.5 and 3 - 1');
});

/** Discord's rule for a backslash: any punctuation after it is that punctuation. */
const unescaped = (text: string): string => text.replace(/\\([^0-9A-Za-z\s])/g, '$1');

/** Patterns of Discord's Markdown, on text from which escaped characters were taken. */
const active = [
  /\*/,
  /_/,
  /~/,
  /`/,
  /\|/,
  /</,
  />/,
  /\[/,
  /\]/,
  /@/,
  /:/,
  /#/,
  /^\s*[-+] /m,
  /^\s*\d+[.)] /m,
];

const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'\\*_~`|<>[]()@:#-+1. \nab') }),
);

test('escaping loses nothing and leaves nothing active', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const escaped = escapeText(text);
      expect(unescaped(escaped)).toBe(clean(text));
      const bare = escaped.replace(/\\[^0-9A-Za-z\s]/g, 'x');
      for (const pattern of active) expect(bare).not.toMatch(pattern);
    }),
  );
});

test('cut text keeps to its length and leaves no half escape', () => {
  fc.assert(
    fc.property(texts, fc.nat(30), (text, max) => {
      const escaped = escapeText(text, max);
      expect(escaped.length).toBeLessThanOrEqual(max);
      expect(escaped.replace(/\\[^0-9A-Za-z\s]/g, '')).not.toContain('\\');
      if (escapeText(text).length <= max) expect(escaped).toBe(escapeText(text));
      else if (max > 0) expect(escaped.endsWith('…')).toBe(true);
      expect(escaped).not.toMatch(/\p{Surrogate}/u);
    }),
  );
});

test('a code block cannot be closed from inside', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('`', 'a', '\n') }), (text) => {
      expect(fenced(text)).not.toContain('``');
    }),
  );
});

test('what deceives the eye is gone', () => {
  expect(clean('a\u202egnp.exe\u0007\u0000 b\r\nc\ud800')).toBe('agnp.exe b\nc');
  expect(oneLine(' a\n\tb  ')).toBe('a b');
  expect(shorten('ab😀', 3)).toBe('ab…');
});
