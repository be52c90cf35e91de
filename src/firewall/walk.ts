import type { Answer } from './api.types.ts';
import type { Met, Walk } from './notes.ts';
import type { Marks, Packet } from './packet.ts';
import { pass, surer } from './pass.ts';
import type { Rules } from './program.ts';
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

const reaches = new WeakMap<Rules, Reach>();

/** Sends a packet through all base chains of its family, in their order: an accept ends one of them, a drop all. */
export function walk(rules: Rules, packet: Packet, marks: Marks, options: WalkOptions = {}): Walked {
  const reach = reaches.get(rules) ?? reachOf();
  reaches.set(rules, reach);
  const bases = rules.bases.filter(
    ({ families, base }) =>
      families.includes(packet.family) && (options.base === undefined || options.base === base),
  );
  const offloading = bases.map(({ chain }) => reach.lastOffload(chain) >= 0);
  const found: Walk['found'] = { reached: [], kept: [], perhaps: [], named: [], doubts: [] };
  let offloaded: Answer = 'no';
  let carried = marks;
  for (const base of bases.slice(0, offloading.lastIndexOf(true) + 1)) {
    // Neither offloads nor marks: a packet of a connection that stands got through it.
    if (reach.lastOffload(base.chain) < 0 && reach.lastMark(base.chain) < 0) continue;
    const passage = pass(
      {
        found,
        reach,
        base,
        asked: { packet, marks: carried, named: false },
        counts: options.counts ?? (() => true),
        memo: new Map(),
        inside: new Set(),
        rulesLeft: maxRules,
      },
      base.chain,
    );
    offloaded = surer(offloaded, passage.offload);
    if (passage.dropped) break;
    carried = passage.marks;
  }
  return { offloaded, ...found };
}
