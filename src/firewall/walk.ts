import type { Answer } from './api.types.ts';
import type { Met, Walk } from './notes.ts';
import type { Marks, Packet } from './packet.ts';
import { pass, surer } from './pass.ts';
import type { BaseChain, Rules } from './program.ts';
import { type Reach, reachOf } from './reach.ts';

/** What became of one packet. */
export interface Walked {
  offloaded: Answer;
  /** Offload rules it reaches, for certain or perhaps. */
  reached: Met[];
  /** Rules that keep it from an offload rule: one that ends its way above, or an offload rule that leaves it out. */
  kept: Met[];
  /** Rules of which it is not known whether they keep it. */
  perhaps: Met[];
  /** Rules that keep some devices out, by their own address or device, where none in particular was asked about. */
  named: Met[];
  doubts: string[];
}

export interface WalkOptions {
  /** Rules whose verdicts count; those of others do not end a packet's way. All by default. */
  counts?: (met: Met) => boolean;
  /** This base chain only. */
  base?: string;
}

/** More than this many rules are not looked at for one packet: a router's whole answer holds fewer. */
const maxRules = 300_000;
/** Nor more than this for all that is asked of a router's rules: ten thousand of them, asked four hundred times. */
const maxForAll = 4_000_000;
const spent = new WeakMap<Rules, number>();

/** How many rules were looked at so far, for all packets. */
export const spentOn = (rules: Rules): number => spent.get(rules) ?? 0;

const reaches = new WeakMap<Rules, Reach>();
const named = new WeakMap<Rules, Map<string, BaseChain[]>>();

/** The base chains of a name: one, but for firewalls that call theirs alike. */
function basesOf(rules: Rules, base: string): readonly BaseChain[] {
  const known = named.get(rules) ?? new Map<string, BaseChain[]>();
  if (!named.has(rules)) {
    for (const one of rules.bases) known.set(one.base, [...(known.get(one.base) ?? []), one]);
    named.set(rules, known);
  }
  return known.get(base) ?? [];
}

/** Sends a packet through all base chains of its family, in their order: an accept ends one of them, a drop all. */
export function walk(rules: Rules, packet: Packet, marks: Marks, options: WalkOptions = {}): Walked {
  const reach = reaches.get(rules) ?? reachOf();
  reaches.set(rules, reach);
  const candidates = options.base === undefined ? rules.bases : basesOf(rules, options.base);
  const bases = candidates.filter(({ families }) => families.includes(packet.family));
  const offloading = bases.map(({ chain }) => reach.lastOffload(chain) >= 0);
  const found: Walk['found'] = { reached: [], kept: [], perhaps: [], named: [], doubts: [] };
  let offloaded: Answer = 'no';
  let carried = marks;
  for (const base of bases.slice(0, offloading.lastIndexOf(true) + 1)) {
    // Neither offloads nor marks: a packet of a connection that stands got through it.
    if (reach.lastOffload(base.chain) < 0 && reach.lastMark(base.chain) < 0) continue;
    const rulesLeft = Math.min(maxRules, maxForAll - spentOn(rules));
    const way: Walk = {
      found,
      reach,
      base,
      asked: { packet, marks: carried, named: false },
      counts: options.counts ?? (() => true),
      memo: new Map(),
      inside: new Set(),
      passes: new Map(),
      open: new Map(),
      rulesLeft,
    };
    const passage = pass(way, base.chain);
    spent.set(rules, spentOn(rules) + rulesLeft - way.rulesLeft);
    offloaded = surer(offloaded, passage.offload);
    if (passage.dropped) break;
    carried = passage.marks;
  }
  return { offloaded, ...found };
}
