import { flowEvidence } from '../diagnosis/evidence.ts';
import { affected } from '../diagnosis/exemption.ts';
import { check, found, silent } from '../diagnosis/result.ts';

const id = 'flow-older-than-rule';

/** The exemption is right, but a connection entered the flowtable before it and stays there while it talks. */
export const flowOlderThanRule = check({
  id,
  needs: ['conntrack'],
  needsOneOf: ['nft', 'iptables'],
  look(scene) {
    const flows = scene.flows.filter((flow) => flow.exempt === true && flow.entry.offload !== 'none');
    if (!affected(scene) || flows.length === 0) return silent;
    return found(id, 'note', {
      values: { n: flows.length },
      evidence: flows.slice(0, 2).map((flow) => flowEvidence(scene.snapshot, flow)),
      flows,
      remedy: 'advice',
    });
  },
});
