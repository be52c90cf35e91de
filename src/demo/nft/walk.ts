import ipaddr from 'ipaddr.js';
import type { Packet, Verdict } from '../world.ts';
import { priority } from './json.ts';
import {
  type Chain,
  chainOf,
  type Operand,
  type Ruleset,
  type Subject,
  type Table,
  type Value,
} from './ruleset.ts';

/** Devices between which the demo router forwards. */
const devices = { lan: 'br-lan', wan: 'wan' };

/** What a subject reads off a packet of an established TCP connection; `null`: the header is not there. */
function read(subject: Subject, packet: Packet): string | null {
  const [inside, outside] =
    packet.way === 'original' ? [devices.lan, devices.wan] : [devices.wan, devices.lan];
  switch (subject.kind) {
    case 'meta':
      if (subject.key === 'l4proto') return 'tcp';
      if (subject.key === 'nfproto') return packet.family;
      return subject.key.startsWith('i') ? inside : outside;
    case 'payload':
      if (subject.protocol === 'tcp' || subject.protocol === 'th')
        return String(subject.field === 'sport' ? packet.sport : packet.dport);
      if (subject.protocol !== (packet.family === 'ipv4' ? 'ip' : 'ip6')) return null;
      return subject.field === 'saddr' ? packet.src : packet.dst;
    case 'ct': {
      if (subject.way === null) return 'established';
      const forward = (subject.way === 'original') === (packet.way === 'original');
      const [near, far] = forward ? [packet.sport, packet.dport] : [packet.dport, packet.sport];
      return String(subject.key === 'proto-src' ? near : far);
    }
  }
}

function equals(value: Value, seen: string): boolean {
  if (value.kind === 'range') return Number(seen) >= value.from && Number(seen) <= value.to;
  if (!ipaddr.isValid(seen) || /^\d+$/.test(seen)) return value.text === seen;
  const address = ipaddr.parse(seen);
  if (!value.text.includes('/'))
    return ipaddr.isValid(value.text) && ipaddr.parse(value.text).toString() === address.toString();
  const [prefix, length] = ipaddr.parseCIDR(value.text);
  return prefix.kind() === address.kind() && address.match(prefix, length);
}

const contains = (operand: Operand, seen: string): boolean =>
  operand.kind === 'one' ? equals(operand.value, seen) : operand.values.some((value) => equals(value, seen));

interface Walk {
  packet: Packet;
  offload: boolean;
}
type Outcome = 'accept' | 'drop' | null;

/** Follows `chain` in order; counters it passes count. `null`: the end was reached. */
function follow(table: Table, chain: Chain, walk: Walk, depth: number): Outcome {
  rules: for (const rule of depth > 16 ? [] : chain.rules) {
    for (const part of rule.parts) {
      if (part.kind === 'match') {
        const seen = read(part.subject, walk.packet);
        if (seen === null || contains(part.operand, seen) === part.negated) continue rules;
      } else if (part.kind === 'state') {
        if (!part.states.includes('established')) continue rules;
      } else if (part.kind === 'counter') {
        part.packets += 1;
        part.bytes += 89;
      } else if (part.kind === 'flow') walk.offload = true;
      else if (part.kind === 'reject') return 'drop';
      else if (part.kind === 'masquerade') return 'accept';
      else if (part.kind === 'jump') {
        const target = chainOf(table, part.target);
        const outcome = target ? follow(table, target, walk, depth + 1) : null;
        if (outcome !== null || part.go === 'goto') return outcome;
      } else {
        const verdict =
          part.kind === 'final'
            ? part.verdict
            : part.cases.find((each) => each.state === 'established')?.verdict;
        if (verdict === 'return') return null;
        if (verdict !== undefined) return verdict;
      }
    }
  }
  return null;
}

/**
 * What all forward chains do to a packet of an established connection, lowest priority first: a drop anywhere ends
 * it, an accept ends only its own chain. Counters of the rules it meets go up in place.
 */
export function forward(ruleset: Ruleset, packet: Packet): Verdict {
  const bases = ruleset.tables
    .flatMap((table) => table.chains.map((chain) => ({ table, chain })))
    .filter(({ table, chain }) => chain.hook?.name === 'forward' && sees(table.family, packet))
    .sort((a, b) => priority(a.chain.hook?.priority ?? '0') - priority(b.chain.hook?.priority ?? '0'));
  const walk: Walk = { packet, offload: false };
  for (const { table, chain } of bases) {
    const outcome = follow(table, chain, walk, 0) ?? chain.hook?.policy;
    if (outcome === 'drop') return 'drop';
  }
  return walk.offload ? 'offload' : 'accept';
}

const sees = (family: string, packet: Packet) =>
  family === 'inet' || family === (packet.family === 'ipv4' ? 'ip' : 'ip6');
