import { cause, found, nothing, ruledOut } from '../diagnosis/cause.ts';
import { flowEvidence } from '../diagnosis/evidence.ts';
import { isOffloaded } from '../diagnosis/states.ts';

const id = 'offloaded-without-rule';

/** A connection is in the flowtable or in hardware, or just came back from it, and no rule that was read and understood puts it there. */
export const offloadedWithoutRule = cause({
  id,
  needs: ['conntrack'],
  wouldTell: 'again',
  look({ flows, snapshot }) {
    const odd = flows.filter(
      ({ doubt }) => doubt === 'offloaded-without-rule' || doubt === 'hardware-without-rule',
    );
    if (odd.length === 0) return flows.some(isOffloaded) ? ruledOut(id, { minor: true }) : nothing;
    return found(id, 'risk', {
      ...(odd.every(({ doubt }) => doubt === 'hardware-without-rule') && { variant: 'hardware' }),
      ...(!odd.some(isOffloaded) && { variant: 'was' }),
      values: { n: odd.length },
      evidence: odd.slice(0, 2).map((flow) => flowEvidence(snapshot, flow)),
      flows: odd,
      leavesOpen: true,
    });
  },
});
