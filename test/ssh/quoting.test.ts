import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quote, sh } from '../../src/ssh/quoting.ts';

const shells = [
  ['busybox ash', 'busybox', ['ash', '-c']],
  ['sh', 'sh', ['-c']],
] as const;

const nasty = fc.oneof(
  fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0')),
  fc.string({
    unit: fc.constantFrom("'", '"', '\\', '$', '`', '\n', ' ', '!', '*', '~', ';', '-', '\r', 'é'),
  }),
);

describe.each(shells)('%s', (_name, file, before) => {
  it('gives back exactly what was quoted, however hostile', () => {
    fc.assert(
      fc.property(fc.array(nasty, { minLength: 1, maxLength: 20 }), (values) => {
        // One process for many values: each printed with its length, so that no value can pass for another.
        const script = sh`for v in ${values}; do printf '%s\\037' "$v"; done`;
        const said = execFileSync(file, [...before, script], { encoding: 'utf8' });
        expect(said).toBe(values.map((value) => `${value}\u001f`).join(''));
      }),
      { numRuns: 150 },
    );
  });

  it('runs nothing out of a value', () => {
    const value = "'; echo pwned; $(echo pwned) `echo pwned` #";
    expect(execFileSync(file, [...before, sh`printf %s ${value}`], { encoding: 'utf8' })).toBe(value);
  });
});

describe('quote and sh', () => {
  it.each(['a\0b', '\ud800', 'x\udc00'])('refuse what no argument can hold', (value) => {
    expect(() => quote(value)).toThrow(RangeError);
    expect(() => sh`echo ${value}`).toThrow(RangeError);
    expect(() => sh`echo ${[value]}`).toThrow(RangeError);
  });

  it('quote numbers too: 2 before > would be a descriptor', () => {
    expect(sh`sleep ${3}; echo ${2}>${'/tmp/a b'}`).toBe("sleep '3'; echo '2'>'/tmp/a b'");
  });

  it('make a word of an empty value and none of an empty list', () => {
    expect(sh`uci set ${''} ${[]}`).toBe("uci set '' ");
  });
});
