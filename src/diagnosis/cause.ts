import type { ProbeId, Readings } from '../probes/readings.ts';
import type { Facts } from './facts.ts';
import type { DecidingTest, Finding, Remark } from './finding.ts';

/**
 * One reason why pushes may be late. It looks at the facts and at the readings it named, and says one of four things.
 * It never sees a missing reading: then the judge says *could not tell* for it.
 *
 *     export const doubleNat = cause({
 *       id: 'double-nat',
 *       needs: ['wan'],
 *       look(facts, { wan }) {
 *         if (wan.addresses.length === 0) return nothing;
 *         const evidence = [{ source: 'ip addr', line: wan.addresses.join(' ') }];
 *         return isPrivate(wan) ? found('double-nat', 'note', { evidence }) : ruledOut('double-nat', { evidence });
 *       },
 *     });
 */
export interface Cause<N extends ProbeId = ProbeId> {
  /** Its file's name, and part of the keys of its words. Nobody else knows it, remedies that cure it excepted. */
  id: string;
  /** Every one of these must have been read. */
  needs: readonly N[];
  /** At least one of these must have been read, e.g. the rules: `nft` or `iptables`. */
  needsOneOf?: readonly ProbeId[];
  /** What would decide where this cause is found and not proven, or cannot be told; where variants differ, of each. */
  wouldTell?: DecidingTest | Readonly<Record<string, DecidingTest>>;
  look(facts: Facts, read: Pick<Readings, N>): CauseResult;
}

/** A cause is found, is ruled out, cannot be told, or has nothing to say here. */
export type CauseResult =
  | { kind: 'found'; finding: Finding }
  | { kind: 'ruled-out'; remark: Remark }
  | { kind: 'unknown'; remark: Remark }
  | { kind: 'nothing' };

/** Writes a cause down so that `look` sees exactly the readings named in `needs`. */
export const cause = <const N extends ProbeId = never>(written: Cause<N>): Cause<N> => written;

/** It is so. */
export const found = (
  id: string,
  severity: Finding['severity'],
  more: Partial<Omit<Finding, 'id' | 'severity'>> = {},
): CauseResult => ({
  kind: 'found',
  finding: { id, severity, values: {}, evidence: [], flows: [], ...more },
});

/** It is not so, and this was looked at. */
export const ruledOut = (id: string, more: Partial<Omit<Remark, 'id' | 'missing'>> = {}): CauseResult => ({
  kind: 'ruled-out',
  remark: { id, values: {}, evidence: [], ...more },
});

/** It was looked at and may be so or not. */
export const cannotTell = (id: string, more: Partial<Omit<Remark, 'id' | 'missing'>> = {}): CauseResult => ({
  kind: 'unknown',
  remark: { id, values: {}, evidence: [], ...more },
});

/** The question does not arise on this router. */
export const nothing: CauseResult = { kind: 'nothing' };
