import { flowEvidence } from '../diagnosis/evidence.ts';
import { affected } from '../diagnosis/exemption.ts';
import { check, found, silent } from '../diagnosis/result.ts';
import { isOpen, isShared } from '../diagnosis/states.ts';

const id = 'apns-fallback';

/**
 * Apple's fallback, port 443: offloaded like the rest, and no port rule can exempt it without all other HTTPS. Whether
 * such a connection is push cannot be seen; it matters where a device has no other.
 */
export const apnsFallback = check({
  id,
  needs: ['conntrack'],
  look(scene) {
    const open = scene.flows.filter(isOpen);
    const onOwnPort = new Set(
      open.filter((flow) => !isShared(flow)).map((flow) => flow.device.mac ?? flow.device.ip),
    );
    const flows = open.filter(
      (flow) => isShared(flow) && flow.exempt !== true && !onOwnPort.has(flow.device.mac ?? flow.device.ip),
    );
    if (!affected(scene) || flows.length === 0) return silent;
    return found(id, 'risk', {
      evidence: flows.slice(0, 2).map((flow) => flowEvidence(scene.snapshot, flow)),
      flows,
      remedy: 'advice',
    });
  },
});
