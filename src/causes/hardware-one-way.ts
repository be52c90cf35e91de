import type { Flow, Tuple } from '../conntrack/flow.ts';
import { cannotTell, cause, found, nothing, ruledOut } from '../diagnosis/cause.ts';
import { flowEvidence } from '../diagnosis/evidence.ts';
import { isOpen } from '../diagnosis/states.ts';
import { readValue } from '../probes/engine/probe.ts';
import type { PpeEntry } from '../probes/network.types.ts';

const id = 'hardware-one-way';

const isBound = (entries: readonly PpeEntry[], { src, sport, dst, dport }: Tuple): boolean =>
  entries.some(
    ({ state, from, to }) =>
      state === 'BND' && from.ip === src && from.port === sport && to.ip === dst && to.port === dport,
  );

/** The packet engine's entries of a connection, both directions. */
const entriesOf = (entries: readonly PpeEntry[], { entry: { original, reply } }: Flow): PpeEntry[] =>
  entries.filter(({ from, to }) =>
    [original, reply].some((tuple) => tuple.sport === from.port && tuple.dport === to.port),
  );

/**
 * The hardware forwards one direction of a connection that the router's own table no longer marks as offloaded: the
 * entry's clock runs down although packets pass, and once it is gone what comes in is refused. After a firewall reload
 * on MediaTek (https://github.com/openwrt/openwrt/issues/17915). Proven wrong when both directions are bound, or none.
 */
export const hardwareOneWay = cause({
  id,
  needs: ['conntrack'],
  look({ snapshot, flows, use }) {
    const open = flows.filter(isOpen);
    if (open.length === 0) return nothing;
    const ppe = readValue(snapshot.ppe);
    // Without hardware offload there is no engine to ask; with it, its entries alone would tell.
    if (!ppe) return use.hardware === true ? cannotTell(id) : nothing;
    if (ppe.entries.length === 0) return nothing;
    const torn = open.filter(
      ({ entry }) =>
        entry.offload !== 'hardware' &&
        isBound(ppe.entries, entry.original) !== isBound(ppe.entries, entry.reply),
    );
    const source = '/sys/kernel/debug/ppe*/entries';
    if (torn.length === 0) {
      const lines = open.flatMap((flow) => entriesOf(ppe.entries, flow)).slice(0, 2);
      return lines.length === 0
        ? nothing
        : ruledOut(id, { evidence: lines.map(({ line }) => ({ source, line })) });
    }
    return found(id, 'fault', {
      values: { n: torn.length },
      evidence: torn
        .slice(0, 2)
        .flatMap((flow) => [
          flowEvidence(snapshot, flow),
          ...entriesOf(ppe.entries, flow).map(({ line }) => ({ source, line })),
        ]),
      flows: torn,
    });
  },
});
