import type { ForwardPath } from '../exemptions/forward.ts';
import type { Snapshot } from '../probes/probe.ts';
import type { ProbeId, Readings } from '../probes/readings.ts';
import type { Flow, OffloadClass } from '../push/flow.ts';

export interface Evidence {
  /** Where the line stands: a file or command on the router, e.g. `/proc/net/nf_conntrack`. */
  source: string;
  /** Verbatim, one line, hostile. */
  line: string;
}

export type Severity = 'fault' | 'risk' | 'note' | 'good';

/** Texts are word keys with values, so that one judgement can be told in every language. */
export interface Finding {
  id: string;
  severity: Severity;
  /** Values for `finding.<id>.title`, `.means` and `.remedy` in `words`. */
  values: Record<string, string | number>;
  evidence: Evidence[];
  flows: Flow[];
  /** What the bot itself can do about it. */
  remedy: 'exempt' | 'revert' | 'advice' | null;
}

export interface Remark {
  id: string;
  /** Values for `ruled-out.<id>` or `unknown.<id>` in `words`. */
  values: Record<string, string | number>;
  evidence: Evidence[];
}

/** A sample of one followed entry: seconds since the start, timeout left, still in the flowtable? */
export interface FollowSample {
  atS: number;
  entry: import('../push/flow.ts').ConntrackEntry | null;
}

/** What a check may look at: the readings it named, the flows and the forward paths made of them. */
export interface Scene {
  snapshot: Snapshot;
  flows: Flow[];
  paths: ForwardPath[];
  offloadClass: OffloadClass;
  followed: FollowSample[];
}

/** One cause. Never sees a missing probe: the judge reports it under *unknown* instead. */
export interface Check {
  id: string;
  needs: readonly ProbeId[];
  look(scene: Scene & { read: Pick<Readings, ProbeId> }): Verdict1;
}
/** A check either finds, rules out, cannot tell, or has nothing to say. */
export type Verdict1 =
  | { kind: 'found'; finding: Finding }
  | { kind: 'ruled-out'; remark: Remark }
  | { kind: 'unknown'; remark: Remark }
  | { kind: 'silent' };

export interface Judgement {
  verdict: 'healthy' | 'impaired' | 'inconclusive';
  class: OffloadClass;
  /** 0 to 1. */
  confidence: number;
  router: {
    kernel: string | null;
    distribution: string | null;
    release: string | null;
    firewall: string | null;
    offload: { software: boolean | null; hardware: boolean | null };
  };
  flows: Flow[];
  findings: Finding[];
  ruledOut: Remark[];
  unknown: Remark[];
  /** The exemption is worth offering. */
  offerExemption: boolean;
  /** An exemption of ours stands that is not needed (fixed kernel). */
  offerRevert: boolean;
}
