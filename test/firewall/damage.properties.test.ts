import { readdirSync, readFileSync, statSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Coverage } from '../../src/firewall/api.types.ts';
import { doubtsOf, offloadSites } from '../../src/firewall/index.ts';
import { covered, fateOf, iptablesRules, nftRules } from './rules.ts';

const root = new URL('../fixtures/cases/', import.meta.url);
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => statSync(new URL(name, root)).isFile())
  .map((name) => readFileSync(new URL(name, root), 'utf8'));

const piece = fc.oneof(
  fc.constantFrom(
    '{',
    '}',
    '"',
    '\n',
    ';',
    '#',
    ' jump ',
    '\\',
    ',',
    ':',
    '(',
    'flow add @ft',
    '@x',
    '!= ',
    '[',
    ']',
    '\0',
    '-j',
    ' ! ',
    '/',
    '.',
  ),
  fc.string({ maxLength: 8 }),
);

/** A text with a few places cut out, doubled or written over. */
const damaged = fc
  .tuple(
    fc.constantFrom(...files),
    fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(40), piece), {
      minLength: 1,
      maxLength: 6,
    }),
  )
  .map(([text, changes]) =>
    changes.reduce((left, [where, length, instead]) => {
      const at = Math.floor(where * left.length);
      return left.slice(0, at) + instead + left.slice(at + length);
    }, text),
  );

const known: Coverage[] = ['full', 'below', 'one-direction', 'none', 'unknown'];

describe('rules in whatever state', () => {
  it('are read without a crash, and answered by something that is an answer', () => {
    fc.assert(
      fc.property(damaged, (text) => {
        for (const rules of [nftRules(text), iptablesRules(text)]) {
          expect(known).toContain(covered(rules).coverage);
          expect(['yes', 'no', 'unknown']).toContain(fateOf(rules));
          expect(Array.isArray(doubtsOf(rules)) && Array.isArray(offloadSites(rules))).toBe(true);
        }
      }),
      { numRuns: 1500 },
    );
  });
});
