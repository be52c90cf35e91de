import type { Address } from '../../model/address.ts';
import type { Delivery } from '../../model/delivery.ts';
import type { Host, Platform, Sent } from '../platform.ts';
import type { Recent } from '../recent.ts';
import type { Turns } from '../turns.ts';
import { isSpent, isUnknownChannel, isUnknownMessage, sentFrom } from './errors.ts';
import { tokenMs } from './limits.ts';
import { paint, readersOf } from './paint.ts';
import type { Wire } from './rest-options.ts';

interface Sending {
  host: Host;
  turns: Turns;
  standing: Recent<string>;
  now: () => number;
  progressMs: number;
  /** Null until logged in for the first time. */
  line: () => { wire: Wire; appId: string } | null;
}

/** The interaction's token while it can still be used, and what it is for. */
const liveToken = (to: Address, now: number): string | null =>
  to.token !== undefined && now - (to.tokenAt ?? 0) < tokenMs ? to.token : null;

/**
 * Posts or repaints. While an interaction's token lives, the acknowledged (or pressed) message is repainted;
 * after that the result becomes a new message that refers to it, and the new one is repainted from then on.
 */
export function makeSend({ host, turns, standing, now, progressMs, line }: Sending): Platform['deliver'] {
  return async (delivery, known) => {
    const open = line();
    if (open === null) return { kind: 'later', afterMs: 1_000, why: 'not connected to Discord yet' };
    const wait = progressMs - turns.since(delivery.key);
    if (delivery.transient && wait > 0)
      return { kind: 'later', afterMs: wait, why: 'progress is paced', paced: true };
    const painted = await turns.paint(delivery.key, delivery.revision, () => {
      // Its "working" may have been posted since the delivery was taken up.
      const stands = standing.get(delivery.key);
      return send(open, delivery, stands === undefined ? known : { message: stands });
    });
    return painted ?? { kind: 'sent', message: known?.message ?? delivery.to.message ?? '' };
  };

  async function send(
    open: { wire: Wire; appId: string },
    delivery: Delivery,
    known: { message: string } | null,
  ): Promise<Sent> {
    try {
      return await (byToken(open, delivery, known) ?? inChannel(open.wire, delivery, known));
    } catch (error) {
      if (!isUnknownChannel(error)) return sentFrom(error);
      return movedToDirect(open.wire, delivery.to.chat, error);
    }
  }

  function byToken(
    { wire, appId }: { wire: Wire; appId: string },
    delivery: Delivery,
    known: { message: string } | null,
  ): Promise<Sent> | null {
    const { to, reply } = delivery;
    const token = liveToken(to, now());
    const continued = known !== null && known.message !== '' && known.message !== to.message;
    if (token === null || (continued && to.message !== undefined)) return null;
    return paint(reply, readersOf(to, true), host)
      .then((message) => wire.editByToken(appId, token, message))
      .then(({ id }): Sent => ({ kind: 'sent', message: id }))
      .catch((error: unknown) => {
        if (isSpent(error)) return inChannel(wire, delivery, known);
        throw error;
      });
  }

  async function inChannel(wire: Wire, delivery: Delivery, known: { message: string } | null): Promise<Sent> {
    const { to, reply, key, transient, silent, notify } = delivery;
    const message = await paint(reply, readersOf(to, false), host);
    const own = to.token === undefined ? (known?.message ?? to.message) : continuation(to, known);
    if (own !== undefined && own !== '') {
      try {
        return { kind: 'sent', message: (await wire.edit(to.chat, own, message)).id };
      } catch (error) {
        if (!isUnknownMessage(error)) throw error;
      }
    }
    /** Progress alone is not worth a new message; the result will be. */
    if (transient) return { kind: 'sent', message: known?.message ?? to.message ?? '' };
    const replyTo = to.ephemeral ? undefined : to.message;
    const posted = await wire.post(to.chat, message, key, {
      ...(replyTo === undefined ? {} : { replyTo }),
      ...(silent === undefined ? {} : { silent }),
      ...(to.group && notify?.startsWith('discord:') ? { notify: notify.slice('discord:'.length) } : {}),
    });
    return { kind: 'sent', message: posted.id };
  }

  /** `chat` may be a person: then the answer is the channel of their direct messages. */
  async function movedToDirect(wire: Wire, chat: string, unknownChannel: unknown): Promise<Sent> {
    try {
      return { kind: 'moved', chat: await wire.openDirect(chat) };
    } catch (error) {
      return sentFromOr(error, unknownChannel);
    }
  }
}

/** The message posted in a channel after the token had died, as opposed to the acknowledged one. */
const continuation = (to: Address, known: { message: string } | null): string | undefined =>
  known !== null && known.message !== to.message ? known.message : undefined;

function sentFromOr(error: unknown, other: unknown): Sent {
  try {
    return sentFrom(error);
  } catch {
    return sentFrom(other);
  }
}
