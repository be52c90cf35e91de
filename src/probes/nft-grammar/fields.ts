import { type Cursor, textAt } from './cursor.ts';
import type { Json } from './values.ts';

/** Headers whose fields are named after them: `tcp dport`. */
const headers = new Set([
  'ah',
  'arp',
  'comp',
  'dccp',
  'esp',
  'ether',
  'geneve',
  'gre',
  'gretap',
  'icmp',
  'icmpv6',
  'igmp',
  'ip',
  'ip6',
  'sctp',
  'tcp',
  'th',
  'udp',
  'udplite',
  'vlan',
  'vxlan',
]);

/** Keys of `meta` that stand alone as well. */
const bareMeta = new Set([
  'cgroup',
  'cpu',
  'ibridgename',
  'ibrname',
  'iif',
  'iifgroup',
  'iifname',
  'iifkind',
  'iiftype',
  'mark',
  'nftrace',
  'obridgename',
  'obrname',
  'oif',
  'oifgroup',
  'oifkind',
  'oifname',
  'oiftype',
  'pkttype',
  'rtclassid',
  'skgid',
  'skuid',
]);

const extensions = new Set(['hbh', 'frag', 'dst', 'mh', 'srh']);

/** What a packet has, as an expression; `null`: the next word names no such thing. Takes nothing then. */
export function fieldAt(at: Cursor): Json | null {
  const { kind, text } = at.peek();
  if (kind !== 'word') return null;
  if (text === 'meta') return meta(at);
  if (text === 'ct') return connection(at);
  if (text === 'tcp' && at.peek(1).text === 'option') return tcpOption(at);
  if (headers.has(text)) return header(at);
  if (bareMeta.has(text)) return { meta: { key: textAt(at) } };
  if (text === 'fib') return fib(at);
  if (Object.hasOwn(lookups, text)) return lookup(at, text);
  if (text === 'exthdr' || extensions.has(text)) return extension(at);
  if (/^@(ll|nh|th|ih)$/.test(text)) return raw(at);
  return text === 'symhash' || text === 'jhash' || text === 'numgen' ? generated(at) : null;
}

function meta(at: Cursor): Json {
  at.next();
  return { meta: { key: textAt(at) } };
}

const directions = new Set(['original', 'reply']);

/** `ct state`, `ct original proto-dst`, `ct original ip saddr`. */
function connection(at: Cursor): Json {
  at.next();
  const dir = directions.has(at.peek().text) ? textAt(at) : null;
  const family = at.peek().text === 'ip' || at.peek().text === 'ip6' ? textAt(at) : null;
  const key = textAt(at);
  return { ct: { key, ...(dir !== null && { dir }), ...(family !== null && { family }) } };
}

function header(at: Cursor): Json {
  const protocol = textAt(at);
  // Without a field a name stands for itself, as in `ip protocol tcp` or `ct protocol udp`.
  const field = textAt(at);
  return usual.get(protocol)?.get(field) ?? { payload: { protocol, field } };
}

/** Made once, because ten thousand rules of a block list ask for the same. */
const usual = new Map(
  ['ip', 'ip6', 'tcp', 'udp', 'th'].map((protocol) => [
    protocol,
    new Map(['saddr', 'daddr', 'sport', 'dport'].map((field) => [field, { payload: { protocol, field } }])),
  ]),
);

function tcpOption(at: Cursor): Json {
  at.next();
  at.next();
  const name = textAt(at);
  const field = fieldNames.has(at.peek().text) ? textAt(at) : null;
  return { 'tcp option': { name, ...(field !== null && { field }) } };
}

const fieldNames = new Set(['kind', 'length', 'size', 'count', 'left', 'right', 'tsval', 'tsecr', 'subtype']);

function extension(at: Cursor): Json {
  const first = textAt(at);
  const name = first === 'exthdr' ? textAt(at) : first;
  const { text } = at.peek();
  const field = first === 'exthdr' || text === 'exists' || text === 'missing' ? null : textAt(at);
  return { exthdr: { name, ...(field !== null && { field }) } };
}

/** `fib saddr . iif oif missing`: what is looked up, then what of the answer is compared. */
function fib(at: Cursor): Json {
  at.next();
  const flags = [textAt(at)];
  while (at.accept('.')) flags.push(textAt(at));
  return { fib: { result: textAt(at), flags } };
}

/** `@th,16,16`. */
function raw(at: Cursor): Json {
  const base = textAt(at).slice(1);
  const numbers = [0, 1].map(() => (at.accept(',') ? Number(textAt(at)) : 0));
  return { payload: { base, offset: numbers[0], len: numbers[1] } };
}

/** `numgen inc mod 2 offset 1`, `jhash ip saddr mod 2 seed 0x1`, `symhash mod 4`. */
function generated(at: Cursor): Json {
  const name = textAt(at);
  while (!at.atEnd() && at.peek().text !== 'mod') at.next();
  if (at.accept('mod')) textAt(at);
  while (at.peek().text === 'seed' || at.peek().text === 'offset') {
    at.next();
    textAt(at);
  }
  return { [name]: {} };
}

/** What else the kernel can be asked about a packet, with the words that may stand before the key. */
const lookups: Readonly<Record<string, readonly string[]>> = {
  ipsec: ['in', 'out', 'ip', 'ip6'],
  osf: [],
  rt: ['ip', 'ip6'],
  socket: [],
  tunnel: [],
};

/** `rt ip nexthop`, `ipsec in spnum 1 reqid`, `osf ttl loose name`, `socket cgroupv2 level 2`. */
function lookup(at: Cursor, name: string): Json {
  at.next();
  while (lookups[name]?.includes(at.peek().text)) at.next();
  while (at.peek().text === 'spnum' || at.peek().text === 'ttl') {
    at.next();
    textAt(at);
  }
  const key = textAt(at);
  if (at.accept('level')) textAt(at);
  return { [name]: { key } };
}
