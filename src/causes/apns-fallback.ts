import { cause, found, nothing } from '../diagnosis/cause.ts';
import { flowEvidence } from '../diagnosis/evidence.ts';
import { affected } from '../diagnosis/exemption.ts';
import { isOpen, isShared } from '../diagnosis/states.ts';

const id = 'apns-fallback';

/**
 * Apple's fallback, port 443: offloaded like the rest, and no port rule can exempt it without all other HTTPS. Whether
 * such a connection is push cannot be seen; it matters where a device has no other.
 */
export const apnsFallback = cause({
  id,
  needs: ['conntrack'],
  look(facts) {
    const open = facts.flows.filter(isOpen);
    const onOwnPort = new Set(
      open.filter((flow) => !isShared(flow)).map((flow) => flow.device.mac ?? flow.device.ip),
    );
    const flows = open.filter(
      (flow) => isShared(flow) && flow.exempt !== true && !onOwnPort.has(flow.device.mac ?? flow.device.ip),
    );
    if (!affected(facts) || flows.length === 0) return nothing;
    return found(id, 'risk', {
      evidence: flows.slice(0, 2).map((flow) => flowEvidence(facts.snapshot, flow)),
      flows,
    });
  },
});
