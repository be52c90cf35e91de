import { cause, found, nothing } from '../diagnosis/cause.ts';
import { flowEvidence } from '../diagnosis/evidence.ts';
import { affected, severity } from '../diagnosis/exemption.ts';

const id = 'exemption-ports';

/** Exempt for one push service while a device uses another, e.g. Android's (5228 to 5230). */
export const exemptionPorts = cause({
  id,
  needs: ['conntrack'],
  needsOneOf: ['nft', 'iptables'],
  look(facts) {
    const { spots } = facts.cover;
    const covered = new Set(spots.filter((spot) => spot.coverage === 'full').map((spot) => spot.family));
    const bare = spots.filter((spot) => spot.coverage === 'none' && covered.has(spot.family));
    const ports = new Set(bare.map((spot) => spot.port));
    const flows = facts.flows.filter((flow) => ports.has(flow.server.port));
    if (!affected(facts) || flows.length === 0) return nothing;
    return found(id, severity(facts), {
      values: { ports: [...new Set(flows.map((flow) => flow.server.port))].sort((a, b) => a - b).join(', ') },
      evidence: flows.slice(0, 2).map((flow) => flowEvidence(facts.snapshot, flow)),
      flows,
    });
  },
});
