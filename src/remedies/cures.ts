import type { Finding } from '../diagnosis/finding.ts';

/** What keeps push connections out of the flowtable cures these. */
const exemptionCures: ReadonlySet<string> = new Set([
  'offload-eviction',
  'exemption-missing',
  'exemption-lost',
  'exemption-below-offload',
  'exemption-one-direction',
  'exemption-one-family',
  'exemption-ports',
  'exemption-not-persistent',
  'hardware-desync',
]);

/** The remedy that cures a cause; `null`: none of ours does. */
export function remedyFor(causeId: string): 'exempt' | 'revert' | null {
  if (exemptionCures.has(causeId)) return 'exempt';
  return causeId === 'exemption-not-needed' ? 'revert' : null;
}

/** What is worth offering where these were found. */
export const wantedFor = (findings: readonly Finding[]): { exempt: boolean; revert: boolean } => ({
  exempt: findings.some(({ id }) => remedyFor(id) === 'exempt'),
  revert: findings.some(({ id }) => remedyFor(id) === 'revert'),
});
