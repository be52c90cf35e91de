import { affected, familyNames, orderEvidence, severity } from '../diagnosis/exemption.ts';
import { check, found, silent } from '../diagnosis/result.ts';

const id = 'exemption-one-direction';

/** With one direction exempt the other still takes the flow into the flowtable. */
export const exemptionOneDirection = check({
  id,
  needs: [],
  needsOneOf: ['nft', 'iptables'],
  look(scene) {
    const half = scene.cover.spots.filter((spot) => spot.coverage === 'one-direction');
    if (!affected(scene) || half.length === 0) return silent;
    return found(id, severity(scene), {
      values: { families: familyNames(half.map((spot) => spot.family)) },
      evidence: [...new Set(half.map((spot) => spot.path))].flatMap(orderEvidence),
      remedy: 'exempt',
    });
  },
});
