import type { Chain, Step, Verdict } from './program.ts';

const none: readonly Chain[] = [];

/** The chains a rule's statements can send a packet to. */
export function targetsOf(steps: readonly Step[]): readonly Chain[] {
  let found: Chain[] | null = null;
  for (const step of steps) {
    if (step.kind === 'verdict') found = withTarget(found, step.verdict);
    else if (step.kind === 'choose') for (const way of step.ways) found = withTarget(found, way.verdict);
  }
  return found ?? none;
}

const withTarget = (found: Chain[] | null, verdict: Verdict): Chain[] | null =>
  verdict.kind === 'jump' || verdict.kind === 'goto' ? [...(found ?? []), verdict.to] : found;
