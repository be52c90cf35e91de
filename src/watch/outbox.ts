import { setTimeout as sleep } from 'node:timers/promises';
import { makeRouterClock } from './clock.ts';
import type { WatchEvent } from './events.ts';
import type { Sample } from './lifecycle/look.ts';
import { step } from './lifecycle/step.ts';
import { settingsOf } from './settings.ts';
import { newWatchState, readWatchState, type WatchState } from './state.ts';
import { eventId, eventsOf, type RouterContext } from './to-events.ts';
import type { WatchContext } from './watcher.types.ts';

/** The lease is somebody else's: nothing more may be told. */
export class LeaseLost extends Error {}

/** What is known of one router, and what is handed over of it: one thing after the other. */
export interface Outbox {
  readonly state: WatchState;
  /** A run of the loop begins; `why` the one before ended. */
  begin(known: Omit<RouterContext, 'routerId' | 'toEpoch'>, why: string): void;
  look(look: Sample, receivedAt: number): Promise<void>;
  /** Changes what is known, and hands over what that tells, in one step. */
  change(how: (state: WatchState) => { state: WatchState; events: WatchEvent[] }): Promise<void>;
  /** Saves what is known, told or not, as long as the lease is ours. */
  close(): Promise<void>;
  /** Looks that wait to be read: Redis or whoever takes the events is slow. */
  readonly waiting: number;
}

/** Pause before an event that was not taken is offered again, ms. */
const againMs = 1_000;
const unknownSetting = { timeouts: null, class: 'unknown' } as const;

export async function openOutbox(routerId: string, post: WatchContext, signal: AbortSignal): Promise<Outbox> {
  const { setup, timing, worker } = post;
  const { store, log } = setup;
  const clock = makeRouterClock();
  const stored = await store.leases.state(routerId);
  let state = readWatchState(stored) ?? newWatchState;
  if (stored !== null && state === newWatchState)
    log.warn({ routerId }, 'what was known of a watched router does not read');
  let setting: RouterContext = { routerId, ...unknownSetting, toEpoch: clock.toEpoch };
  let settings = settingsOf(unknownSetting, timing.everyS);
  /** Since when nobody watched, until a run has told all there is. */
  let blind: { from: number | null; to: number | null; why: string } | null = null;
  let savedAt = 0;
  let waiting = 0;
  let tail: Promise<void> = Promise.resolve();

  const inOrder = (work: () => Promise<void>): Promise<void> => {
    waiting += 1;
    const done = tail.then(work).finally(() => {
      waiting -= 1;
    });
    tail = done.catch(() => {});
    return done;
  };

  async function save(): Promise<void> {
    signal.throwIfAborted();
    if (!(await store.leases.saveState(worker, routerId, state))) throw new LeaseLost();
    savedAt = post.now();
  }

  async function offer(event: WatchEvent): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      if (!(await post.holds(routerId))) throw new LeaseLost();
      try {
        return await setup.onEvent(event);
      } catch (error) {
        log.warn({ err: error, routerId, event: event.id }, 'an event was not taken; it is offered again');
        await sleep(againMs, undefined, { signal });
      }
    }
  }

  /** Saved before anybody is told, so that a crash in between tells it again and forgets nothing. */
  async function handOver(): Promise<void> {
    await save();
    if (state.outbox.length === 0) return;
    for (const event of state.outbox) await offer(event);
    state = { ...state, outbox: [] };
    await save();
  }

  function unwatched(unseen: number): WatchEvent[] {
    const { from, to, why } = blind ?? { from: null, to: null, why: '' };
    blind = null;
    if (from === null || to === null || (unseen === 0 && to - from < timing.blindMs)) return [];
    const id = eventId(routerId, 'unwatched', from);
    return [{ id, routerId, at: to, kind: 'unwatched', from, to: Math.max(from, to), why }];
  }

  async function read(look: Sample, receivedAt: number): Promise<void> {
    clock.sync(look.atS, receivedAt);
    const rebooted = look.begin !== null && state.house.boot !== null && look.begin !== state.house.boot;
    const { house, turns } = step(state.house, look, settings);
    const told = eventsOf(turns, house, state.gapAt, setting);
    if (look.begin !== null && blind) {
      blind = { ...blind, to: clock.toEpoch(look.atS), ...(rebooted && { why: 'reboot' }) };
    }
    const settled = turns.find((turn) => turn.kind === 'settled');
    const events = settled?.kind === 'settled' ? [...unwatched(settled.unseen), ...told.events] : told.events;
    state = {
      ...state,
      house,
      gapAt: told.gapAt,
      outbox: [...state.outbox, ...events],
      ...(blind === null && { heardAt: clock.toEpoch(look.atS) }),
    };
    if (events.length > 0 || turns.length > 0) await handOver();
    else if (post.now() - savedAt >= timing.saveMs) await save();
  }

  return {
    get state() {
      return state;
    },
    get waiting() {
      return waiting;
    },
    begin(known, why) {
      setting = { ...setting, ...known };
      settings = settingsOf(known, timing.everyS);
      blind = { from: blind?.from ?? state.heardAt, to: null, why };
    },
    look: (look, receivedAt) => inOrder(() => read(look, receivedAt)),
    change: (how) =>
      inOrder(async () => {
        const { state: next, events } = how(state);
        state = { ...next, outbox: [...next.outbox, ...events] };
        await handOver();
      }),
    async close() {
      await tail;
      await store.leases.saveState(worker, routerId, state);
    },
  };
}
