import type { NftRule } from '../../probes/readings.ts';
import type { Family } from './forward.ts';
import type { PortRange } from './ports.ts';
import { anything, type Sense, type Verdict } from './sense.ts';

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const at = (value: unknown, key: string): unknown => (isObject(value) ? value[key] : undefined);

/** Families a table of this nft family sees in its forward hook. */
export function familiesOf(nftFamily: string): Family[] {
  if (nftFamily === 'ip') return ['ipv4'];
  if (nftFamily === 'ip6') return ['ipv6'];
  return nftFamily === 'inet' ? ['ipv4', 'ipv6'] : [];
}

/**
 * Meaning of one rule in nft's JSON (libnftables-json(5); shapes of 0.9.8 to 1.1.7).
 * @param hardware whether a flowtable, named with its `@`, has `flags offload`
 */
export function nftSense(rule: NftRule, hardware: (flowtable: string) => boolean): Sense {
  const sense = anything(familiesOf(rule.family));
  for (const statement of rule.expr) addStatement(sense, statement, hardware);
  return sense;
}

function addStatement(sense: Sense, statement: unknown, hardware: (flowtable: string) => boolean): void {
  const [key] = isObject(statement) ? Object.keys(statement) : [];
  const body = key === undefined ? undefined : at(statement, key);
  const verdict = key === undefined ? null : verdictOf(key, body, hardware);
  if (verdict) sense.verdict = verdict;
  else if (key === 'match') addMatch(sense, body);
  else if (key === 'vmap') addVmap(sense, body);
  else if (key === undefined || !silent.has(key)) sense.narrowed = true;
}

/** Statements that say nothing about which packets match. */
const silent = new Set(['counter', 'log', 'comment', 'last', 'mangle', 'set']);

function verdictOf(key: string, body: unknown, hardware: (flowtable: string) => boolean): Verdict | null {
  const target = at(body, 'target');
  if (key === 'flow') {
    const flowtable = at(body, 'flowtable');
    const name = typeof flowtable === 'string' ? flowtable.replace(/^@/, '') : '';
    return { kind: 'offload', hardware: hardware(name) };
  }
  if (key === 'accept') return { kind: 'accept' };
  if (key === 'return') return { kind: 'return' };
  if (key === 'drop' || key === 'reject' || key === 'queue') return { kind: 'end' };
  if ((key === 'jump' || key === 'goto') && typeof target === 'string') return { kind: key, target };
  return null;
}

function addMatch(sense: Sense, match: unknown): void {
  const left = at(match, 'left');
  const right = at(match, 'right');
  const negated = at(match, 'op') === '!=';
  if (at(at(left, 'ct'), 'key') === 'state') {
    addStates(sense, words(right), negated);
    return;
  }
  // Ports and protocols are only understood as "is one of"; `!=`, `<` and the like leave the rule a narrowed one.
  const op = at(match, 'op');
  if (op !== '==' && op !== 'in') {
    sense.narrowed = true;
    return;
  }
  const ports = portsOf(right);
  const protocols = words(right);
  const field = String(at(at(left, 'payload'), 'field'));
  const protocol = String(at(at(left, 'payload'), 'protocol'));
  const meta = at(at(left, 'meta'), 'key');
  const ct = at(at(left, 'ct'), 'key');
  if ((field === 'dport' || field === 'sport') && ports && ['tcp', 'th'].includes(protocol)) {
    sense[field === 'dport' ? 'dports' : 'sports'] = ports;
  } else if ((field === 'dport' || field === 'sport') && protocol !== 'tcp' && protocol !== 'th') {
    sense.tcp = false;
  } else if (ct === 'proto-dst' && at(at(left, 'ct'), 'dir') === 'original' && ports) {
    sense.originalPorts = ports;
  } else if (ct === 'direction' && (right === 'original' || right === 'reply')) {
    sense.direction = right;
  } else if (meta === 'l4proto' || ct === 'protocol') {
    sense.tcp &&= isTcp(protocols);
  } else if (meta === 'nfproto' || ct === 'l3proto') {
    keepFamilies(sense, protocols);
  } else if (field === 'protocol' && protocol === 'ip') {
    keepFamilies(sense, ['ipv4']);
    sense.tcp &&= isTcp(protocols);
  } else if (field === 'nexthdr' && protocol === 'ip6') {
    keepFamilies(sense, ['ipv6']);
    sense.tcp &&= isTcp(protocols);
  } else if (protocol === 'ip' && (field === 'daddr' || field === 'saddr') && isApple(right)) {
    keepFamilies(sense, ['ipv4']);
    sense.apple = field === 'daddr' ? 'destination' : 'source';
  } else {
    if (protocol === 'ip') keepFamilies(sense, ['ipv4']);
    if (protocol === 'ip6') keepFamilies(sense, ['ipv6']);
    sense.narrowed = true;
  }
}

/** `ct state vmap { established : accept, related : accept }`; other maps are not followed. */
function addVmap(sense: Sense, vmap: unknown): void {
  const data = at(vmap, 'data');
  const set = at(data, 'set') ?? data;
  if (at(at(at(vmap, 'key'), 'ct'), 'key') !== 'state' || !Array.isArray(set)) {
    sense.narrowed = true;
    return;
  }
  const accepted = set.filter((pair) => Array.isArray(pair) && isObject(pair[1]) && 'accept' in pair[1]);
  addStates(
    sense,
    accepted.flatMap((pair: unknown[]) => words(pair[0])),
    false,
  );
  sense.verdict = { kind: 'accept' };
}

function addStates(sense: Sense, states: string[], negated: boolean): void {
  sense.established &&= states.includes('established') !== negated;
  sense.establishedOnly ||=
    !negated && states.every((state) => state === 'established' || state === 'related');
}

const isTcp = (protocols: readonly string[]): boolean => protocols.some((p) => p === 'tcp' || p === '6');

function keepFamilies(sense: Sense, named: readonly string[]): void {
  const kept = named.map((name) => (name === 'ip' || name === '2' ? 'ipv4' : name === '10' ? 'ipv6' : name));
  sense.families = sense.families.filter((family) => kept.includes(family));
}

function isApple(right: unknown): boolean {
  const prefix = at(right, 'prefix');
  return at(prefix, 'addr') === '17.0.0.0' && at(prefix, 'len') === 8;
}

/** Elements of a right-hand side: single, array, `{set}`, or the `{|}` of older versions. */
function elements(right: unknown): unknown[] {
  if (Array.isArray(right)) return right.flatMap(elements);
  const inside = at(right, 'set') ?? at(right, '|') ?? at(at(right, 'elem'), 'val');
  return inside === undefined ? [right] : elements(inside);
}

const words = (right: unknown): string[] => elements(right).map(String);

/** `null` when any element is not a port or a range of ports (a named set, an expression). */
function portsOf(right: unknown): PortRange[] | null {
  const ranges = elements(right).map((element): PortRange | null => {
    const range = at(element, 'range');
    const [from, to] = Array.isArray(range) ? range : [element, element];
    return typeof from === 'number' && typeof to === 'number' ? { from, to } : null;
  });
  return ranges.every((range) => range !== null) ? ranges : null;
}
