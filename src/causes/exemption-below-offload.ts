import { cause, found, nothing } from '../diagnosis/cause.ts';
import { affected, familyNames, orderEvidence, severity, unproven } from '../diagnosis/exemption.ts';

const id = 'exemption-below-offload';

/** Accepted only after the offload rule has taken the connection. */
export const exemptionBelowOffload = cause({
  id,
  needs: [],
  needsOneOf: ['nft', 'iptables'],
  look(facts) {
    const below = unproven(facts, facts.cover.spots).filter(({ cover }) => cover.coverage === 'below');
    if (!affected(facts) || below.length === 0) return nothing;
    return found(id, severity(facts), {
      values: { families: familyNames(below.map((spot) => spot.family)) },
      evidence: orderEvidence(below),
      leavesOpen: true,
    });
  },
});
