import { cause, found, nothing, ruledOut } from '../diagnosis/cause.ts';
import { flowEvidence } from '../diagnosis/evidence.ts';
import { isOpen } from '../diagnosis/states.ts';

const id = 'neighbour-failed';
/** States of `ip neigh` (ip-neighbour(8)) in which nobody answered when asked. */
const unanswered: ReadonlySet<string> = new Set(['FAILED', 'INCOMPLETE']);

/**
 * The router asks on the LAN who has the phone's address and nobody answers: what arrives for it is thrown away. The
 * phone sleeps too deeply, an access point does not pass the question on, or the phone left. Proven wrong when the same
 * address answers a moment later while the phone stays locked.
 */
export const neighbourFailed = cause({
  id,
  needs: ['neighbours', 'conntrack'],
  wouldTell: 'locked',
  look({ snapshot, flows }, { neighbours }) {
    const open = flows.filter(isOpen);
    const stateOf = (ip: string) => neighbours.neighbours.find((one) => one.ip === ip)?.state;
    const known = open.filter(({ device }) => stateOf(device.ip) !== undefined);
    if (known.length === 0) return nothing;
    const lost = known.filter(({ device }) => unanswered.has(stateOf(device.ip) ?? ''));
    if (lost.length === 0) return ruledOut(id);
    return found(id, 'risk', {
      leavesOpen: true,
      values: { n: new Set(lost.map(({ device }) => device.ip)).size, address: lost[0]?.device.ip ?? '' },
      evidence: lost
        .slice(0, 2)
        .flatMap((flow) => [
          { source: 'ip neigh', line: `${flow.device.ip} ${stateOf(flow.device.ip)}` },
          flowEvidence(snapshot, flow),
        ]),
      flows: lost,
    });
  },
});
