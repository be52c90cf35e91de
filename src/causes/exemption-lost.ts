import { cause, found, nothing } from '../diagnosis/cause.ts';
import { lineEvidence } from '../diagnosis/evidence.ts';
import { isAbout, isLost, meant, promised, severity } from '../diagnosis/exemption.ts';
import { readValue } from '../probes/engine/probe.ts';

const id = 'exemption-lost';
/** What fw3 and fw4 log on hotplug: `user.notice firewall: Reloading firewall due to ifup of wan (wan)`. */
const reload = /Reloading firewall/;

/** An exemption was applied, or our files say so; the live rules say that it is not there as it was meant. */
export const exemptionLost = cause({
  id,
  needs: ['own'],
  needsOneOf: ['nft', 'iptables'],
  look(facts) {
    if (!isAbout(facts) || !isLost(facts)) return nothing;
    const ours = promised(facts);
    return found(id, severity(facts), {
      ...(ours && { variant: 'applied' }),
      values: {
        files: meant(facts)
          .map((file) => file.path)
          .join(', '),
      },
      evidence: [
        ...(ours?.state.evidence ?? facts.use.evidence),
        ...lineEvidence('logread', readValue(facts.snapshot.log)?.lines ?? [], reload),
      ],
      leavesOpen: true,
    });
  },
});
