import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { within } from '../model/deadline.ts';
import { makeRest, type Rest } from './rest.ts';
import { watchRouter } from './router.ts';
import {
  realTiming,
  type WatchContext,
  type WatcherSetup,
  type Watchers,
  type WatchStanding,
} from './watcher.types.ts';

/** Routers connected to and read at a time: keys are exchanged and rules parsed on one core. */
const inTurn = 12;
/** How long closing waits for a Redis that is away; leases run out by themselves. */
const patienceMs = 3_000;

interface Held {
  stop: AbortController;
  done: Promise<void>;
  rest: Rest;
  standing: WatchStanding;
}

/**
 * Watches this worker's share of all watched routers until closed. Leases in Redis see to it that a router has one
 * watcher: they outlive a killed worker by `leaseMs`, and a worker that could not renew them tells nothing more.
 */
export function startWatchers(setup: WatcherSetup): Watchers {
  const { store, log, now = Date.now, limited = true } = setup;
  const timing = { ...realTiming, ...setup.timing };
  const worker = setup.worker ?? `${process.pid}-${randomBytes(6).toString('hex')}`;
  const all = new Map<string, Held>();
  const closing = new AbortController();
  const limit = pLimit(inTurn);
  /** By the process's own steady clock, ms: until then the leases are ours for sure. */
  let certainUntil = 0;
  const renewed: (() => void)[] = [];

  const turn: WatchContext['turn'] = (signal) =>
    new Promise((got) => {
      const work = () =>
        new Promise<void>((give) => {
          signal.addEventListener('abort', () => give(), { once: true });
          got(give);
        });
      void limit(work);
    });

  const holds: WatchContext['holds'] = async (routerId) => {
    while (all.has(routerId) && !closing.signal.aborted && performance.now() >= certainUntil)
      await new Promise<void>((done) => renewed.push(done));
    return all.has(routerId) && !closing.signal.aborted;
  };

  const post = { setup, timing, worker, limited, holds, turn };

  function start(routerId: string): void {
    const stop = new AbortController();
    const rest = makeRest();
    const held: Held = { stop, rest, standing: 'trying', done: Promise.resolve() };
    all.set(routerId, held);
    const onStanding = (standing: WatchStanding) => {
      held.standing = standing;
    };
    const context = { ...post, now: () => now(routerId) };
    held.done = watchRouter(routerId, context, { signal: stop.signal, rest, onStanding })
      .catch((error: unknown) => {
        if (!stop.signal.aborted) log.error({ err: error, routerId }, 'a watcher ended');
      })
      .finally(() => {
        // Whatever ended it, the next renewal decides anew.
        if (all.get(routerId) === held) all.delete(routerId);
      });
  }

  async function stop(routerIds: readonly string[]): Promise<void> {
    const stopping = routerIds.flatMap((id) => all.get(id) ?? []);
    for (const id of routerIds) all.delete(id);
    for (const held of stopping) held.stop.abort(new Error('no longer watched here'));
    await Promise.all(stopping.map(({ done }) => done));
  }

  async function renew(): Promise<void> {
    const askedAt = performance.now();
    const { held, surplus, woken } = await store.leases.renew(worker, timing.leaseMs);
    certainUntil = askedAt + timing.leaseMs;
    const mine = new Set(held);
    const lost = [...all.keys()].filter((id) => !mine.has(id));
    if (lost.length > 0) await stop(lost);
    for (const done of renewed.splice(0)) done();
    if (closing.signal.aborted) return;
    const beyond = new Set(surplus);
    for (const id of held) if (!all.has(id) && !beyond.has(id)) start(id);
    for (const id of woken) all.get(id)?.rest.wake();
    if (surplus.length === 0) return;
    await stop(surplus);
    await store.leases.release(worker, surplus);
  }

  const renewing = (async () => {
    while (!closing.signal.aborted) {
      await renew().catch((error: unknown) =>
        log.error({ err: error }, 'leases of watched routers were not renewed'),
      );
      await sleep(timing.renewMs, undefined, { signal: closing.signal }).catch(() => {});
    }
  })();

  return {
    counts: () => {
      const standings = [...all.values()].map(({ standing }) => standing);
      const count = (wanted: WatchStanding) => standings.filter((one) => one === wanted).length;
      return { held: all.size, watching: count('watching'), unreachable: count('unreachable') };
    },
    async close() {
      closing.abort(new Error('closing'));
      const held = [...all.keys()];
      for (const done of renewed.splice(0)) done();
      await stop(held);
      await within(patienceMs, renewing, undefined);
      await within(patienceMs, store.leases.release(worker, held, { last: true }), undefined);
    },
  };
}
