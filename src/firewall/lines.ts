import type { RuleLine } from './api.types.ts';
import type { Met } from './notes.ts';
import type { BaseChain, Chain } from './program.ts';
import { targetsIn } from './targets.ts';

const paths = new WeakMap<BaseChain, Map<number, string>>();

/** A rule as a person may read it, with the way to its chain. */
export function lineOf({ base, rule }: Met): RuleLine {
  const { handle, comment, line } = rule;
  const chain = pathsOf(base).get(rule.chain.id) ?? base.base;
  return { firewall: base.firewall, chain, handle, comment, line };
}

/** Each rule once. */
export function linesOf(met: readonly Met[]): RuleLine[] {
  const seen = new Set<unknown>();
  return met.filter(({ rule }) => !seen.has(rule) && seen.add(rule)).map(lineOf);
}

/** The shortest way from a base chain to each chain it reaches: `inet gw forward > from_lan`. */
function pathsOf(base: BaseChain): Map<number, string> {
  const known = paths.get(base);
  if (known) return known;
  const found = new Map<number, string>([[base.chain.id, base.base]]);
  let edge: Chain[] = [base.chain];
  while (edge.length > 0) {
    const next: Chain[] = [];
    for (const chain of edge)
      for (const target of targetsIn(chain.rules() ?? [])) {
        if (found.has(target.id)) continue;
        const way = found.get(chain.id) ?? base.base;
        // A table that perhaps sleeps stands before its own chain, under the same name.
        found.set(
          target.id,
          target.name === base.chain.name && chain === base.chain ? way : step(way, target.name),
        );
        next.push(target);
      }
    edge = next;
  }
  paths.set(base, found);
  return found;
}

const longest = 300;

const step = (way: string, name: string): string => {
  const longer = `${way} > ${name}`;
  return longer.length > longest ? way : longer;
};
