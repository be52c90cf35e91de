import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { largeRouter } from '../support/large-router.ts';
import { namespacesOrSay } from '../support/namespaces.ts';
import { type Box, lend, look, makeBox } from './box.ts';
import { mustRead } from './support.ts';

const canMakeNetns = namespacesOrSay('a large table and large sets in a network namespace');

const onePage = 65_536;
/** Filling the table takes longer than reading it. */
const patienceMs = 120_000;

let box: Box;
beforeEach(() => {
  box = makeBox();
});
afterEach(() => box.close());

describe.runIf(canMakeNetns)('a router with 50,000 connections and sets of 20,000 elements', () => {
  it(
    'tells all that matters in one answer of less than 64 KiB',
    () => {
      lend(box, 'nft', 'conntrack');
      const seen = look(box, { inNetns: largeRouter.fill });
      expect(Buffer.byteLength(seen.text)).toBeLessThan(onePage);
      expect(mustRead(seen.table).count).toBeGreaterThanOrEqual(largeRouter.entries);
      const lines = mustRead(seen.conntrack).lines.filter((line) => line.includes(' dport=5223 '));
      expect(lines).toHaveLength(largeRouter.pushes);
      const sets = Object.fromEntries(mustRead(seen.nft).sets.map((set) => [set.name, set]));
      expect(sets.far?.elements).toEqual([{ prefix: { addr: '17.57.144.0', len: 22 } }]);
      expect(sets.far?.about).toEqual(expect.arrayContaining(['17.0.0.0/8', '17.57.144.7']));
      // Pairs of values cannot be left out by address: that they were not listed is told.
      expect(sets.seen).toBeUndefined();
      expect(seen.text).toContain('\t# not listed: inet fw4 seen\n');
    },
    patienceMs,
  );
});
