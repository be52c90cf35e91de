import type { Direction } from '../api.types.ts';
import {
  always,
  counted,
  ctMark,
  fixed,
  packetMark,
  protocol,
  state,
  status,
  tupleEnd,
  unsure,
  varying,
} from '../fields.ts';
import { spanOf } from '../spans.ts';
import { at, textAt } from './ast.ts';
import { etherType, ipv4, ipv6, nfProto, payloadOf } from './headers.ts';
import { changing, field, lengths, never, type Reading, reading, unknown } from './reading.ts';
import { numberOf, type Type } from './symbols.ts';

/** Reads the left side of a comparison, a key of a map, an element to be added. */
export function leftOf(expression: unknown): Reading {
  const concat = at(expression, 'concat');
  if (Array.isArray(concat)) return concatOf(concat);
  const masked = at(expression, '&');
  if (Array.isArray(masked) && masked.length === 2) return maskedOf(masked[0], masked[1]);
  const payload = at(expression, 'payload');
  if (payload !== undefined) return payloadOf(textAt(payload, 'protocol'), textAt(payload, 'field'));
  const meta = textAt(at(expression, 'meta'), 'key');
  if (meta !== null) return metaOf(meta);
  const ct = at(expression, 'ct');
  if (ct !== undefined) return ctOf(textAt(ct, 'key') ?? '', textAt(ct, 'dir'), textAt(ct, 'family'));
  const fib = at(expression, 'fib');
  // What is forwarded goes to, and comes from, addresses that are neither the router's own nor of a group.
  if (fib !== undefined)
    return textAt(fib, 'result') === 'type' ? field('fib_addrtype', fixed(spanOf(1))) : unknown;
  if (textAt(at(expression, 'rt'), 'key') === 'ipsec') return field('boolean', fixed(spanOf(0)));
  if (at(expression, 'numgen') !== undefined) return changing;
  const extension = at(expression, 'exthdr') ?? at(expression, 'tcp option');
  if (extension !== undefined) return extensionOf(extension);
  return unknown;
}

function concatOf(parts: readonly unknown[]): Reading {
  const read = parts.slice(0, 16).map(leftOf);
  const needs = read.flatMap((part) => part.needs);
  return reading({ kind: 'concat', parts: read.map((part) => part.left) }, ...needs);
}

function maskedOf(inner: unknown, mask: unknown): Reading {
  const { left, needs } = leftOf(inner);
  if (left.kind !== 'bits' || left.mask !== null)
    return reading({ kind: 'any', answer: always('unknown') }, ...needs);
  const bits = maskOf(left.type, mask);
  return bits === null
    ? reading({ kind: 'any', answer: always('unknown') }, ...needs)
    : reading({ ...left, mask: bits }, ...needs);
}

/** As many as the greatest number of 32 bits has: nft joins them two by two. */
const mostJoined = 32;

/** A number, a name, or several joined by `|`; `null` when one of them is not understood. */
export function maskOf(type: Type, mask: unknown, depth = 0): number | null {
  if (depth > mostJoined) return null;
  const joined = at(mask, '|');
  if (joined === undefined && !Array.isArray(mask)) return numberOf(type, mask);
  const parts = joined ?? mask;
  const values = (Array.isArray(parts) ? parts : [parts]).map((one) => maskOf(type, one, depth + 1));
  return values.reduce(
    (all: number | null, one) => (all === null || one === null ? null : (all | one) >>> 0),
    0,
  );
}

/** Presence of extension headers and TCP options: established connections of phones carry time stamps at the most. */
function extensionOf(extension: unknown): Reading {
  const name = textAt(extension, 'name');
  const absent = name === 'maxseg' || name === 'frag';
  if (!absent) return unknown;
  return at(extension, 'field') === undefined
    ? field('boolean', fixed(spanOf(0)))
    : reading({ kind: 'any', answer: always('no') }, always('no'));
}

function metaOf(key: string): Reading {
  switch (key) {
    case 'l4proto':
      return field('inet_proto', protocol);
    case 'nfproto':
      return field('nf_proto', nfProto);
    case 'protocol':
      return field('ether_type', etherType);
    case 'iif':
    case 'iifname':
      return reading({ kind: 'device', which: 'iif' });
    case 'oif':
    case 'oifname':
      return reading({ kind: 'device', which: 'oif' });
    case 'mark':
      return reading({ kind: 'bits', bits: packetMark, mask: null, type: 'mark' });
    // What goes through a tunnel of the router's own is not put into a flowtable (nft_flow_offload_skip).
    case 'ipsec':
    case 'secpath':
      return field('boolean', fixed(spanOf(0)));
    case 'pkttype':
      return field('pkt_type', fixed(spanOf(0)));
    case 'length':
      return field('integer', varying(lengths));
    case 'hour':
    case 'day':
    case 'time':
    case 'random':
    case 'cpu':
      return changing;
    default:
      return unknown;
  }
}

function ctOf(key: string, dir: string | null, named: string | null): Reading {
  const direction: Direction = dir === 'reply' ? 'reply' : 'original';
  const word = key.split(' ').at(-1) ?? '';
  switch (word) {
    case 'state':
      return reading({ kind: 'bits', bits: state, mask: null, type: 'ct_state' });
    case 'status':
      return reading({ kind: 'bits', bits: status, mask: null, type: 'ct_status' });
    case 'mark':
      return reading({ kind: 'bits', bits: ctMark, mask: null, type: 'mark' });
    case 'direction':
      return field('ct_dir', {
        domain: ({ packet }) => spanOf(packet.direction === 'original' ? 0 : 1),
        partial: unsure,
      });
    case 'protocol':
      return field('inet_proto', protocol);
    case 'l3proto':
      return field('nf_proto', nfProto);
    case 'saddr':
    case 'daddr':
      return tupleAddress(direction, word, named ?? (key.includes(' ') ? key.split(' ')[0] : null) ?? null);
    case 'proto-src':
      return field('inet_service', tupleEnd(direction, 'sport'));
    case 'proto-dst':
      return field('inet_service', tupleEnd(direction, 'dport'));
    case 'helper':
      // Connections with a helper are not offloaded, and no push service has one.
      return never;
    case 'packets':
      return field('integer', counted(1000));
    case 'bytes':
      return field('integer', counted(20_000));
    case 'avgpkt':
    case 'expiration':
      return changing;
    default:
      return unknown;
  }
}

function tupleAddress(direction: Direction, end: 'saddr' | 'daddr', family: string | null): Reading {
  const of = tupleEnd(direction, end);
  if (family === 'ip') return field('ipv4_addr', of, ipv4);
  return family === 'ip6' ? field('ipv6_addr', of, ipv6) : unknown;
}
