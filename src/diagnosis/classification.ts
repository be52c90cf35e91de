import type { OffloadClass } from '../conntrack/flow.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Values } from './finding.ts';

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
  | 'sysctls-unread'
  | 'seen';

/** What the router's kernel does to an idle flow that left the flowtable, and how that is known. */
export interface Classification {
  class: OffloadClass;
  /** 0 to 1. */
  confidence: number;
  basis: Basis;
  /** Values for `because.<basis>`: seconds throughout. */
  values: Values;
  evidence: Evidence[];
}
