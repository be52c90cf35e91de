import { cause, found, nothing, ruledOut } from '../diagnosis/cause.ts';
import { flowEvidence } from '../diagnosis/evidence.ts';
import { affected } from '../diagnosis/exemption.ts';
import { isOpen, isShared, wakesPhones } from '../diagnosis/states.ts';

const id = 'apns-fallback';

/**
 * Apple's fallback, port 443: offloaded like the rest, and no port rule can exempt it without all other HTTPS. Whether
 * such a connection is push cannot be seen; it matters where a device has no other.
 */
export const apnsFallback = cause({
  id,
  needs: ['conntrack'],
  wouldTell: 'again',
  look(facts) {
    const open = facts.flows.filter((flow) => isOpen(flow) && wakesPhones(flow) && flow.path !== 'local');
    if (!affected(facts) || open.length === 0) return nothing;
    const onOwnPort = new Set(
      open.filter((flow) => !isShared(flow)).map((flow) => flow.device.mac ?? flow.device.ip),
    );
    const flows = open.filter(
      (flow) => isShared(flow) && flow.fate !== 'kept' && !onOwnPort.has(flow.device.mac ?? flow.device.ip),
    );
    if (flows.length === 0) return ruledOut(id, { minor: true });
    return found(id, 'risk', {
      evidence: flows.slice(0, 2).map((flow) => flowEvidence(facts.snapshot, flow)),
      flows,
      leavesOpen: true,
    });
  },
});
