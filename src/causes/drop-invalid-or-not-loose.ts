import { cannotTell, cause, found, nothing, ruledOut } from '../diagnosis/cause.ts';
import { sysctlEvidence } from '../diagnosis/evidence.ts';
import { affected } from '../diagnosis/exemption.ts';
import { readValue } from '../probes/engine/probe.ts';

const id = 'drop-invalid-or-not-loose';

/**
 * Settings that make a forgotten connection's next word fatal instead of a fresh start. With `nf_conntrack_tcp_loose` a
 * packet from mid-stream makes a new entry; without it the packet is invalid: it is not translated, and `drop_invalid`
 * drops it unseen (net/netfilter/nf_conntrack_proto_tcp.c, `tcp_new`; firewall4's "Drop flows with invalid conntrack
 * state"). `drop_invalid` alone does no harm. Proven wrong by an entry that was picked up in mid-stream.
 */
export const dropInvalidOrNotLoose = cause({
  id,
  needs: ['sysctls'],
  look(facts, { sysctls }) {
    if (!affected(facts) || facts.cover.state === 'full') return nothing;
    const loose = sysctls.values.nf_conntrack_tcp_loose;
    if (loose === undefined) return cannotTell(id);
    const uci = readValue(facts.snapshot.uci);
    const dropping = uci?.dropInvalid === true;
    const evidence = [
      sysctlEvidence('nf_conntrack_tcp_loose', loose),
      ...(uci?.lines ?? [])
        .filter((line) => line.includes('drop_invalid'))
        .map((line) => ({ source: 'uci show firewall', line })),
    ];
    if (loose !== 0) return ruledOut(id, { evidence });
    return found(id, 'note', { ...(dropping ? { variant: 'dropped' } : {}), evidence });
  },
});
