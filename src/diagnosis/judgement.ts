import type { OffloadClass } from '../conntrack/flow.ts';
import type { Basis, Classification } from './classification.ts';
import type { Connection } from './connection.ts';
import type { DecidingTest, Finding, Remark } from './finding.ts';

/** What a look at a router means. */
export interface Judgement {
  verdict: 'healthy' | 'impaired' | 'inconclusive';
  /** `proxied`: the connections end in a program on the router, and its time-outs decide. */
  class: OffloadClass | 'proxied';
  /** 0 to 1. */
  confidence: number;
  /** How the class was decided. */
  because: Pick<Classification, 'values' | 'evidence'> & { basis: Basis | 'proxied' };
  router: {
    kernel: string | null;
    distribution: string | null;
    release: string | null;
    firewall: string | null;
    offload: { software: boolean | null; hardware: boolean | null };
  };
  flows: Connection[];
  findings: Finding[];
  ruledOut: Remark[];
  unknown: Remark[];
  /** What would decide what is left open; `null` where a fault is found, or nothing would. */
  deciding: DecidingTest | null;
  /** Ids of the causes that had nothing to say: their question does not arise here. */
  silent: string[];
}
