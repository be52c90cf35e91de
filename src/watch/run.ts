import { classOf } from '../diagnosis/judge.ts';
import { timeoutsOf } from '../diagnosis/timeouts.ts';
import { baseChains, rulesOf } from '../firewall/index.ts';
import { Failed } from '../model/failure.ts';
import type { Router } from '../model/router.ts';
import { take } from '../probes/engine/take.ts';
import type { Session } from '../ssh/session.types.ts';
import { loopEnded, runLoop } from './agent/loop.ts';
import { rulesCommand, watchScript } from './agent/script.ts';
import { makeDriftChecker } from './drift/checker.ts';
import { driftProbes } from './drift/probes.ts';
import type { Sample } from './lifecycle/look.ts';
import type { Outbox } from './outbox.ts';
import type { WatchContext } from './watcher.types.ts';

/** More looks than this waiting: whoever takes events is away, and the router's next run tells all there is anyway. */
const mostWaiting = 500;

/**
 * One run of the loop on a router: a snapshot first, for what its connections cannot tell, then looks until something
 * breaks. `onSettled` once it has told all there is.
 * @throws Failed when the run ends; the signal's reason; LeaseLost.
 */
export async function runWatch(
  router: Router,
  session: Session,
  outbox: Outbox,
  post: WatchContext,
  run: { why: string; signal: AbortSignal; onRead(): void; onSettled(): void },
): Promise<never> {
  const { timing } = post;
  const snapshot = await take(session, { signal: run.signal });
  run.onRead();
  outbox.begin({ timeouts: timeoutsOf(snapshot), class: classOf(snapshot) }, run.why);

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
    drift.poke(snapshot);
    const rules = rulesCommand(
      baseChains(rulesOf(snapshot)),
      driftProbes(snapshot, await post.setup.store.plans.applied(router.id)),
    );
    const { everyS, rulesEveryS, silentMs } = timing;
    const script = (nonce: string) => watchScript({ nonce, everyS, rulesEveryS, rules });
    return loopEnded(await runLoop(session, { script, silentMs, signal, onLooks }));
  } finally {
    ending.abort(new Error('the run is over'));
    await drift.idle();
  }
}
