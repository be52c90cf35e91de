import { ruleEvidence } from '../diagnosis/evidence.ts';
import { exemptions, meant } from '../diagnosis/exemption.ts';
import { check, found, silent } from '../diagnosis/result.ts';

const id = 'exemption-not-needed';

/** A kernel without the fault, and an exemption of ours from the time before. */
export const exemptionNotNeeded = check({
  id,
  needs: [],
  needsOneOf: ['nft', 'iptables'],
  look(scene) {
    const ours = exemptions(scene).filter(({ rule }) => rule.ours);
    if (scene.classification.class !== 'normal' || (ours.length === 0 && meant(scene).length === 0))
      return silent;
    return found(id, 'note', {
      evidence: ours.map(({ path, rule }) => ruleEvidence(path, rule)),
      remedy: 'revert',
    });
  },
});
