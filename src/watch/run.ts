import { classOf } from '../diagnosis/facts.ts';
import { timeoutsOf } from '../diagnosis/timeouts.ts';
import { baseChains, rulesOf } from '../firewall/index.ts';
import { Failed } from '../model/failure.ts';
import type { Router } from '../model/router.ts';
import { take } from '../probes/engine/take.ts';
import type { Session } from '../ssh/session.types.ts';
import { loopEnded, runLoop } from './agent/loop.ts';
import { rulesCommand, watchScript } from './agent/script.ts';
import { type DriftChecker, makeDriftChecker } from './drift/checker.ts';
import { driftProbes } from './drift/probes.ts';
import type { Sample } from './lifecycle/look.ts';
import type { Outbox } from './outbox.ts';
import type { WatchContext } from './watcher.types.ts';

/** More looks than this waiting: whoever takes events is away, and the router's next run tells all there is anyway. */
const mostWaiting = 500;

/** One run of the loop. */
export interface WatchRun {
  /** Why the run before it ended. */
  why: string;
  signal: AbortSignal;
  /** The router was read. */
  onRead(): void;
  /** All there is has been told. */
  onSettled(): void;
}

/**
 * Reads the router once, for what its connections cannot tell; gives what the loop runs to see that rules change. Apart
 * from the loop, which would keep the snapshot for days.
 * @throws Failed; the signal's reason.
 */
async function begin(
  routerId: string,
  session: Session,
  { outbox, drift, post }: { outbox: Outbox; drift: DriftChecker; post: WatchContext },
  run: WatchRun,
): Promise<string> {
  const snapshot = await take(session, { signal: run.signal });
  run.onRead();
  outbox.begin({ timeouts: timeoutsOf(snapshot), class: classOf(snapshot) }, run.why);
  drift.poke(snapshot);
  const applied = await post.setup.store.plans.applied(routerId);
  return rulesCommand(baseChains(rulesOf(snapshot)), driftProbes(snapshot, applied));
}

/**
 * One run of the loop on a router: a snapshot first, then looks until something breaks.
 * @throws Failed when the run ends; the signal's reason; LeaseLost.
 */
export async function runWatch(
  router: Router,
  session: Session,
  outbox: Outbox,
  post: WatchContext,
  run: WatchRun,
): Promise<never> {
  const ending = new AbortController();
  const signal = AbortSignal.any([run.signal, ending.signal]);
  const drift = makeDriftChecker(router, outbox, post, signal);

  const onLooks = (looks: readonly Sample[]): void => {
    const receivedAt = post.now();
    if (outbox.waiting > mostWaiting) ending.abort(new Failed({ cause: 'redis', detail: 'looks pile up' }));
    for (const look of looks) {
      outbox.look(look, receivedAt).catch((error: unknown) => ending.abort(error));
      if (look.rulesChanged) drift.poke();
      if (look.settled) run.onSettled();
    }
  };

  try {
    const rules = await begin(router.id, session, { outbox, drift, post }, run);
    const { everyS, rulesEveryS, silentMs } = post.timing;
    const script = (nonce: string) => watchScript({ nonce, everyS, rulesEveryS, rules });
    return loopEnded(await runLoop(session, { script, silentMs, signal, onLooks }));
  } finally {
    ending.abort(new Error('the run is over'));
    await drift.idle();
  }
}
