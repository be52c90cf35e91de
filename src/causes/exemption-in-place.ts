import { cause, found, nothing } from '../diagnosis/cause.ts';
import { ruleEvidence } from '../diagnosis/evidence.ts';
import { affected, exemptions, familyNames } from '../diagnosis/exemption.ts';

const id = 'exemption-in-place';

export const exemptionInPlace = cause({
  id,
  needs: [],
  needsOneOf: ['nft', 'iptables'],
  look(facts) {
    if (!affected(facts) || facts.cover.state !== 'full') return nothing;
    const { spots } = facts.cover;
    const rules = exemptions(facts);
    return found(id, 'good', {
      variant: rules.some(({ rule }) => rule.ours) ? 'ours' : 'foreign',
      values: {
        families: familyNames(spots.map((spot) => spot.family)),
        ports: [...new Set(spots.map((spot) => spot.port))].join(', '),
      },
      evidence: rules.map(({ path, rule }) => ruleEvidence(path, rule)),
      flows: facts.flows.filter((flow) => flow.exempt === true && flow.entry.offload === 'none'),
    });
  },
});
