import type { Chain, Rule } from './program.ts';
import { deepest } from './reach.ts';
import { targetsIn } from './targets.ts';

/**
 * Tells of a rule whether a packet that entered at `base` can meet it after `offload`: it stands below it or below the
 * way to it, or in a chain that is entered there.
 */
export function standsBelow(base: Chain, offload: Rule): (rule: Rule) => boolean {
  const way = wayTo(base, offload);
  const later = chainsFrom([...way].flatMap(([chain, at]) => targetsAfter(chain, at)));
  return ({ chain, index }) => later.has(chain) || index > (way.get(chain) ?? Number.POSITIVE_INFINITY);
}

/** These chains, and all that a packet can come to from them. */
export function chainsFrom(first: readonly Chain[]): Set<Chain> {
  const found = new Set(first);
  for (const chain of found) for (const target of targetsAfter(chain, -1)) found.add(target);
  return found;
}

const targetsAfter = (chain: Chain, at: number): Chain[] => targetsIn((chain.rules() ?? []).slice(at + 1));

/** The chains by which a packet first comes to a rule, each with the index at which it goes on. */
function wayTo(base: Chain, { chain: end, index }: Rule): Map<Chain, number> {
  const way = new Map([[end, index]]);
  const seen = new Set([end]);
  const leads = (chain: Chain, depth: number): boolean => {
    if (!seen.has(chain) && depth < deepest) {
      seen.add(chain);
      const first = chain.rules()?.find(({ targets }) => targets.some((to) => leads(to, depth + 1)));
      if (first) way.set(chain, first.index);
    }
    return way.has(chain);
  };
  leads(base, 0);
  return way;
}
