import type { Plan } from '../../changes/plan.types.ts';
import { classOf } from '../../diagnosis/judge.ts';
import { timeoutsOf } from '../../diagnosis/timeouts.ts';
import { ownCoverage } from '../../firewall/first/coverage.ts';
import type { ForwardPath } from '../../firewall/first/forward.ts';
import { forwardPaths } from '../../firewall/first/paths.ts';
import { eachPushPort } from '../../firewall/first/ports.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Snapshot } from '../../probes/engine/probe.ts';
import { standsPersistent } from '../../remedies/exempt/standing.ts';
import type { WatchEventOf } from '../events.ts';
import type { GuardState } from '../state.ts';
import { eventId } from '../to-events.ts';

export interface Standing {
  stands: GuardState['stands'];
  evidence: Evidence[];
}

const offloads = (path: ForwardPath): boolean => path.rules.some(({ kind }) => kind === 'offload');

/** Our rules and the offload rules, as the router prints them. */
function evidenceOf(paths: readonly ForwardPath[]): Evidence[] {
  return paths.flatMap((path) =>
    path.rules
      .filter(({ kind, ours }) => kind === 'offload' || ours)
      .slice(0, 12)
      .map(({ line }) => ({ source: path.chain, line })),
  );
}

/**
 * How the exemption of an applied plan stands. `null`: the rules could not be read. Where nothing is offloaded there is
 * nothing to stand above, and it stands.
 */
export function standingOf(snapshot: Snapshot, plan: Plan): Standing | null {
  if (snapshot.nft.kind === 'failed' || snapshot.iptables.kind === 'failed') return null;
  if (snapshot.nft.kind !== 'value' && snapshot.iptables.kind !== 'value') return null;
  const paths = forwardPaths(snapshot).filter(offloads);
  const evidence = evidenceOf(paths);
  if (paths.length === 0) return { stands: 'stands', evidence };
  if (classOf(snapshot) === 'normal') {
    const flowtable = timeoutsOf(snapshot)?.flowtable;
    const setting =
      flowtable === null || flowtable === undefined
        ? []
        : [{ source: '/proc/sys/net/netfilter/nf_flowtable_tcp_timeout', line: String(flowtable) }];
    return { stands: 'not-needed', evidence: [...setting, ...evidence] };
  }
  const covers = paths.flatMap((path) =>
    path.families.flatMap((family) => eachPushPort().map((port) => ownCoverage(path, family, port))),
  );
  if (covers.every((cover) => cover === 'full')) {
    const kept = snapshot.own.kind !== 'value' || standsPersistent(snapshot, plan);
    return { stands: kept ? 'stands' : 'lost', evidence };
  }
  return { stands: covers.includes('below') ? 'displaced' : 'lost', evidence };
}

/** What a new standing means for who watches, and what is remembered of it. */
export function turnGuard(
  was: GuardState | null,
  plan: Plan,
  standing: Standing,
  where: { routerId: string; at: number },
): { guard: GuardState; event: WatchEventOf<'guard'> | null } {
  const before = was?.stands ?? 'stands';
  const { stands, evidence } = standing;
  const guard: GuardState = { planId: plan.id, stands, told: was?.told ?? 0 };
  const isNews = stands !== before && !(stands === 'stands' && before === 'not-needed');
  if (!isNews) return { guard, event: null };
  const told = guard.told + 1;
  const state = stands === 'stands' ? 'restored' : stands;
  const id = eventId(where.routerId, 'guard', plan.id, state, told);
  return { guard: { ...guard, told }, event: { ...where, id, kind: 'guard', state, evidence } };
}
