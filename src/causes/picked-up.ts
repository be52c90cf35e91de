import { cause, found, nothing, ruledOut } from '../diagnosis/cause.ts';
import { flowEvidence } from '../diagnosis/evidence.ts';
import { isOpen, isPickedUp } from '../diagnosis/states.ts';

const id = 'picked-up';

/** A connection's entry was forgotten and made anew in mid-stream, and nothing that is known of this router forgets. */
export const pickedUp = cause({
  id,
  needs: ['conntrack'],
  wouldTell: 'watch',
  look({ flows, snapshot }) {
    const odd = flows.filter(({ doubt }) => doubt === 'picked-up');
    if (odd.length === 0)
      return flows.some((flow) => isOpen(flow) || isPickedUp(flow)) ? ruledOut(id, { minor: true }) : nothing;
    return found(id, 'risk', {
      values: { n: odd.length },
      evidence: odd.slice(0, 2).map((flow) => flowEvidence(snapshot, flow)),
      flows: odd,
      leavesOpen: true,
    });
  },
});
