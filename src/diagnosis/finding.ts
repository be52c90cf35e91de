import type { Flow, FollowSample, OffloadClass } from '../conntrack/flow.ts';
import type { ForwardPath } from '../firewall/first/forward.ts';
import type { Snapshot } from '../probes/engine/probe.ts';
import type { ProbeId, Readings } from '../probes/readings.ts';
import type { Cover } from './cover.ts';
import type { OffloadUse } from './offload.ts';

export type { FollowSample };

export interface Evidence {
  /** Where the line stands: a file or command on the router, e.g. `/proc/net/nf_conntrack`. */
  source: string;
  /** Verbatim, one line, hostile. */
  line: string;
}

/** `fault`: pushes are late because of it. `risk`: may be, or will be. `note`: worth knowing. `good`: as it should be. */
export type Severity = 'fault' | 'risk' | 'note' | 'good';

type Values = Record<string, string | number>;

/** Texts are word keys with values, so that one judgement can be told in every language. */
export interface Finding {
  id: string;
  severity: Severity;
  /** Chooses `finding.<id>.<variant>.title` over `finding.<id>.title`, where one cause has several faces. */
  variant?: string;
  /** Values for `finding.<id>.title`, `.means` and `.remedy` in `words`. */
  values: Values;
  evidence: Evidence[];
  flows: Flow[];
  /** What the bot itself can do about it; `advice`: only the person can. */
  remedy: 'exempt' | 'revert' | 'advice' | null;
}

export interface Remark {
  id: string;
  /** Chooses `ruled-out.<id>.<variant>` over `ruled-out.<id>`; likewise `unknown`. */
  variant?: string;
  /** Values for `ruled-out.<id>` or `unknown.<id>` in `words`. */
  values: Values;
  evidence: Evidence[];
  /** Set when the check could not look at all: the readings it lacked and why, told by `unknown.not-read`. */
  missing?: { probe: ProbeId; why: string }[];
}

/** How the offload class was decided; each has a sentence `because.<basis>` in `words`. */
export type Basis =
  | 'followed'
  | 'followed-gone'
  | 'countdown'
  | 'returned-long'
  | 'sysctl-absent'
  | 'sysctl-present'
  | 'pickup-sysctl'
  | 'timeouts'
  | 'established'
  | 'hardware-kernel'
  | 'hardware-countdown'
  | 'no-offload'
  | 'rules-unread'
  | 'sysctls-unread';

export interface Classification {
  class: OffloadClass;
  /** 0 to 1. */
  confidence: number;
  basis: Basis;
  /** Values for `because.<basis>`: seconds throughout. */
  values: Values;
  evidence: Evidence[];
}

/** What every check may look at, besides the readings it named. All derived from one snapshot. */
export interface Scene {
  snapshot: Snapshot;
  /** Push flows; of one device only, when one was asked for. */
  flows: Flow[];
  paths: ForwardPath[];
  use: OffloadUse;
  cover: Cover;
  classification: Classification;
  followed: FollowSample[];
  /** Name, address or MAC of the device that was asked about. */
  device: string | null;
}

/** One cause. Never sees a missing probe: the judge reports it under *unknown* instead. */
export interface Check<N extends ProbeId = ProbeId> {
  id: string;
  /** Every one of these must have been read. */
  needs: readonly N[];
  /** At least one of these must have been read, e.g. the rules: `nft` or `iptables`. */
  needsOneOf?: readonly ProbeId[];
  look(scene: Scene, read: Pick<Readings, N>): CheckResult;
}

/** A check either finds, rules out, cannot tell, or has nothing to say. */
export type CheckResult =
  | { kind: 'found'; finding: Finding }
  | { kind: 'ruled-out'; remark: Remark }
  | { kind: 'unknown'; remark: Remark }
  | { kind: 'silent' };

export interface Judgement {
  verdict: 'healthy' | 'impaired' | 'inconclusive';
  class: OffloadClass;
  /** 0 to 1. */
  confidence: number;
  /** How the class was decided. */
  because: { basis: Basis; values: Values; evidence: Evidence[] };
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
