import { setTimeout as sleep } from 'node:timers/promises';
import type { Plan } from '../../changes/plan.ts';
import type { Promised } from '../../model/offer.ts';
import type { Router } from '../../model/router.ts';
import type { Snapshot } from '../../probes/engine/probe.ts';
import { take } from '../../probes/engine/take.ts';
import { putBack } from '../keep.ts';
import type { Outbox } from '../outbox.ts';
import type { WatchContext } from '../watcher.types.ts';
import { isWrong, standingOf, turnDrift } from './drift.ts';

/** Looks after what applied plans put in, during one run of the loop. */
export interface DriftChecker {
  /** It may have changed. `snapshot`: just taken. */
  poke(snapshot?: Snapshot): void;
  /** The check under way has ended. */
  idle(): Promise<void>;
}

/** What could not be put back is tried again after this time; what else is wrong, at last as rarely. Ms. */
const againMs = 300_000;

interface Seen {
  snapshot: Snapshot;
  standings: { plan: Plan; standing: Promised }[];
}

export function makeDriftChecker(
  router: Router,
  outbox: Outbox,
  context: WatchContext,
  signal: AbortSignal,
): DriftChecker {
  const { setup, timing } = context;
  const { store, log } = setup;
  let running: Promise<void> | null = null;
  let poked = false;
  let wrongLooks = 0;
  let timer: NodeJS.Timeout | undefined;

  function later(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => !signal.aborted && poke(), ms).unref();
  }

  const look = (): Promise<Snapshot> =>
    setup.sessions.borrow(router, { hostKey: router.hostKey, limited: context.limited, signal }, (session) =>
      take(session, { signal }),
    );

  const knownOf = (planId: string) => outbox.state.drift.find((one) => one.planId === planId) ?? null;

  /** Reads the router again after a pause where something is newly wrong: a reload or a revert may be under way. */
  async function confirmed(snapshot: Snapshot | undefined): Promise<Seen | null> {
    let given = snapshot;
    for (let time = 1; ; time++) {
      const plans = await store.plans.applied(router.id);
      if (plans.length === 0) return null;
      const read = given ?? (await look());
      const standings = plans.flatMap((plan) => {
        const standing = standingOf(read, plan);
        return standing ? [{ plan, standing }] : [];
      });
      const isNews = standings.some(
        ({ plan, standing }) => isWrong(standing) && knownOf(plan.id)?.stands !== standing.standing,
      );
      if (!isNews || time === 2) return { snapshot: read, standings };
      await sleep(timing.confirmMs, undefined, { signal });
      given = undefined;
    }
  }

  async function check(snapshot: Snapshot | undefined): Promise<void> {
    const seen = await confirmed(snapshot);
    if (seen === null) return forgetBut([]);
    const applied = await store.plans.applied(router.id);
    await forgetBut(applied.map(({ id }) => id));
    for (const { plan, standing } of seen.standings) await turn(plan, standing);
    const wrong = seen.standings.filter(({ standing }) => isWrong(standing));
    wrongLooks = wrong.length > 0 ? wrongLooks + 1 : 0;
    if (wrongLooks === 0) return;
    const keeper = (await store.watches.of(router.id)).find(({ keepFixed }) => keepFixed);
    // A fix that is being applied has its rules in before its file: nothing that the loop sees changes after that.
    if (!keeper) return later(Math.min(againMs, timing.confirmMs * 2 ** wrongLooks));
    const { sessions } = setup;
    const { limited, now } = context;
    for (const { plan } of wrong) {
      const done = await putBack(seen.snapshot, plan, router, keeper, {
        store,
        sessions,
        limited,
        now,
        signal,
      });
      const standing = done.applied?.kind === 'applied' ? standingOf(done.applied.snapshot, done.plan) : null;
      if (standing && !isWrong(standing)) {
        await turn(done.plan, standing, plan.id);
        continue;
      }
      log.warn(
        { routerId: router.id, outcome: done.applied?.kind ?? 'no plan' },
        'what was lost was not put back',
      );
      later(againMs);
    }
  }

  /** @param instead the plan whose story goes on in this one */
  async function turn(plan: Plan, standing: Promised, instead = plan.id): Promise<void> {
    const where = { routerId: router.id, at: context.now() };
    await store.plans.saw(plan.id, { standing: standing.standing, at: where.at });
    const { drift, event } = turnDrift(knownOf(instead), plan, standing, where);
    return outbox.change((state) => ({
      state: {
        ...state,
        drift: [...state.drift.filter(({ planId }) => planId !== instead && planId !== plan.id), drift],
      },
      events: event ? [event] : [],
    }));
  }

  /** Plans that are applied no more are no business of a watch. */
  async function forgetBut(ids: readonly string[]): Promise<void> {
    if (outbox.state.drift.every(({ planId }) => ids.includes(planId))) return;
    await outbox.change((state) => ({
      state: { ...state, drift: state.drift.filter(({ planId }) => ids.includes(planId)) },
      events: [],
    }));
  }

  function poke(snapshot?: Snapshot): void {
    if (running) {
      poked = true;
      return;
    }
    running = check(snapshot)
      .catch((error: unknown) => {
        if (!signal.aborted) log.warn({ err: error, routerId: router.id }, 'the fix could not be checked');
      })
      .finally(() => {
        running = null;
        if (poked && !signal.aborted) {
          poked = false;
          poke();
        }
      });
  }

  return { poke, idle: async () => void (await running) };
}
