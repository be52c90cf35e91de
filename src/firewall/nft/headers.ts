import type { Family } from '../api.types.ts';
import {
  endOf,
  type Field,
  fixed,
  fragment,
  isFamily,
  protocol,
  tcpFlags,
  unsure,
  varying,
} from '../fields.ts';
import type { Asked, Test } from '../program.ts';
import { type Spans, spanOf } from '../spans.ts';
import { changing, field, lengths, never, type Reading, reading, unknown } from './reading.ts';

const byFamily = (v4: number, v6: number): Field => ({
  domain: ({ packet }: Asked): Spans => spanOf(packet.family === 'ipv4' ? v4 : v6),
  partial: unsure,
});
export const etherType = byFamily(0x0800, 0x86dd);
export const nfProto = byFamily(2, 10);

export const ipv4 = isFamily('ipv4');
export const ipv6 = isFamily('ipv6');

/** A field of a packet's headers. */
export function payloadOf(protocolName: string | null, name: string | null): Reading {
  switch (protocolName) {
    case 'ip':
      return networkField('ipv4', name);
    case 'ip6':
      return networkField('ipv6', name);
    case 'tcp':
    case 'th':
      return transportField(name);
    case 'udp':
    case 'udplite':
    case 'icmp':
    case 'icmpv6':
    case 'igmp':
    case 'sctp':
    case 'dccp':
    case 'esp':
    case 'ah':
    case 'comp':
    case 'arp':
      return never;
    case 'ether':
      return name === 'type' ? field('ether_type', etherType) : etherField(name);
    default:
      return unknown;
  }
}

function networkField(family: Family, name: string | null): Reading {
  const needs = family === 'ipv4' ? ipv4 : ipv6;
  const type = family === 'ipv4' ? 'ipv4_addr' : 'ipv6_addr';
  switch (name) {
    case 'saddr':
    case 'daddr':
      return field(type, endOf(name), needs);
    case 'protocol':
    case 'nexthdr':
      return field('inet_proto', protocol, needs);
    case 'version':
      return field('integer', fixed(spanOf(family === 'ipv4' ? 4 : 6)), needs);
    case 'length':
      return field('integer', varying(lengths), needs);
    case 'frag-off':
      return reading({ kind: 'bits', bits: fragment, mask: null, type: 'integer' }, needs);
    case 'id':
    case 'checksum':
      return reading(changing.left, needs);
    default:
      return reading(unknown.left, needs);
  }
}

function transportField(name: string | null): Reading {
  if (name === 'sport' || name === 'dport') return field('inet_service', endOf(name));
  if (name === 'flags') return reading({ kind: 'bits', bits: tcpFlags, mask: null, type: 'tcp_flag' });
  return name === 'sequence' || name === 'ackseq' || name === 'window' || name === 'checksum'
    ? changing
    : unknown;
}

/** The sender's hardware address: of a device in the LAN on the way out, of the next router on the way back. */
function etherField(name: string | null): Reading {
  if (name !== 'saddr') return unknown;
  const answer: Test = (asked) => {
    if (asked.packet.direction === 'reply' || !asked.packet.anyClient) return 'unknown';
    asked.named = true;
    return 'sometimes';
  };
  return reading({ kind: 'any', answer });
}
