import { affected, lost } from '../diagnosis/exemption.ts';
import { check, found, ruledOut, silent } from '../diagnosis/result.ts';

const id = 'exemption-missing';

export const exemptionMissing = check({
  id,
  needs: [],
  needsOneOf: ['nft', 'iptables'],
  look(scene) {
    if (scene.cover.state === 'not-needed') return silent;
    if (scene.classification.class === 'normal' && scene.cover.state === 'none') return ruledOut(id);
    if (!affected(scene) || scene.cover.state !== 'none' || lost(scene)) return silent;
    return found(id, 'note', { evidence: scene.use.evidence, remedy: 'exempt' });
  },
});
