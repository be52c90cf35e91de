import { lineEvidence } from '../diagnosis/evidence.ts';
import { affected, lost, meant, severity } from '../diagnosis/exemption.ts';
import { check, found, silent } from '../diagnosis/result.ts';

const id = 'exemption-lost';
/** What fw3 and fw4 log on hotplug: `user.notice firewall: Reloading firewall due to ifup of wan (wan)`. */
const reload = /Reloading firewall/;

/** Our files say there is an exemption; the live rules say there is none. */
export const exemptionLost = check({
  id,
  needs: ['own'],
  needsOneOf: ['nft', 'iptables'],
  look(scene) {
    if (!affected(scene) || !lost(scene)) return silent;
    const { log } = scene.snapshot;
    const reloads = log.kind === 'value' ? lineEvidence('logread', log.value.lines, reload) : [];
    return found(id, severity(scene), {
      values: {
        files: meant(scene)
          .map((file) => file.path)
          .join(', '),
      },
      evidence: [...scene.use.evidence, ...reloads],
      remedy: 'exempt',
    });
  },
});
