import { cause, found, nothing } from '../diagnosis/cause.ts';
import { ruleEvidence } from '../diagnosis/evidence.ts';
import { affected, exemptions, familyNames, isOurs } from '../diagnosis/exemption.ts';

const id = 'exemption-in-place';

/** The rules keep push out of the flowtable, in every chain and family that offloads. */
export const exemptionInPlace = cause({
  id,
  needs: [],
  needsOneOf: ['nft', 'iptables'],
  look(facts) {
    if (!affected(facts) || facts.cover.state !== 'full') return nothing;
    const { spots } = facts.cover;
    const rules = exemptions(facts);
    return found(id, 'good', {
      variant: rules.some(isOurs) ? 'ours' : 'foreign',
      values: {
        families: familyNames(spots.map((spot) => spot.family)),
        ports: [...new Set(spots.map((spot) => spot.port))].join(', '),
      },
      evidence: rules.map(ruleEvidence),
      flows: facts.flows.filter(({ path, fate }) => path === 'forwarded' && fate === 'kept'),
    });
  },
});
