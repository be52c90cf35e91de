import type { Cause, CauseResult } from './cause.ts';
import { type DecidingTest, decidingTests } from './finding.ts';

/**
 * The cheapest test that decides about one of the causes that remain; `null` where none remains, or none of them names a
 * test. A reading that is missing is no matter of a test.
 */
export function decidingTest(causes: readonly Cause[], results: readonly CauseResult[]): DecidingTest | null {
  const named = causes.flatMap(({ wouldTell }, at) => {
    const variant = openVariant(results[at]);
    if (wouldTell === undefined || variant === null) return [];
    return (typeof wouldTell === 'string' ? wouldTell : wouldTell[variant]) ?? [];
  });
  return decidingTests.find((test) => named.includes(test)) ?? null;
}

/** Which face of a cause is left open, the plain one being ''; `null`: it is not. */
function openVariant(result: CauseResult | undefined): string | null {
  if (result?.kind === 'found' && result.finding.severity !== 'good') return result.finding.variant ?? '';
  if (result?.kind === 'unknown' && !result.remark.missing) return result.remark.variant ?? '';
  return null;
}
