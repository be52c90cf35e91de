import { cause, found, nothing } from '../diagnosis/cause.ts';
import { affected, familyNames, orderEvidence, severity, unproven } from '../diagnosis/exemption.ts';

const id = 'exemption-one-direction';

/** With one direction exempt the other still takes the flow into the flowtable. */
export const exemptionOneDirection = cause({
  id,
  needs: [],
  needsOneOf: ['nft', 'iptables'],
  look(facts) {
    const half = unproven(facts, facts.cover.spots).filter(({ cover }) => cover.coverage === 'one-direction');
    if (!affected(facts) || half.length === 0) return nothing;
    return found(id, severity(facts), {
      values: { families: familyNames(half.map((spot) => spot.family)) },
      evidence: orderEvidence(half),
      leavesOpen: true,
    });
  },
});
