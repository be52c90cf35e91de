import { cause, found, nothing, ruledOut } from '../diagnosis/cause.ts';
import { flowEvidence } from '../diagnosis/evidence.ts';
import { ageOf, isOffloaded } from '../diagnosis/states.ts';

const id = 'flow-older-than-rule';
/** Seconds below which a connection is called new. */
const newS = 120;

/**
 * The rules keep it out of the flowtable, and it is in it, or just came back from it: it entered before them and stays while it talks, or something
 * that is not seen offloads. Which of the two shows once it has been silent for half a minute.
 */
export const flowOlderThanRule = cause({
  id,
  needs: ['conntrack'],
  needsOneOf: ['nft', 'iptables'],
  wouldTell: 'again',
  look({ flows, snapshot }) {
    const odd = flows.filter(({ doubt }) => doubt === 'exempt-yet-offloaded');
    if (odd.length === 0) return flows.some(isOffloaded) ? ruledOut(id, { minor: true }) : nothing;
    const age = Math.min(...odd.flatMap(({ entry }) => ageOf(entry) ?? []).filter((one) => one < newS));
    const isForgotten = odd.some(({ fate }) => fate === 'forgotten');
    return found(id, isForgotten ? 'fault' : 'risk', {
      ...(Number.isFinite(age) && { variant: 'new' }),
      ...(!odd.some(isOffloaded) && { variant: 'was' }),
      values: { n: odd.length, age: Number.isFinite(age) ? age : 0 },
      evidence: odd.slice(0, 2).map((flow) => flowEvidence(snapshot, flow)),
      flows: odd,
      leavesOpen: true,
    });
  },
});
