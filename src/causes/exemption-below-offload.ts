import { affected, familyNames, orderEvidence, severity } from '../diagnosis/exemption.ts';
import { check, found, silent } from '../diagnosis/result.ts';

const id = 'exemption-below-offload';

export const exemptionBelowOffload = check({
  id,
  needs: [],
  needsOneOf: ['nft', 'iptables'],
  look(scene) {
    const below = scene.cover.spots.filter((spot) => spot.coverage === 'below');
    if (!affected(scene) || below.length === 0) return silent;
    return found(id, severity(scene), {
      values: { families: familyNames(below.map((spot) => spot.family)) },
      evidence: [...new Set(below.map((spot) => spot.path))].flatMap(orderEvidence),
      remedy: 'exempt',
    });
  },
});
