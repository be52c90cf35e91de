import { cause, found, nothing, ruledOut } from '../diagnosis/cause.ts';
import { flowEvidence } from '../diagnosis/evidence.ts';
import { isOpen } from '../diagnosis/states.ts';

const id = 'wan-changed';

/** A connection that still leaves by an address the router no longer has: after a redial the answers go nowhere. */
export const wanChanged = cause({
  id,
  needs: ['wan', 'conntrack'],
  look({ flows, snapshot }, { wan }) {
    const own = new Set(wan.addresses.map((address) => address.replace(/\/\d+$/, '')));
    const translated = flows.filter(
      (flow) =>
        isOpen(flow) && flow.entry.family === 'ipv4' && flow.entry.reply.dst !== flow.entry.original.src,
    );
    if (translated.length === 0 || ![...own].some((address) => address.includes('.'))) return nothing;
    const stale = translated.filter((flow) => !own.has(flow.entry.reply.dst));
    if (stale.length === 0) return ruledOut(id);
    // A router with several ways out looks the same, so it is said and no more.
    return found(id, 'note', {
      values: { n: stale.length, address: stale[0]?.entry.reply.dst ?? '', now: [...own].join(', ') },
      evidence: stale.slice(0, 2).map((flow) => flowEvidence(snapshot, flow)),
      flows: stale,
    });
  },
});
