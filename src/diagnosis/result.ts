import type { ProbeId } from '../probes/readings.ts';
import type { Check, CheckResult, Finding, Remark } from './finding.ts';

/** Writes a check down so that `look` sees exactly the readings named in `needs`. */
export const check = <const N extends ProbeId = never>(written: Check<N>): Check<N> => written;

export const found = (
  id: string,
  severity: Finding['severity'],
  more: Partial<Omit<Finding, 'id' | 'severity'>> = {},
): CheckResult => ({
  kind: 'found',
  finding: { id, severity, values: {}, evidence: [], flows: [], remedy: null, ...more },
});

export const ruledOut = (id: string, more: Partial<Omit<Remark, 'id' | 'missing'>> = {}): CheckResult => ({
  kind: 'ruled-out',
  remark: { id, values: {}, evidence: [], ...more },
});

export const cannotTell = (id: string, more: Partial<Omit<Remark, 'id' | 'missing'>> = {}): CheckResult => ({
  kind: 'unknown',
  remark: { id, values: {}, evidence: [], ...more },
});

export const silent: CheckResult = { kind: 'silent' };
