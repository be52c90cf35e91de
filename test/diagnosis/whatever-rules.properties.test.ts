import fc from 'fast-check';
import { expect, it } from 'vitest';
import { model, rulesetOf } from '../firewall/kernel-rules.ts';
import { back, entry, judged, offloaded, type Router } from './hand-router.ts';

/** What a connection shows outranks what rules seem to say, however they are written. */
it.each<[string, Router['conntrack'], string]>([
  ['in the flowtable of a kernel that forgets', offloaded, 'healthy'],
  ['just back from it', back, 'healthy'],
  ['kept, with hours to go', entry(), 'impaired'],
  ['there is none', '', 'healthy'],
])('a connection that is %s', (_, conntrack, never) => {
  fc.assert(
    fc.property(model, (rules) => {
      const nft = rulesetOf(rules, 'flow add @ft');
      expect(judged({ conntrack, nft }).judgement.verdict, nft).not.toBe(never);
    }),
    { numRuns: 150 },
  );
});
