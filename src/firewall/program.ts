import type { Family, FirewallKind } from './api.types.ts';
import type { Marks, Packet } from './packet.ts';
import type { Match } from './spans.ts';

/** What the conditions of a rule look at. */
export interface Asked {
  packet: Packet;
  /** As they are by then. */
  marks: Marks;
  /** Set by a condition that holds for some devices in the LAN and not for others, where any is meant. */
  named: boolean;
}

export type Test = (asked: Asked) => Match;

export type Verdict =
  /** Ends the base chain: accept, or handed to a program that lets it pass. */
  | { kind: 'accept' }
  | { kind: 'drop' }
  | { kind: 'return' }
  | { kind: 'continue' }
  | { kind: 'jump' | 'goto'; to: Chain };

/** One statement of a rule. */
export type Step =
  /** `text`: how the condition is written, for doubts. */
  | { kind: 'test'; test: Test; text: () => string }
  /** A verdict map: each verdict with the condition under which it is taken; at the most one of them is. */
  | { kind: 'choose'; ways: readonly Way[]; text: () => string }
  | { kind: 'mark'; change: (asked: Asked) => Marks }
  /** Puts the flow into a flowtable; the rule goes on. */
  | { kind: 'offload'; hardware: boolean }
  | { kind: 'verdict'; verdict: Verdict };

export interface Way {
  test: Test;
  verdict: Verdict;
}

export interface Rule {
  chain: Chain;
  /** Position in its chain. */
  index: number;
  steps: readonly Step[];
  /** The chains it can send a packet to. */
  targets: readonly Chain[];
  handle: number | null;
  comment: string | null;
  /** Verbatim, on one line. */
  line: string;
}

export interface Chain {
  /** Distinct among the chains of a router's rules. */
  id: number;
  /** As the firewall calls it: `from_lan`. */
  name: string;
  /** Rules in order, compiled when a walk first comes here; `null`: it was not read. */
  rules(): readonly Rule[] | null;
  /** For one that was not read: known all the same to hold no offload rule. */
  harmless: boolean;
}

/** A chain on the forward hook. */
export interface BaseChain {
  firewall: FirewallKind;
  /** `inet fw4 forward`, `iptables FORWARD`. */
  base: string;
  families: readonly Family[];
  priority: number;
  chain: Chain;
}

/** All that decides about forwarding on a router, ready to be asked. */
export interface Rules {
  /** The firewall that decides about forwarding here; `null` when no rules could be read. */
  firewall: FirewallKind | null;
  /** The base chains on the forward hook, in the order in which a packet meets them. */
  bases: readonly BaseChain[];
  /** Every chain that is in use, reached or not. */
  chains: readonly Chain[];
  /** Sentences on what was not read; empty when all was. */
  gaps: readonly string[];
  /** A family of which no rules were told, though it may well have some. */
  untold: Family | null;
  /** How many lines of text speak of offloading, outside tables that are asleep. */
  offloadLines: number;
}
