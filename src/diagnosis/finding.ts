import type { Flow } from '../conntrack/flow.ts';
import type { Evidence } from '../model/evidence.ts';
import type { ProbeId } from '../probes/readings.ts';

/** `fault`: pushes are late because of it. `risk`: may be, or will be. `note`: worth knowing. `good`: as it should be. */
export type Severity = 'fault' | 'risk' | 'note' | 'good';

/** What a text of `words` is filled with. */
export type Values = Record<string, string | number>;

/**
 * Something that is so on this router. Texts are word keys with values, so that one judgement can be told in every
 * language: `finding.<id>[.<variant>].title`, `.means`, `.remedy`, which says what a person can do about it, and perhaps
 * `.headline`, which stands over a report in which nothing graver is found, or `.beside`, over that of a healthy router. What Pushmedic itself can do is no business
 * of a finding.
 */
export interface Finding {
  id: string;
  severity: Severity;
  /** Chooses `finding.<id>.<variant>.title` over `finding.<id>.title`, where one cause has several faces. */
  variant?: string;
  values: Values;
  evidence: Evidence[];
  flows: Flow[];
  /** A risk that leaves open whether pushes are late: beside it no router is called healthy. */
  leavesOpen?: boolean;
  /** 0 to 1: how sure it is. Default 0.9. */
  confidence?: number;
}

/** What was ruled out, or could not be told: `ruled-out.<id>[.<variant>]`, `unknown.<id>[.<variant>]` in `words`. */
export interface Remark {
  id: string;
  variant?: string;
  values: Values;
  evidence: Evidence[];
  /** Told in `--json` only: of no interest to a person who did not ask. */
  minor?: boolean;
  /** Set when the cause could not look at all: the readings it lacked and why, told by `unknown.not-read`. */
  missing?: { probe: ProbeId; why: string }[];
}

/**
 * What would decide about a cause that is left open, cheapest first. `again`: another look once the phone has been used
 * for a moment. `locked`: another look while it has been locked for two minutes. `watch`: watching for 15 minutes.
 */
export const decidingTests = ['again', 'locked', 'watch'] as const;
export type DecidingTest = (typeof decidingTests)[number];
