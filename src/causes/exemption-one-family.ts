import { affected, familyNames, orderEvidence, severity } from '../diagnosis/exemption.ts';
import { check, found, silent } from '../diagnosis/result.ts';

const id = 'exemption-one-family';

/** Typically iptables without ip6tables: phones prefer IPv6, so half a cure often is none. */
export const exemptionOneFamily = check({
  id,
  needs: [],
  needsOneOf: ['nft', 'iptables'],
  look(scene) {
    const { spots } = scene.cover;
    const covered = new Set(spots.filter((spot) => spot.coverage === 'full').map((spot) => spot.family));
    const bare = spots.filter((spot) => spot.coverage === 'none' && !covered.has(spot.family));
    if (!affected(scene) || covered.size === 0 || bare.length === 0) return silent;
    return found(id, severity(scene), {
      values: {
        covered: familyNames(covered),
        bare: familyNames(bare.map((spot) => spot.family)),
      },
      evidence: [...new Set(spots.map((spot) => spot.path))].flatMap(orderEvidence),
      remedy: 'exempt',
    });
  },
});
