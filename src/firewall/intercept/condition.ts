import ipaddr from 'ipaddr.js';
import type { Family } from '../api.types.ts';

/** The first packet of a connection that a device of the LAN opens, as far as it is known. */
export interface Opening {
  family: Family;
  port: number;
  /** One address of the service. */
  server: string;
  /** Addresses of devices that may open it; empty where none is known. */
  clients: readonly string[];
  /** Network devices they are behind; empty where none is known. */
  lan: readonly string[];
}

/** Whether a rule's condition is met: for every device, for some devices only, for none, or who knows. */
export type Met = 'yes' | 'some' | 'maybe' | 'no';

const rank: Record<Met, number> = { no: 0, maybe: 1, some: 2, yes: 3 };

/** All of them at once. */
export const allOf = (all: readonly Met[]): Met =>
  all.reduce<Met>((least, one) => (rank[one] < rank[least] ? one : least), 'yes');

/** The opposite, of `!=` and `!`: what holds for some does not for the others. */
export const not = (met: Met): Met => {
  if (met === 'yes') return 'no';
  return met === 'no' ? 'yes' : met;
};

/** `5223`, `5228-5230`, `5228:5230`, several of them; `maybe` for a named set, or a name. */
export function portIn(words: readonly string[], port: number): Met {
  let met: Met = 'no';
  for (const word of words) {
    const [, from, to] = /^(\d{1,5})(?:[-:](\d{1,5}))?$/.exec(word) ?? [];
    if (from === undefined) met = 'maybe';
    else if (Number(from) <= port && port <= Number(to ?? from)) return 'yes';
  }
  return met;
}

/** Whether an address is in one of these addresses, prefixes or ranges; `maybe` for a named set. */
export function addressIn(words: readonly string[], ip: string): Met {
  let met: Met = 'no';
  for (const word of words) {
    const inside = isInside(word, ip);
    if (inside === true) return 'yes';
    if (inside === null) met = 'maybe';
  }
  return met;
}

function isInside(word: string, ip: string): boolean | null {
  if (!ipaddr.isValid(ip)) return null;
  const address = ipaddr.parse(ip);
  const [from = '', to] = word.split('-');
  if (to !== undefined) return isBetween(address, from, to);
  const slash = from.indexOf('/');
  const base = slash < 0 ? from : from.slice(0, slash);
  if (!ipaddr.isValid(base)) return null;
  const bits = slash < 0 ? (base.includes(':') ? '128' : '32') : from.slice(slash + 1);
  if (!/^\d{1,3}$/.test(bits)) return null;
  const network = ipaddr.parse(base);
  const most = network.kind() === 'ipv4' ? 32 : 128;
  return network.kind() === address.kind() && address.match(network, Math.min(Number(bits), most));
}

function isBetween(address: ipaddr.IPv4 | ipaddr.IPv6, from: string, to: string): boolean | null {
  if (!ipaddr.isValid(from) || !ipaddr.isValid(to)) return null;
  const [low, high] = [ipaddr.parse(from), ipaddr.parse(to)];
  if (low.kind() !== address.kind() || high.kind() !== address.kind()) return false;
  const [a, b, c] = [low, address, high].map((one) => hex(one.toByteArray()));
  return (a ?? '') <= (b ?? '') && (b ?? '') <= (c ?? '');
}

const hex = (bytes: readonly number[]): string =>
  bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** Whether the devices are those a rule names by address. */
export function clientIn(words: readonly string[], { clients, family }: Opening): Met {
  const ours = clients.filter((ip) => (family === 'ipv6') === ip.includes(':'));
  const each = ours.map((ip) => addressIn(words, ip));
  if (each.length === 0 || each.includes('maybe')) return 'some';
  if (each.every((one) => one === 'yes')) return 'yes';
  return each.every((one) => one === 'no') && ours.length > 0 ? 'no' : 'some';
}

/** Whether the devices are behind one of these network devices; `*` at the end stands for anything. */
export function behind(words: readonly string[], { lan }: Opening): Met {
  const names = lan.length > 0 ? lan : ['br-lan'];
  const is = (name: string) =>
    words.some((word) => (word.endsWith('*') ? name.startsWith(word.slice(0, -1)) : word === name));
  if (words.some((word) => word.startsWith('@'))) return 'maybe';
  if (names.every(is)) return 'yes';
  return names.some(is) ? 'some' : 'no';
}

/** Whether TCP of this family is among these protocols. */
export function protocolIn(words: readonly string[]): Met {
  if (words.some((word) => word === 'tcp' || word === '6' || word === 'all')) return 'yes';
  return words.some((word) => word.startsWith('@')) ? 'maybe' : 'no';
}

export function familyIn(words: readonly string[], family: Family): Met {
  if (words.some((word) => word.startsWith('@'))) return 'maybe';
  return words.includes(family) || words.includes(family === 'ipv4' ? '2' : '10') ? 'yes' : 'no';
}
