import { cause, found, nothing, ruledOut } from '../diagnosis/cause.ts';
import { flowEvidence } from '../diagnosis/evidence.ts';
import { isGlobal6, isIn, livePrefixes, over6 } from '../diagnosis/ipv6.ts';
import { isOpen, isUnanswered } from '../diagnosis/states.ts';
import { readValue } from '../probes/engine/probe.ts';

const id = 'ipv6-stale-prefix';

/**
 * A device talks from an IPv6 address of a prefix the router no longer has: after a redial the provider gave another,
 * and the device was not told, or slept over it (RFC 9096; openwrt/openwrt#13516). Answers to such an address go
 * elsewhere. Proven wrong when the addresses are of a prefix the LAN has now.
 */
export const ipv6StalePrefix = cause({
  id,
  needs: [],
  look({ snapshot, flows }) {
    const reading = readValue(snapshot.interfaces);
    if (!reading) return nothing;
    const prefixes = livePrefixes(reading);
    const talking = over6(flows).filter(
      (flow) => isGlobal6(flow.device.ip) && (isOpen(flow) || isUnanswered(flow)),
    );
    if (prefixes.length === 0 || talking.length === 0) return nothing;
    const present = {
      source: 'ubus call network.interface dump',
      line: prefixes.map(({ ip, prefix }) => `${ip}/${prefix}`).join(' '),
    };
    const stale = talking.filter(({ device }) => !isIn(device.ip, prefixes));
    if (stale.length === 0) return ruledOut(id, { evidence: [present] });
    return found(id, stale.some(isUnanswered) ? 'fault' : 'risk', {
      values: { n: stale.length, address: stale[0]?.device.ip ?? '' },
      evidence: [...stale.slice(0, 2).map((flow) => flowEvidence(snapshot, flow)), present],
      flows: stale,
    });
  },
});
