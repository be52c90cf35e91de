import { cause, found, ruledOut } from '../diagnosis/cause.ts';

const id = 'rules-not-understood';
const mostDoubts = 3;

/** Something in the rules speaks of offloading, or was cut off, and could not be followed to what it does. */
export const rulesNotUnderstood = cause({
  id,
  needs: [],
  needsOneOf: ['nft', 'iptables'],
  wouldTell: 'watch',
  look({ rules }) {
    if (rules.doubts.length === 0) return ruledOut(id, { minor: true });
    const evidence = rules.doubts.slice(0, mostDoubts).map((line) => ({ source: 'firewall', line }));
    return found(id, 'risk', { evidence, leavesOpen: true });
  },
});
