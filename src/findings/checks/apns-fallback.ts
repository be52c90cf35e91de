import { flowEvidence } from '../evidence.ts';
import { affected } from '../exemption.ts';
import { check, found, silent } from '../result.ts';
import { isOpen } from '../states.ts';

const id = 'apns-fallback';

/** Apple's fallback, port 443: offloaded like the rest, and no port rule can exempt it without all other HTTPS. */
export const apnsFallback = check({
  id,
  needs: ['conntrack'],
  look(scene) {
    const flows = scene.flows.filter(
      (flow) => flow.service === 'apns' && flow.server.port === 443 && flow.exempt !== true && isOpen(flow),
    );
    if (!affected(scene) || flows.length === 0) return silent;
    return found(id, 'note', {
      values: { n: flows.length },
      evidence: flows.slice(0, 2).map((flow) => flowEvidence(scene.snapshot, flow)),
      flows,
      remedy: 'advice',
    });
  },
});
