import { ruleEvidence } from '../diagnosis/evidence.ts';
import { affected, exemptions, familyNames } from '../diagnosis/exemption.ts';
import { check, found, silent } from '../diagnosis/result.ts';

const id = 'exemption-in-place';

export const exemptionInPlace = check({
  id,
  needs: [],
  needsOneOf: ['nft', 'iptables'],
  look(scene) {
    if (!affected(scene) || scene.cover.state !== 'full') return silent;
    const { spots } = scene.cover;
    const rules = exemptions(scene);
    return found(id, 'good', {
      variant: rules.some(({ rule }) => rule.ours) ? 'ours' : 'foreign',
      values: {
        families: familyNames(spots.map((spot) => spot.family)),
        ports: [...new Set(spots.map((spot) => spot.port))].join(', '),
      },
      evidence: rules.map(({ path, rule }) => ruleEvidence(path, rule)),
      flows: scene.flows.filter((flow) => flow.exempt === true && flow.entry.offload === 'none'),
    });
  },
});
