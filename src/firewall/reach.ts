import type { Chain } from './program.ts';

/** What a chain can lead to, whatever the packet: computed once, so that a walk leaves out what does not matter. */
export interface Reach {
  /** Index of the last rule by which an offload rule, or one that was not read, can be reached; -1: none. */
  lastOffload(chain: Chain): number;
  /** The same for rules that set marks, which later chains may ask for. */
  lastMark(chain: Chain): number;
}

interface Last {
  offload: number;
  mark: number;
}

/** Deeper than any kernel goes (nft: NFT_JUMP_STACK_SIZE is 16; iptables has as many levels as chains, few in practice). */
export const deepest = 64;

export function reachOf(): Reach {
  const known = new Map<number, Last>();
  const last = (chain: Chain, depth: number): Last => {
    const before = known.get(chain.id);
    if (before) return before;
    // No kernel takes chains that lead back to themselves: here they count as leading anywhere.
    known.set(chain.id, { offload: 0, mark: 0 });
    const made = lastIn(chain, (target) => last(target, depth + 1), depth);
    known.set(chain.id, made);
    return made;
  };
  return {
    lastOffload: (chain) => last(chain, 0).offload,
    lastMark: (chain) => last(chain, 0).mark,
  };
}

function lastIn(chain: Chain, target: (chain: Chain) => Last, depth: number): Last {
  const rules = chain.rules();
  if (rules === null) return chain.harmless ? { offload: -1, mark: -1 } : { offload: 0, mark: 0 };
  if (depth > deepest) return { offload: rules.length, mark: rules.length };
  const found: Last = { offload: -1, mark: -1 };
  for (const rule of rules)
    for (const step of rule.steps) {
      if (step.kind === 'offload') found.offload = rule.index;
      else if (step.kind === 'mark') found.mark = rule.index;
    }
  const seen = new Map<readonly Chain[], Last>();
  for (const { targets, index } of rules) {
    const there = seen.get(targets) ?? lastOf(targets.map(target));
    seen.set(targets, there);
    if (there.offload >= 0) found.offload = Math.max(found.offload, index);
    if (there.mark >= 0) found.mark = Math.max(found.mark, index);
  }
  return found;
}

const lastOf = (all: readonly Last[]): Last => ({
  offload: all.reduce((most, { offload }) => Math.max(most, offload), -1),
  mark: all.reduce((most, { mark }) => Math.max(most, mark), -1),
});
