import type { Chain, Rule, Step, Verdict, Way } from './program.ts';

const none: readonly Chain[] = [];
const ofMaps = new WeakMap<readonly Way[], readonly Chain[]>();

function ofMap(ways: readonly Way[]): readonly Chain[] {
  const known = ofMaps.get(ways) ?? ways.flatMap((way) => targetOf(way.verdict));
  ofMaps.set(ways, known);
  return known;
}

/** The chains these rules can send a packet to. Rules that ask one map have one list of them, which is gone through once. */
export const targetsIn = (rules: readonly Rule[]): Chain[] =>
  [...new Set(rules.map(({ targets }) => targets))].flat();

/** The chains a rule's statements can send a packet to. */
export function targetsOf(steps: readonly Step[]): readonly Chain[] {
  // Most rules send nothing anywhere.
  const leading = steps.filter(leads);
  const lists = leading.map((step) => {
    if (step.kind === 'verdict') return targetOf(step.verdict);
    return step.kind === 'choose' ? ofMap(step.ways) : none;
  });
  return lists.length > 1 ? lists.flat() : (lists[0] ?? none);
}

const leads = (step: Step): boolean =>
  step.kind === 'choose' || (step.kind === 'verdict' && 'to' in step.verdict);

const targetOf = (verdict: Verdict): readonly Chain[] => ('to' in verdict ? [verdict.to] : none);
