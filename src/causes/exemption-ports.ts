import { cause, found, nothing } from '../diagnosis/cause.ts';
import { flowEvidence } from '../diagnosis/evidence.ts';
import { affected, severity, unproven } from '../diagnosis/exemption.ts';

const id = 'exemption-ports';

/** Exempt for one push service while a device uses another, e.g. Android's (5228 to 5230). */
export const exemptionPorts = cause({
  id,
  needs: ['conntrack'],
  needsOneOf: ['nft', 'iptables'],
  look(facts) {
    const { spots } = facts.cover;
    const covered = new Set(
      spots.filter(({ cover }) => cover.coverage === 'full').map(({ family }) => family),
    );
    const bare = unproven(facts, spots).filter(
      ({ cover, family }) => cover.coverage === 'none' && covered.has(family),
    );
    const ports = new Set(bare.map((spot) => spot.port));
    const flows = facts.flows.filter(({ server, path }) => ports.has(server.port) && path !== 'local');
    if (!affected(facts) || flows.length === 0) return nothing;
    return found(id, severity(facts), {
      values: { ports: [...new Set(flows.map((flow) => flow.server.port))].sort((a, b) => a - b).join(', ') },
      evidence: flows.slice(0, 2).map((flow) => flowEvidence(facts.snapshot, flow)),
      flows,
      leavesOpen: true,
    });
  },
});
