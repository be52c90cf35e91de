import type { Chain, Step, Verdict } from './program.ts';

const none: readonly Chain[] = [];

/** The chains a rule's statements can send a packet to. */
export function targetsOf(steps: readonly Step[]): readonly Chain[] {
  // Most rules send nothing anywhere.
  if (!steps.some(leads)) return none;
  return steps.flatMap((step) => {
    if (step.kind === 'verdict') return targetOf(step.verdict);
    return step.kind === 'choose' ? step.ways.flatMap((way) => targetOf(way.verdict)) : none;
  });
}

const leads = (step: Step): boolean =>
  step.kind === 'choose' || (step.kind === 'verdict' && 'to' in step.verdict);

const targetOf = (verdict: Verdict): readonly Chain[] => ('to' in verdict ? [verdict.to] : none);
