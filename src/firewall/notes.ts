import type { Answer } from './api.types.ts';
import type { Marks } from './packet.ts';
import type { Asked, BaseChain, Rule, Verdict, Way } from './program.ts';
import type { Reach } from './reach.ts';
import type { Match } from './spans.ts';

/** A rule a walk met, and the base chain it belongs to. */
export interface Met {
  base: BaseChain;
  rule: Rule;
}

/** One walk through one base chain. */
export interface Walk {
  found: { reached: Met[]; kept: Met[]; perhaps: Met[]; named: Met[]; doubts: string[] };
  reach: Reach;
  base: BaseChain;
  asked: Asked;
  counts: (met: Met) => boolean;
  /** What chains did, by chain and marks. */
  memo: Map<string, Passage>;
  /** Chains being walked. */
  inside: Set<number>;
  /** How often each chain was gone through, each time with other marks. */
  passes: Map<number, number>;
  /** Which verdicts of a map are open, with the marks they were asked with. */
  open: Map<readonly Way[], { marks: Marks; named: boolean; ways: OpenWay[] }>;
  rulesLeft: number;
}

/** A verdict of a map, and whether it is taken. */
export interface OpenWay {
  verdict: Verdict;
  match: Match;
}

/** What a chain does to the packets that enter it. */
export interface Passage {
  offload: Answer;
  /** Whether they come back to where the chain was entered from. */
  back: 'all' | 'some' | 'none';
  /** None comes back, and none is let through. */
  dropped: boolean;
  /** Of those that come back. */
  marks: Marks;
}

/** How the condition is written that was not understood. */
export type Unclear = (() => string) | null;

/** Kept of each kind, for evidence. */
const enough = 12;

/** Whether an offload rule stands below, so that ending here keeps a packet from it. */
export function matters({ reach, base }: Walk, { chain, index }: Rule): boolean {
  return reach.lastOffload(chain) > index || (chain !== base.chain && reach.lastOffload(base.chain) >= 0);
}

/** An offload rule, or the way to one, that leaves this packet out. */
export function spared(walk: Walk, rule: Rule): void {
  const leads =
    rule.steps.some((step) => step.kind === 'offload') ||
    rule.targets.some((to) => walk.reach.lastOffload(to) >= 0);
  if (leads) note(walk, walk.found.kept, rule);
}

export function kept(walk: Walk, rule: Rule, match: Match, unclear: Unclear): void {
  const { found, asked } = walk;
  if (match === 'yes') note(walk, found.kept, rule);
  else if (match === 'unknown') note(walk, found.perhaps, rule);
  else if (asked.named) note(walk, found.named, rule);
  if (match === 'unknown') unsure(walk, rule, unclear);
}

export function note({ base }: Walk, list: Met[], rule: Rule): void {
  if (list.length < enough && list.at(-1)?.rule !== rule) list.push({ base, rule });
}

export function unsure(walk: Walk, rule: Rule, unclear: Unclear): void {
  // Putting it into words costs more than the walk itself.
  if (walk.found.doubts.length < enough)
    doubt(walk, `${unclear?.() ?? 'a condition'} in: ${rule.line.slice(0, 160)}`);
}

export function doubt({ found }: Walk, text: string): void {
  if (found.doubts.length < enough && !found.doubts.includes(text)) found.doubts.push(text);
}
