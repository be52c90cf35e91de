import type { AccountId } from '../../model/address.ts';
import type { Delivery } from '../../model/delivery.ts';
import type { Log } from '../../model/log.ts';
import type { Host, Platform, Sent } from '../platform.ts';
import type { Recent } from '../recent.ts';
import type { Turns } from '../turns.ts';
import { isMessageGone, isNotModified, sentFrom } from './errors.ts';
import { progressMs } from './limits.ts';
import { readId } from './message-id.ts';
import { paint, readersOf } from './paint.ts';
import type { RetryAfter } from './retry-after.ts';
import { mentionOf, type Rich, textOf } from './rich.ts';
import { show } from './show.ts';
import type { Transport } from './transport.ts';
import type { Typing } from './typing.ts';

interface Sending {
  host: Host;
  wire: Transport;
  turns: Turns;
  typing: Typing;
  holds: Pick<RetryAfter, 'left'>;
  standing: Recent<string>;
  progressMs: { person: number; group: number } | undefined;
  log: Log;
  isOpen(): boolean;
}

/** Calls somebody in a group that they may have muted; nothing for an account of another platform. */
function callOf(account: AccountId): Rich | undefined {
  const id = /^telegram:(\d+)$/.exec(account)?.[1];
  return id === undefined ? undefined : mentionOf(Number(id), textOf('🔔', 2));
}

/** Posts, or repaints the message that stands for the delivery's key. */
export function makeSend(on: Sending): Platform['deliver'] {
  const { host, wire, turns, typing, standing, log } = on;
  const pace = on.progressMs ?? progressMs;

  return async (delivery, known) => {
    if (!on.isOpen()) return { kind: 'later', afterMs: 1_000, why: 'not connected to Telegram yet' };
    const { key, to, transient } = delivery;
    const held = on.holds.left(to.chat);
    if (held > 0) return { kind: 'later', afterMs: held, why: 'this chat was told to wait' };
    const isGroup = to.group ?? to.chat.startsWith('-');
    const wait = pace[isGroup ? 'group' : 'person'] - turns.since(key);
    if (transient && wait > 0) return { kind: 'later', afterMs: wait, why: 'progress is paced', paced: true };
    const stands = () => standing.get(key) ?? known?.message ?? to.message;
    const painted = await turns.paint(key, delivery.revision, () => send(delivery, stands(), isGroup));
    return painted ?? { kind: 'sent', message: stands() ?? '' };
  };

  async function send(delivery: Delivery, stands: string | undefined, isGroup: boolean): Promise<Sent> {
    const { to, key, reply, silent, notify } = delivery;
    const place = { chat: to.chat, thread: to.thread };
    try {
      const called = isGroup && notify ? callOf(notify) : undefined;
      const painted = await paint(reply, readersOf(place, isGroup), host, called);
      const id = delivery.transient
        ? await progress(place.chat, stands, painted)
        : await show(wire, place, painted, {
            log,
            known: stands,
            how: { silent },
            partly: (part) => standing.set(key, part),
          });
      if (id !== '') standing.set(key, id);
      if (reply.tone !== 'working') typing.end(key);
      return { kind: 'sent', message: id };
    } catch (error) {
      return sentFrom(error);
    }
  }

  /** Progress alone is not worth a new message; the result will be. */
  async function progress(
    chat: string,
    stands: string | undefined,
    painted: Awaited<ReturnType<typeof paint>>,
  ): Promise<string> {
    const id = readId(stands);
    if (id === null) return '';
    await wire.edit(chat, id.text, painted).catch((error: unknown) => {
      if (!isNotModified(error) && !isMessageGone(error)) throw error;
    });
    return stands ?? '';
  }
}
