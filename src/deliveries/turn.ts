import type { Platform, Sent } from '../chat/platform.ts';
import type { CommandStores } from '../chat/stores.ts';
import type { PlatformId } from '../model/address.ts';
import type { Delivery } from '../model/delivery.ts';
import type { Log } from '../model/log.ts';
import type { InFlight, Lanes } from './lanes.ts';
import { type Limits, waitFor } from './limits.ts';

/** What a turn on a chat's lane needs. */
export interface TurnContext {
  platform: PlatformId;
  lanes: Lanes;
  store: Pick<CommandStores, 'messages' | 'targets'>;
  limits: Limits;
  /** The platform's, within its overall limit; rejects when the deliverer closes before it was begun. */
  deliver: Platform['deliver'];
  /** Has the lane of another chat worked on. */
  wake(chat: string, turn: string): Promise<void>;
  log: Log;
}

/** How a turn ended: nothing is left, it goes on in `afterMs`, or it was broken off and goes on elsewhere. */
export type TurnEnd = { kind: 'empty' } | { kind: 'wait'; afterMs: number } | { kind: 'stopped' };

/** Tries with an unexpected error until a message is put aside: 1, 2, 4 and 8 s apart. */
const mostTries = 5;

/** Delivers one message; or says how long to wait until it is tried (again), or where the chat went. */
async function one(
  post: TurnContext,
  chat: string,
  flight: InFlight,
): Promise<{ afterMs: number } | { movedTo: string } | null> {
  const { lanes, store, limits, log, platform } = post;
  const { delivery } = flight;
  if (!delivery) return lanes.refuse(chat, flight, flight.unread).then(() => null);
  const known = await store.messages.get(delivery.key);
  const isOld = known !== null && known.revision >= delivery.revision;
  if (isOld || (await store.targets.isDead({ platform, chat })))
    return lanes.over(chat, flight).then(() => null);
  const rates = limits.chat({ ...delivery.to, chat });
  const afterMs = waitFor(rates, await lanes.times(chat), Date.now());
  if (afterMs > 0) return { afterMs };
  const sent = await attempt(post, chat, delivery, known);
  if (sent.kind === 'later') {
    if (sent.paced && (await lanes.giveWay(chat, flight))) return null;
    log.debug({ platform, key: delivery.key, ...sent }, 'a delivery waits');
    return { afterMs: Math.max(0, sent.afterMs) };
  }
  if (sent.kind === 'moved') return { movedTo: sent.chat };
  if (sent.kind === 'dead') {
    log.info({ platform, chat, why: sent.why }, 'a chat takes no more messages');
    await store.targets.markDead({ platform, chat }, sent.why);
    return lanes.over(chat, flight).then(() => null);
  }
  if (sent.kind === 'sent')
    return lanes.over(chat, flight, { message: sent.message, rates, now: Date.now() }).then(() => null);
  const tries = await lanes.failed(chat);
  log.warn({ err: sent.error, platform, key: delivery.key, tries }, 'a delivery failed unexpectedly');
  if (tries < mostTries) return { afterMs: 1_000 * 2 ** (tries - 1) };
  return lanes.refuse(chat, flight, sent.error).then(() => null);
}

/** Thrown through when the deliverer closes: the message was not begun. */
export const stopped = Symbol('the deliverer closes');

async function attempt(
  { deliver }: TurnContext,
  chat: string,
  delivery: Delivery,
  known: Parameters<Platform['deliver']>[1],
): Promise<Sent | { kind: 'threw'; error: unknown }> {
  try {
    const sent = await deliver({ ...delivery, to: { ...delivery.to, chat } }, known);
    if (sent.kind === 'moved' && sent.chat === chat) throw new Error('a chat cannot move to where it is');
    return sent;
  } catch (error) {
    if (error === stopped) throw error;
    return { kind: 'threw', error };
  }
}

async function moveTo({ lanes, wake }: TurnContext, from: string, to: string): Promise<TurnEnd> {
  const next = await lanes.move(from, to);
  if (next !== null) await wake(to, next);
  return { kind: 'empty' };
}

/** Delivers what waits for a chat, in order, until nothing does or it must wait. */
export async function takeTurn(
  post: TurnContext,
  chat: string,
  turn: string,
  isStopped: () => boolean,
): Promise<TurnEnd> {
  const { lanes, store, platform } = post;
  try {
    while (!isStopped()) {
      const now = await store.targets.resolve({ platform, chat });
      if (now.chat !== chat) return moveTo(post, chat, now.chat);
      const flight = await lanes.next(chat, turn);
      if (!flight) return { kind: 'empty' };
      const next = await one(post, chat, flight);
      if (next && 'movedTo' in next) return moveTo(post, chat, next.movedTo);
      if (next) return { kind: 'wait', ...next };
    }
  } catch (error) {
    if (error !== stopped) throw error;
  }
  return { kind: 'stopped' };
}
