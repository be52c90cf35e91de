import ipaddr from 'ipaddr.js';
import { cause, found, nothing, ruledOut } from '../diagnosis/cause.ts';
import type { Connection } from '../diagnosis/connection.ts';
import { flowEvidence } from '../diagnosis/evidence.ts';
import type { Facts } from '../diagnosis/facts.ts';
import { isOpen } from '../diagnosis/states.ts';
import { readValue } from '../probes/engine/probe.ts';

const id = 'double-nat';

/** What DS-Lite and 464XLAT number their tunnels with: RFC 6333 §5.7, RFC 7335. */
const tunnel = ipaddr.IPv4.parseCIDR('192.0.0.0/29');

/** `carrier`: RFC 6598. `home`: RFC 1918, most often another box of the household. `null`: an address of its own. */
function beyond(address: string): 'tunnel' | 'carrier' | 'home' | null {
  const ip = ipaddr.IPv4.parse(address);
  if (ip.match(tunnel)) return 'tunnel';
  const range = ip.range();
  if (range === 'carrierGradeNat') return 'carrier';
  return range === 'private' ? 'home' : null;
}

/** Where the provider's NAT64 stands for all of IPv4: RFC 6052, RFC 8215. */
const synthesised = ['64:ff9b::/96', '64:ff9b:1::/48'].map((prefix) => ipaddr.IPv6.parseCIDR(prefix));
const isTranslatedFar = ({ entry }: Connection): boolean =>
  ipaddr.IPv6.isValid(entry.original.dst) &&
  synthesised.some((prefix) => ipaddr.IPv6.parse(entry.original.dst).match(prefix));

/** How people and LuCI call the protocols that put IPv4 into IPv6. */
const tunnels: Readonly<Record<string, string>> = { dslite: 'DS-Lite', '464xlat': '464XLAT' };

/**
 * A second NAT upstream has a time-out of its own, which nothing here can see: the other box of a household, the
 * carrier's NAT, or the carrier's end of a tunnel. MAP is none: its border relay keeps no state (RFC 7597, RFC 7599).
 * A connection over IPv6 is not translated, so where push goes that way only, it does not matter; but for NAT64.
 */
export const doubleNat = cause({
  id,
  needs: ['wan'],
  wouldTell: 'watch',
  look(facts, { wan }) {
    const open = facts.flows.filter(isOpen);
    const far = open.filter(isTranslatedFar);
    if (far.length > 0)
      return found(id, 'note', {
        variant: 'nat64',
        evidence: far.slice(0, 1).map((flow) => flowEvidence(facts.snapshot, flow)),
        flows: far,
      });
    const addresses = wan.addresses
      .map((address) => address.replace(/\/\d+$/, ''))
      .filter((address) => ipaddr.IPv4.isValid(address));
    const first = addresses[0];
    if (first === undefined) return nothing;
    const device = wan.device ?? 'wan';
    const evidence = [{ source: 'ip addr', line: `${device} ${addresses.join(' ')}` }];
    const proto = protocolOf(facts, wan.device);
    if (proto === 'map') return ruledOut(id, { variant: 'map', evidence });
    const variants = addresses.map(beyond);
    const variant = variants.every((one) => one !== null) ? variants[0] : null;
    if (!variant) return ruledOut(id, { evidence });
    const over4 = open.filter(({ entry }) => entry.family === 'ipv4');
    if (open.length > 0 && over4.length === 0)
      return ruledOut(id, {
        variant: 'ipv6',
        evidence: [...evidence, ...open.slice(0, 1).map((flow) => flowEvidence(facts.snapshot, flow))],
      });
    const name = tunnels[proto ?? ''] ?? 'DS-Lite / 464XLAT';
    return found(id, 'note', {
      variant,
      values: { address: addresses.join(', '), name },
      evidence,
      flows: over4,
    });
  },
});

/** The protocol of the interface that has the way out. */
const protocolOf = ({ snapshot }: Facts, device: string | null): string | null =>
  readValue(snapshot.interfaces)?.interfaces.find((one) => one.device === device && one.up)?.proto ?? null;
