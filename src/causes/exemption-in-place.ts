import { cause, found, nothing } from '../diagnosis/cause.ts';
import type { Spot } from '../diagnosis/cover.ts';
import { ruleEvidence } from '../diagnosis/evidence.ts';
import { exemptions, familyNames, isAbout, isOurs, promised } from '../diagnosis/exemption.ts';
import type { Facts } from '../diagnosis/facts.ts';

const id = 'exemption-in-place';

/**
 * Where the rules keep push out of the flowtable. What we applied is in place when it is what was promised, whatever else
 * a household has come to use since; what others made, when it covers all that is used, in every chain and family.
 */
function spotsOf(facts: Facts): Spot[] {
  const { spots, state } = facts.cover;
  if (promised(facts)?.standing === 'stands')
    return spots.filter(({ cover }) => cover.coverage === 'full' || cover.coverage === 'unknown');
  return state === 'full' ? spots : [];
}

/** The rules keep push out of the flowtable. */
export const exemptionInPlace = cause({
  id,
  needs: [],
  needsOneOf: ['nft', 'iptables'],
  look(facts) {
    const spots = spotsOf(facts);
    if (!isAbout(facts) || spots.length === 0) return nothing;
    const rules = exemptions(facts);
    const ours = promised(facts);
    const isByUs = ours === null ? rules.some(isOurs) : ours.standing === 'stands';
    // What we applied and is lost or displaced is not called in place for the part of it that is left.
    if (!isByUs && rules.some(isOurs)) return nothing;
    return found(id, 'good', {
      variant: isByUs ? 'ours' : 'foreign',
      values: {
        families: familyNames(spots.map((spot) => spot.family)),
        ports: [...new Set(spots.map((spot) => spot.port))].join(', '),
      },
      evidence: rules.map(ruleEvidence),
      flows: facts.flows.filter(({ path, fate }) => path === 'forwarded' && fate === 'kept'),
    });
  },
});
