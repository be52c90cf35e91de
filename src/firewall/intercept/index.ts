import type { InterceptChain, InterceptReading } from '../../probes/network.types.ts';
import { allOf, type Met, type Opening } from './condition.ts';
import { readIptablesRule } from './iptables-rule.ts';
import { readNftRule } from './nft-rule.ts';
import type { ReadRule, Verdict } from './rule.types.ts';

export type { Opening } from './condition.ts';

/** A rule that hands an opening to a program on the router. */
export interface Taker {
  chain: string;
  /** Verbatim, hostile. */
  line: string;
  how: 'redirect' | 'tproxy' | 'dnat';
  /** Where the program listens; `null`: where it was dialled. */
  port: number | null;
  /** `some`: for single devices only. `maybe`: a condition that was not read decides. */
  met: Exclude<Met, 'no'>;
}

const deepest = 16;
/** Steps through rules; a ruleset that takes more is not walked to its end. */
const mostSteps = 20_000;

interface Walk {
  chains: Map<string, InterceptChain>;
  opening: Opening;
  takers: Taker[];
  steps: number;
  /** Rules as they were read: chains are met more than once. */
  read: Map<string, ReadRule>;
}

/**
 * The rules that hand an opening to a program on the router, in the order in which it meets them: the base chains of
 * prerouting, and what they jump to. `whole`: nothing was left unread or unwalked, so that none is none.
 * https://wiki.nftables.org/wiki-nftables/index.php/Netfilter_hooks
 */
export function takersOf(
  { chains, unread }: InterceptReading,
  opening: Opening,
): { takers: Taker[]; whole: boolean } {
  const seen = (chain: InterceptChain) => chain.family === 'both' || chain.family === opening.family;
  const walk: Walk = {
    chains: new Map(chains.filter(seen).map((chain) => [chain.chain, chain])),
    opening,
    takers: [],
    steps: 0,
    read: new Map(),
  };
  for (const chain of chains) if (chain.base && seen(chain)) walkChain(walk, chain, 'yes', 0);
  return { takers: walk.takers, whole: unread.length === 0 && walk.steps <= mostSteps };
}

function readOnce(walk: Walk, chain: InterceptChain, line: string): ReadRule {
  const known = walk.read.get(line);
  if (known) return known;
  const read = /^ip6?tables /.test(chain.chain) ? readIptablesRule : readNftRule;
  const rule = read(line, walk.opening);
  walk.read.set(line, rule);
  return rule;
}

/** `end`: no rule behind is met. `return`: those of the chain above are. `maybe`: who knows. */
type Outcome = 'end' | 'return' | 'maybe';

/** Walks a chain that is met by `above`. */
function walkChain(walk: Walk, chain: InterceptChain, above: Met, depth: number): Outcome {
  let met = above;
  let weakened = false;
  for (const line of chain.rules) {
    if (++walk.steps > mostSteps) return 'maybe';
    for (const branch of readOnce(walk, chain, line).branches) {
      if (branch.met === 'no') continue;
      const outcome = follow(walk, chain, line, branch.verdict, allOf([met, branch.met]), depth);
      if (outcome === null) continue;
      // What ends the walk for certain ends it; what perhaps does leaves the rest to those it was not met by.
      if (branch.met === 'yes' && outcome !== 'maybe')
        return weakened && outcome === 'end' ? 'maybe' : outcome;
      if (branch.met === 'maybe' || outcome === 'maybe') {
        met = allOf([met, 'maybe']);
        weakened = true;
      }
    }
  }
  return weakened ? 'maybe' : 'return';
}

/** What becomes of a packet by one verdict; `null`: it goes on to the next rule. */
function follow(
  walk: Walk,
  chain: InterceptChain,
  line: string,
  verdict: Verdict,
  met: Met,
  depth: number,
): Outcome | null {
  if (verdict.kind === 'take') {
    const { how, port } = verdict;
    if (met !== 'no') walk.takers.push({ chain: chain.chain, line, how, port, met });
    // TPROXY is no last word, but such a packet is on its way to a socket.
    return 'end';
  }
  if (verdict.kind === 'end') return 'end';
  if (verdict.kind === 'return') return 'return';
  const target = walk.chains.get(`${chain.chain.split(' ').slice(0, 2).join(' ')} ${verdict.target}`);
  // One that is not among them has no rules, or is no chain but a target that lets the packet pass.
  if (!target) return null;
  if (depth >= deepest) return 'maybe';
  const outcome = walkChain(walk, target, met, depth + 1);
  if (verdict.kind === 'goto') return outcome;
  return outcome === 'return' ? null : outcome;
}
