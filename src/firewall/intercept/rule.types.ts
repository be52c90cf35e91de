import type { Met } from './condition.ts';

/** What a rule does to a packet that meets it. */
export type Verdict =
  | { kind: 'take'; how: 'redirect' | 'tproxy' | 'dnat'; port: number | null }
  | { kind: 'jump'; target: string }
  | { kind: 'goto'; target: string }
  | { kind: 'return' }
  | { kind: 'end' };

/** A rule as it bears on one opening. Several verdicts: of a verdict map, each with what meets it. */
export interface ReadRule {
  branches: { met: Met; verdict: Verdict }[];
}
