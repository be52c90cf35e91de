import { setTimeout as sleep } from 'node:timers/promises';
import type { Router } from '../../model/router.ts';
import type { Snapshot } from '../../probes/engine/probe.ts';
import { take } from '../../probes/engine/take.ts';
import { putBack } from '../keep.ts';
import type { Outbox } from '../outbox.ts';
import type { WatchContext } from '../watcher.types.ts';
import { type Standing, standingOf, turnGuard } from './guard.ts';

/** Looks after the rules of an applied plan during one run of the loop. */
export interface Sentry {
  /** The rules may have changed. `snapshot`: just taken. */
  poke(snapshot?: Snapshot): void;
  /** The check under way has ended. */
  idle(): Promise<void>;
}

/** Rules that could not be put back are tried again after this time; others that are wrong, at last as rarely. Ms. */
const againMs = 300_000;

const isWrong = ({ stands }: Standing): boolean => stands === 'lost' || stands === 'displaced';

export function makeSentry(router: Router, outbox: Outbox, post: WatchContext, signal: AbortSignal): Sentry {
  const { setup, timing } = post;
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
    setup.sessions.borrow(router, { hostKey: router.hostKey, limited: post.limited, signal }, (session) =>
      take(session, { signal }),
    );

  /** Reads the rules again after a pause, unless nobody wants them any more: a reload or a revert may be under way. */
  async function confirmed(snapshot: Snapshot | undefined) {
    let seen = snapshot;
    for (let time = 1; ; time++) {
      const plan = await store.plans.applied(router.id);
      if (plan === null) return null;
      const read = seen ?? (await look());
      const standing = standingOf(read, plan);
      if (standing === null) return null;
      const known = outbox.state.guard?.planId === plan.id && outbox.state.guard.stands === standing.stands;
      if (!isWrong(standing) || time === 2 || known) return { plan, snapshot: read, standing };
      await sleep(timing.confirmMs, undefined, { signal });
      seen = undefined;
    }
  }

  async function check(snapshot: Snapshot | undefined): Promise<void> {
    const seen = await confirmed(snapshot);
    if (seen === null) {
      if (outbox.state.guard !== null && (await store.plans.applied(router.id)) === null)
        await outbox.change((state) => ({ state: { ...state, guard: null }, events: [] }));
      return;
    }
    const where = { routerId: router.id, at: post.now() };
    const first = turnGuard(outbox.state.guard, seen.plan, seen.standing, where);
    await turn(first);
    wrongLooks = isWrong(seen.standing) ? wrongLooks + 1 : 0;
    if (wrongLooks === 0) return;
    const keeper = (await store.watches.of(router.id)).find(({ keepFixed }) => keepFixed);
    // A fix that is being applied has its rules in before its file: nothing that the loop sees changes after that.
    if (!keeper) return later(Math.min(againMs, timing.confirmMs * 2 ** wrongLooks));
    const { sessions } = setup;
    const { limited, now } = post;
    const applied = await putBack(seen.snapshot, router, keeper, { store, sessions, limited, now, signal });
    const plan = await store.plans.applied(router.id);
    const standing = applied?.kind === 'applied' && plan ? standingOf(applied.snapshot, plan) : null;
    if (plan && standing && !isWrong(standing))
      return turn(turnGuard(first.guard, plan, standing, { ...where, at: post.now() }));
    log.warn({ routerId: router.id, outcome: applied?.kind ?? 'no plan' }, 'lost rules were not put back');
    later(againMs);
  }

  const turn = ({ guard, event }: ReturnType<typeof turnGuard>): Promise<void> =>
    outbox.change((state) => ({ state: { ...state, guard }, events: event ? [event] : [] }));

  function poke(snapshot?: Snapshot): void {
    if (running) {
      poked = true;
      return;
    }
    running = check(snapshot)
      .catch((error: unknown) => {
        if (!signal.aborted) log.warn({ err: error, routerId: router.id }, 'the rules could not be checked');
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
