import { cause, found, nothing, ruledOut } from '../diagnosis/cause.ts';
import { flowEvidence, unique } from '../diagnosis/evidence.ts';
import { isOpen } from '../diagnosis/states.ts';

const id = 'never-offloaded';

/**
 * The rules put every connection into the flowtable, and one that has had its packets is not there: it does not pass
 * them (a transparent proxy, another accelerator), or the rules mean something else than they seem to.
 */
export const neverOffloaded = cause({
  id,
  needs: ['conntrack'],
  needsOneOf: ['nft', 'iptables'],
  wouldTell: 'watch',
  look({ flows, snapshot, use, rules }) {
    const odd = flows.filter(({ doubt }) => doubt === 'never-offloaded');
    if (odd.length === 0)
      return rules.sites.length > 0 && flows.some(isOpen) ? ruledOut(id, { minor: true }) : nothing;
    return found(id, 'risk', {
      values: { n: odd.length },
      evidence: unique([...use.evidence, ...odd.slice(0, 2).map((flow) => flowEvidence(snapshot, flow))]),
      flows: odd,
      leavesOpen: true,
    });
  },
});
