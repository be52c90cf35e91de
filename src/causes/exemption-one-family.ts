import { cause, found, nothing } from '../diagnosis/cause.ts';
import { affected, familyNames, orderEvidence, severity, unproven } from '../diagnosis/exemption.ts';

const id = 'exemption-one-family';

/** Typically iptables without ip6tables: phones prefer IPv6, so half a cure often is none. */
export const exemptionOneFamily = cause({
  id,
  needs: [],
  needsOneOf: ['nft', 'iptables'],
  look(facts) {
    const { spots } = facts.cover;
    const covered = new Set(
      spots.filter(({ cover }) => cover.coverage === 'full').map(({ family }) => family),
    );
    const bare = unproven(facts, spots).filter(
      ({ cover, family }) => cover.coverage === 'none' && !covered.has(family),
    );
    if (!affected(facts) || covered.size === 0 || bare.length === 0) return nothing;
    return found(id, severity(facts), {
      values: {
        covered: familyNames(covered),
        bare: familyNames(bare.map((spot) => spot.family)),
      },
      evidence: orderEvidence(spots),
      leavesOpen: true,
    });
  },
});
