import type { FirewallKind, RuleLine } from '../firewall/index.ts';
import { fw3File, fw4File, isOurs as isOurComment, uciSection } from '../firewall/signature.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Promised } from '../model/offer.ts';
import { readValue } from '../probes/engine/probe.ts';
import type { Connection } from './connection.ts';
import type { Spot } from './cover.ts';
import { ruleEvidence, unique } from './evidence.ts';
import type { Facts } from './facts.ts';
import type { Severity } from './finding.ts';
import { isOpen, isShared, wakesPhones } from './states.ts';

/** Whether what leaves the flowtable is forgotten by this router, so that keeping push out of it helps. */
export const affected = ({ classification }: Facts): boolean =>
  classification.class === 'fixed-pickup' || classification.class === 'hardware-desync';

/**
 * Whether the household needs an exemption. `proven`: a connection is, or was, forgotten. `expected`: none is open that
 * could show it, and by rules that are understood it would be. `likely`: those that are open are not offloaded, and by
 * the rules they are from their next word on. `open`: connections are there which do not show it. `none`: those that
 * are there are kept.
 */
export type Need = 'proven' | 'expected' | 'likely' | 'open' | 'none';

export function needOf(facts: Facts): Need {
  const { flows, cover } = facts;
  if (!affected(facts)) return 'none';
  // What may be anything else to Apple, or is an app's own, is offloaded on purpose.
  const own = flows.filter((flow) => !isShared(flow) && wakesPhones(flow));
  if (own.some(isEvicted)) return 'proven';
  const telling = own.filter(isOpen);
  if (telling.length === 0) return cover.state === 'none' || cover.state === 'partial' ? 'expected' : 'open';
  if (telling.every(({ fate }) => fate === 'kept')) return 'none';
  return telling.some(isNext) ? 'likely' : 'open';
}

/** Nothing speaks against what the rules say of it, and nothing has shown it yet. */
const isNext = ({ fate, byRules, doubt, path }: Connection): boolean =>
  fate === 'unknown' && byRules === 'yes' && doubt === null && path === 'forwarded';

/** Forgotten because it was in the flowtable, or will be; not by a time-out that is low for all. */
export const isEvicted = ({ fate, byRules, entry }: Connection): boolean =>
  fate === 'forgotten' && (byRules !== 'no' || entry.offload !== 'none');

/** How bad a wrong exemption is: a fault where connections or rules prove that pushes are late by it. */
export function severity(facts: Facts): Severity {
  const need = needOf(facts);
  const proven = need === 'proven' || need === 'expected';
  return proven && facts.classification.class === 'fixed-pickup' ? 'fault' : 'risk';
}

/** Without those at which the connections there are show that they are kept out: what is seen outranks what rules say. */
export const unproven = ({ flows }: Facts, spots: readonly Spot[]): Spot[] =>
  spots.filter(({ family, port }) => {
    const there = flows.filter(
      (flow) => isOpen(flow) && flow.entry.family === family && flow.server.port === port,
    );
    return there.length === 0 || there.some(({ fate }) => fate !== 'kept');
  });

/** Exemption rules as they stand, in vain or not. */
export const exemptions = ({ cover }: Facts): RuleLine[] => [
  ...new Map(
    cover.spots.flatMap((spot) => spot.cover.rules).map((rule) => [`${rule.chain} ${rule.line}`, rule]),
  ).values(),
];

/** Signed `pushmedic:…` by any version. */
export const isOurs = ({ comment }: RuleLine): boolean => isOurComment(comment);

/** Exemption and offload rules of these places in the order in which a packet meets them: the order is the proof. */
export const orderEvidence = (spots: readonly Spot[]): Evidence[] =>
  unique(
    spots.flatMap(({ site, cover }) => {
      const rules =
        cover.coverage === 'below' ? [...site.rules, ...cover.rules] : [...cover.rules, ...site.rules];
      return rules.map(ruleEvidence);
    }),
  );

/** Files or UCI sections of ours exist, so an exemption was meant to be there. */
export const meant = ({ snapshot }: Facts): { path: string }[] => readValue(snapshot.own)?.files ?? [];

/** Everything of ours is there that brings the rules back after a reload and at boot. */
export function persisted(facts: Facts): boolean {
  const there = new Set(meant(facts).map((file) => file.path));
  return facts.rules.firewall === 'fw3'
    ? there.has(fw3File) && there.has(`firewall.${uciSection}`)
    : there.has(fw4File);
}

/** Whether a firewall has a place of its own from which it brings rules back. */
export const remembers = (firewall: FirewallKind | null): boolean => firewall === 'fw4' || firewall === 'fw3';

/** How an exemption that was applied here is kept, by what was promised; `null`: none is known to have been. */
export const promised = ({ promised }: Facts): Promised | null =>
  promised.find(({ remedy }) => remedy === 'exempt') ?? null;

/** Where exemptions are told of at all: where one helps, or was promised and is not without need. */
export function isAbout(facts: Facts): boolean {
  const ours = promised(facts);
  return ours === null ? affected(facts) : ours.standing !== 'not-needed';
}

/**
 * Not there as it was promised, or where nothing is known to be promised: configured, yet no rule is live. What is there
 * and displaced is told by its place, what is live and will not last by itself.
 */
export function isLost(facts: Facts): boolean {
  const ours = promised(facts);
  if (ours === null) return facts.cover.state === 'none' && meant(facts).length > 0;
  return ours.state.is === 'absent' || (ours.state.is === 'displaced' && facts.cover.state === 'full');
}

/** `IPv4`, `IPv4 + IPv6` …: the same in every language. */
export const familyNames = (families: Iterable<string>): string =>
  [...new Set(families)]
    .sort()
    .map((family) => (family === 'ipv6' ? 'IPv6' : 'IPv4'))
    .join(' + ');
