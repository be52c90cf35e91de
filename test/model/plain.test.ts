import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean, oneLine, plainName, plainText } from '../../src/model/plain.ts';

/** Marks that have no width, turn the direction, or are half of a character. */
const marks = [
  '\u0000',
  '\u0007',
  '\u001b',
  '\u0085',
  '\u00ad',
  '\u061c',
  '\u200b',
  '\u200d',
  '\u200e',
  '\u202e',
  '\u2066',
  '\u2069',
  '\u2060',
  '\ufeff',
  '\ud83d',
  '\udc4d',
  '\u{e0041}',
];

const hostile = fc.string({
  unit: fc.oneof(fc.constantFrom(...marks), fc.string({ unit: 'binary', maxLength: 1 })),
});

describe('plain words', () => {
  it.each(marks)('has no %j', (mark) => {
    expect(plainText(`a${mark}b`)).toBe('ab');
  });

  it('keeps tabs and line breaks, however they are written', () => {
    expect(plainText('a\tb\r\nc\rd\u2028e')).toBe('a\tb\nc\nd\ne');
    expect(clean('a\tb')).toBe('a  b');
    expect(oneLine('  a\tb\r\nc\u2029d ')).toBe('a b c d');
  });

  it('keeps what people write: letters of all scripts, signs, emoji', () => {
    for (const name of ['Anna’s iPhone', '客厅的平板', 'Телефон', 'هاتف', '📱 Pixel'])
      expect(plainName(name)).toBe(name);
  });

  it('knows what is no name', () => {
    for (const none of ['', '*', ' ', '\u200b', '\u202e*\u202c']) expect(plainName(none)).toBeNull();
  });

  it('cuts a name once, between characters', () => {
    expect(plainName('x'.repeat(255))).toBe('x'.repeat(40));
    expect(plainName(`${'x'.repeat(39)}📱📱`)).toBe(`${'x'.repeat(39)}📱`);
    expect(plainName(`${'x'.repeat(39)} yz`)).toBe('x'.repeat(39));
  });

  it('is plain for any text, and stays as it is when made plain again', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        for (const make of [plainText, clean, oneLine]) {
          expect(make(text)).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]|\p{Cf}|\p{Cs}/u);
          expect(make(make(text))).toBe(make(text));
        }
        const name = plainName(text);
        if (name !== null) expect(plainName(name)).toBe(name);
      }),
      { numRuns: 3000 },
    );
  });
});
