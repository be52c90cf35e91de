import { type CauseResult, cannotTell, cause, found, ruledOut } from '../diagnosis/cause.ts';
import { flowEvidence } from '../diagnosis/evidence.ts';
import { needOf } from '../diagnosis/exemption.ts';
import type { Facts } from '../diagnosis/facts.ts';

const id = 'hardware-desync';
/** From here on it is seen, not suspected. */
const seen = 0.75;

/** The hardware forwards a connection which the router's own table has lost, or the other way round. */
export const hardwareDesync = cause({
  id,
  needs: [],
  needsOneOf: ['nft', 'iptables'],
  wouldTell: 'watch',
  look(facts) {
    const { classification, use } = facts;
    if (classification.class === 'hardware-desync') return suspected(facts);
    const odd = facts.flows.filter(({ doubt }) => doubt === 'flag-missing');
    if (odd.length > 0)
      return found(id, 'risk', {
        variant: 'flag-missing',
        values: { n: odd.length },
        evidence: odd.slice(0, 2).map((flow) => flowEvidence(facts.snapshot, flow)),
        flows: odd,
        confidence: 0.5,
        leavesOpen: true,
      });
    return use.hardware === null ? cannotTell(id) : ruledOut(id, use.hardware ? { variant: 'in-use' } : {});
  },
});

function suspected(facts: Facts): CauseResult {
  const { classification, cover } = facts;
  const { basis, values, evidence, confidence } = classification;
  if (cover.state === 'full' || needOf(facts) === 'none') return ruledOut(id, { variant: 'exempt' });
  return found(id, confidence >= seen ? 'fault' : 'risk', {
    variant: basis,
    values,
    evidence,
    confidence,
    leavesOpen: true,
  });
}
