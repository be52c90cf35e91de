import type { Flow, OffloadClass } from '../conntrack/flow.ts';
import type { Classification } from './classification.ts';
import type { Finding, Remark } from './finding.ts';

/** What a look at a router means. */
export interface Judgement {
  verdict: 'healthy' | 'impaired' | 'inconclusive';
  class: OffloadClass;
  /** 0 to 1. */
  confidence: number;
  /** How the class was decided. */
  because: Pick<Classification, 'basis' | 'values' | 'evidence'>;
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
}
