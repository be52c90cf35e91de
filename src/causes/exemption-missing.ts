import { cause, found, nothing, ruledOut } from '../diagnosis/cause.ts';
import { affected, lost } from '../diagnosis/exemption.ts';

const id = 'exemption-missing';

export const exemptionMissing = cause({
  id,
  needs: [],
  needsOneOf: ['nft', 'iptables'],
  look(facts) {
    if (facts.cover.state === 'not-needed') return nothing;
    if (facts.classification.class === 'normal' && facts.cover.state === 'none') return ruledOut(id);
    if (!affected(facts) || facts.cover.state !== 'none' || lost(facts)) return nothing;
    return found(id, 'note', { evidence: facts.use.evidence });
  },
});
