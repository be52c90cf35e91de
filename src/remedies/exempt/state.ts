import { classOf } from '../../diagnosis/facts.ts';
import { timeoutsOf } from '../../diagnosis/timeouts.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { CureState } from '../../model/offer.ts';
import type { Snapshot } from '../../probes/engine/probe.ts';
import { backEndsOf } from './back-ends.ts';
import { type ExemptParams, eachPort } from './params.ts';
import { areRulesRead, type Site, sitesOf } from './sites.ts';

/**
 * How an exemption stands, by what it promised: its ports, in the places it was made for. Where nothing is offloaded there
 * is nothing to stand above, and it stands. A chain that offloads beside its places is as good as one that offloads above
 * its rules. `null`: the rules could not be read.
 */
export function exemptState(snapshot: Snapshot, params: ExemptParams): CureState | null {
  if (!areRulesRead(snapshot)) return null;
  const offloading = sitesOf(snapshot).filter(({ offloads }) => offloads);
  const evidence = offloading.flatMap((site) => site.evidence);
  const stands = standing(snapshot, params, offloading);
  if (offloading.length > 0 && classOf(snapshot) === 'normal')
    return { is: 'not-needed', stands, evidence: [...flowtableSetting(snapshot), ...evidence] };
  return { is: stands, stands, evidence };
}

function standing(
  snapshot: Snapshot,
  params: ExemptParams,
  offloading: readonly Site[],
): CureState['stands'] {
  const ports = eachPort(params.ports);
  const isOwn = (site: Site) => params.places.some(({ chain }) => chain === site.chain);
  const coverages = (sites: readonly Site[]) =>
    sites.flatMap((site) =>
      site.families.flatMap((family) => ports.map((port) => site.coverage(family, port))),
    );
  const own = coverages(offloading.filter(isOwn));
  if (own.includes('below')) return 'displaced';
  if (own.some((coverage) => coverage !== 'full')) return 'absent';
  const beside = coverages(offloading.filter((site) => !isOwn(site)));
  if (beside.some((coverage) => coverage !== 'full')) return own.length > 0 ? 'displaced' : 'absent';
  const kept = backEndsOf(params.places).filter(({ backEnd }) => backEnd.persistent);
  if (kept.length === 0) return 'live';
  // What could not be read is not missed.
  return kept.every(({ backEnd }) => backEnd.isKept(snapshot, params.ports) !== false)
    ? 'persistent'
    : 'live';
}

/** The setting that a kernel without the fault has. */
function flowtableSetting(snapshot: Snapshot): Evidence[] {
  const flowtable = timeoutsOf(snapshot)?.flowtable ?? null;
  return flowtable === null
    ? []
    : [{ source: '/proc/sys/net/netfilter/nf_flowtable_tcp_timeout', line: String(flowtable) }];
}
