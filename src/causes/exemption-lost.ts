import { cause, found, nothing } from '../diagnosis/cause.ts';
import { lineEvidence } from '../diagnosis/evidence.ts';
import { affected, lost, meant, severity } from '../diagnosis/exemption.ts';
import { readValue } from '../probes/engine/probe.ts';

const id = 'exemption-lost';
/** What fw3 and fw4 log on hotplug: `user.notice firewall: Reloading firewall due to ifup of wan (wan)`. */
const reload = /Reloading firewall/;

/** Our files say there is an exemption; the live rules say there is none. */
export const exemptionLost = cause({
  id,
  needs: ['own'],
  needsOneOf: ['nft', 'iptables'],
  look(facts) {
    if (!affected(facts) || !lost(facts)) return nothing;
    return found(id, severity(facts), {
      values: {
        files: meant(facts)
          .map((file) => file.path)
          .join(', '),
      },
      evidence: [
        ...facts.use.evidence,
        ...lineEvidence('logread', readValue(facts.snapshot.log)?.lines ?? [], reload),
      ],
      leavesOpen: true,
    });
  },
});
