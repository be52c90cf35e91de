import type { Family, ForwardPath, ForwardRule } from './forward.ts';
import { contains } from './ports.ts';

/**
 * `full`: both directions are accepted above every offload rule of that family. `below`: accepted, but at least one
 * direction only after an offload rule, where it does nothing. `one-direction`: the other direction is still offloaded,
 * and with it the flow.
 */
export type Coverage = 'full' | 'below' | 'one-direction' | 'none';

/** How well a path exempts push connections of `family` to `port`. */
export function coverage(path: ForwardPath, family: Family, port: number): Coverage {
  return coverageBy(path, family, port, () => true);
}

function coverageBy(
  path: ForwardPath,
  family: Family,
  port: number,
  counts: (rule: ForwardRule) => boolean,
): Coverage {
  const seen = path.rules.filter((rule) => rule.families.includes(family));
  const first = seen.findIndex((rule) => rule.kind === 'offload');
  const exempts = (rules: readonly ForwardRule[]) =>
    new Set(
      rules
        .filter((rule) => rule.kind === 'exempt' && counts(rule))
        .filter((rule) => rule.ports.some((range) => contains(range, port)))
        .flatMap((rule) => rule.directions),
    ).size;
  const above = exempts(first < 0 ? seen : seen.slice(0, first));
  if (above === 2) return 'full';
  if (exempts(seen) > above) return 'below';
  return above === 1 ? 'one-direction' : 'none';
}
