import type { ForwardPath, ForwardRule } from '../firewall/first/forward.ts';
import { fw3File, fw4File, uciSection } from '../firewall/signature.ts';
import type { Evidence } from '../model/evidence.ts';
import { ruleEvidence } from './evidence.ts';
import type { Facts } from './facts.ts';
import type { Severity } from './finding.ts';

/** Whether keeping push connections out of the flowtable helps here. */
export const affected = ({ classification }: Facts): boolean =>
  classification.class === 'fixed-pickup' || classification.class === 'hardware-desync';

/** How bad a wrong exemption is: where the fault is proven it is why pushes are still late. */
export const severity = ({ classification }: Facts): Severity =>
  classification.class === 'fixed-pickup' ? 'fault' : 'risk';

/** Exemption rules as they stand, with their chains. */
export const exemptions = ({ paths }: Facts): { path: ForwardPath; rule: ForwardRule }[] =>
  paths.flatMap((path) =>
    path.rules.filter((rule) => rule.kind === 'exempt').map((rule) => ({ path, rule })),
  );

/** A chain's exemption and offload rules in their order: the order is the proof. */
export const orderEvidence = (path: ForwardPath): Evidence[] =>
  path.rules.filter((rule) => rule.kind !== 'other').map((rule) => ruleEvidence(path, rule));

/** Files or UCI sections of ours exist, so an exemption was meant to be there. */
export const meant = ({ snapshot }: Facts): { path: string }[] =>
  snapshot.own.kind === 'value' ? snapshot.own.value.files : [];

/** Everything of ours is there that brings the rules back after a reload and at boot. */
export function persisted(facts: Facts): boolean {
  const there = new Set(meant(facts).map((file) => file.path));
  return facts.paths[0]?.firewall === 'fw3'
    ? there.has(fw3File) && there.has(`firewall.${uciSection}`)
    : there.has(fw4File);
}

/** Configured, yet no rule of ours is live. */
export const lost = (facts: Facts): boolean => facts.cover.state === 'none' && meant(facts).length > 0;

/** `IPv4`, `IPv4 + IPv6` …: the same in every language. */
export const familyNames = (families: Iterable<string>): string =>
  [...new Set(families)]
    .sort()
    .map((family) => (family === 'ipv6' ? 'IPv6' : 'IPv4'))
    .join(' + ');
