import { cause, found, nothing } from '../diagnosis/cause.ts';
import { ruleEvidence } from '../diagnosis/evidence.ts';
import { exemptions, isOurs, meant } from '../diagnosis/exemption.ts';

const id = 'exemption-not-needed';

/** A kernel without the fault, and an exemption of ours from the time before. */
export const exemptionNotNeeded = cause({
  id,
  needs: [],
  needsOneOf: ['nft', 'iptables'],
  look(facts) {
    const ours = exemptions(facts).filter(isOurs);
    if (facts.classification.class !== 'normal' || (ours.length === 0 && meant(facts).length === 0))
      return nothing;
    return found(id, 'note', { evidence: ours.map(ruleEvidence) });
  },
});
