import { cause, found, nothing } from '../diagnosis/cause.ts';
import { flowEvidence } from '../diagnosis/evidence.ts';
import { affected } from '../diagnosis/exemption.ts';

const id = 'flow-older-than-rule';

/** The exemption is right, but a connection entered the flowtable before it and stays there while it talks. */
export const flowOlderThanRule = cause({
  id,
  needs: ['conntrack'],
  needsOneOf: ['nft', 'iptables'],
  look(facts) {
    const flows = facts.flows.filter((flow) => flow.exempt === true && flow.entry.offload !== 'none');
    if (!affected(facts) || flows.length === 0) return nothing;
    return found(id, 'note', {
      values: { n: flows.length },
      evidence: flows.slice(0, 2).map((flow) => flowEvidence(facts.snapshot, flow)),
      flows,
    });
  },
});
