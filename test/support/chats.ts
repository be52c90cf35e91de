import type { Platform, Sent } from '../../src/chat/platform.ts';
import type { Delivery } from '../../src/model/delivery.ts';

export type Fate = 'fine' | 'later' | 'dead' | 'moved' | 'throws' | 'lost';

interface Posted {
  id: string;
  key: string;
  chat: string;
  /** Titles it showed, in order. */
  shown: string[];
}

/**
 * Chats as a platform keeps them: a message posted twice with one nonce (the key) is one message, an edit names the
 * message. `fate` decides what happens to each call; `lost`: the message is taken, the answer never arrives.
 */
export function makeChats(fate: (delivery: Delivery) => Fate = () => 'fine', id: Platform['id'] = 'discord') {
  const posted: Posted[] = [];
  const calls: { at: number; chat: string; key: string }[] = [];
  const movedTo = new Map<string, string>();
  const dead = new Set<string>();
  const wrong: string[] = [];
  let busy = 0;
  let most = 0;
  const inside = new Set<string>();

  function take({ key, to, reply }: Delivery, known: { message: string } | null): Sent {
    const found = posted.find((one) => (known ? one.id === known.message : one.key === key));
    if (known && found?.key !== key) wrong.push(`${key} was to repaint the message of ${found?.key}`);
    const message = found ?? { id: `m${posted.length}`, key, chat: to.chat, shown: [] };
    if (!found) posted.push(message);
    if (message.shown.at(-1) !== reply.title) message.shown.push(reply.title);
    return { kind: 'sent', message: message.id };
  }

  async function answer(delivery: Delivery, known: { message: string } | null): Promise<Sent> {
    const { chat } = delivery.to;
    const now = movedTo.get(chat);
    if (now !== undefined) return { kind: 'moved', chat: now };
    if (dead.has(chat)) {
      wrong.push(`${delivery.key} was sent to a dead chat`);
      return { kind: 'dead', why: 'blocked' };
    }
    switch (fate(delivery)) {
      case 'fine':
        return take(delivery, known);
      case 'lost':
        take(delivery, known);
        throw new Error('the connection broke');
      case 'throws':
        throw new Error('the connection broke');
      case 'later':
        return { kind: 'later', afterMs: 20, why: 'too many requests' };
      case 'dead':
        dead.add(chat);
        return { kind: 'dead', why: 'blocked' };
      case 'moved':
        movedTo.set(chat, `${chat}+`);
        return { kind: 'moved', chat: `${chat}+` };
    }
  }

  const deliver: Platform['deliver'] = async (delivery, known) => {
    const { chat } = delivery.to;
    calls.push({ at: Date.now(), chat, key: delivery.key });
    if (inside.has(chat)) wrong.push(`two deliveries to ${chat} at a time`);
    inside.add(chat);
    busy += 1;
    most = Math.max(most, busy);
    try {
      await new Promise((resolve) => setTimeout(resolve, 1));
      return await answer(delivery, known);
    } finally {
      busy -= 1;
      inside.delete(chat);
    }
  };
  return { id, deliver, posted, calls, wrong, dead, mostAtATime: () => most };
}

export const aDelivery = (
  chat: string,
  key: string,
  revision: number,
  more: Partial<Delivery> = {},
): Delivery => ({
  key,
  to: { platform: 'discord', chat },
  reply: { tone: 'info', title: `${key} ${revision}`, blocks: [], buttons: [] },
  revision,
  ...more,
});
