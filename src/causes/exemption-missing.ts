import { cause, found, nothing, ruledOut } from '../diagnosis/cause.ts';
import { affected, isLost, needOf } from '../diagnosis/exemption.ts';

const id = 'exemption-missing';

/** Nothing keeps push out of the flowtable, where that is needed. */
export const exemptionMissing = cause({
  id,
  needs: [],
  needsOneOf: ['nft', 'iptables'],
  look(facts) {
    if (facts.cover.state !== 'none') return nothing;
    if (facts.classification.class === 'normal') return ruledOut(id);
    const need = needOf(facts);
    if (!affected(facts) || isLost(facts) || need === 'none' || need === 'open') return nothing;
    return found(id, 'note', { evidence: facts.use.evidence });
  },
});
