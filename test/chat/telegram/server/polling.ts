import type { ServerResponse } from 'node:http';
import type { ParamsOf } from './params.ts';
import { conflict } from './refusal.ts';
import type { Update, World } from './world.ts';

interface Waiting {
  answer(updates: Update[]): void;
  refuse(error: unknown): void;
}

/** The updates that wait for the bot. Asking with a higher offset confirms those below it. */
export function makePolling(world: World) {
  let queue: Update[] = [];
  let allowed: readonly string[] = ['message', 'callback_query', 'my_chat_member'];
  let nextId = 500_000_000;
  let waiting: Waiting | null = null;

  const batch = (offset: number, limit: number) =>
    queue.filter(({ update_id }) => update_id >= offset).slice(0, limit);

  const give = (updates: Update[]) => {
    for (const update of updates) update.delivered();
    return updates.map(({ update_id, kind, body }) => ({ update_id, [kind]: body }));
  };

  async function getUpdates(given: ParamsOf<'getUpdates'>, response: ServerResponse): Promise<object[]> {
    if (world.webhook !== null)
      throw conflict(
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      );
    waiting?.refuse(
      conflict('terminated by other getUpdates request; make sure that only one bot instance is running'),
    );
    waiting = null;
    const { offset = 0, limit = 100, timeout = 0 } = given;
    if (timeout > 50) world.violate('timeout', String(timeout));
    if (given.allowed_updates) allowed = given.allowed_updates;
    queue = queue.filter(({ update_id }) => update_id >= offset);
    const there = batch(offset, limit);
    if (there.length > 0 || timeout === 0) return give(there);
    return new Promise((resolve, reject) => {
      const end = (updates: Update[]) => {
        clearTimeout(timer);
        if (waiting === mine) waiting = null;
        resolve(give(updates));
      };
      const mine: Waiting = {
        answer: () => end(batch(offset, limit)),
        refuse: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      };
      const timer = setTimeout(() => end([]), timeout * 1_000);
      waiting = mine;
      response.on('close', () => {
        clearTimeout(timer);
        if (waiting === mine) waiting = null;
      });
    });
  }

  return {
    getUpdates,
    /** Something happened. What the bot did not ask for is left out. */
    push(kind: Update['kind'], body: object, delivered: () => void = () => undefined): void {
      if (!allowed.includes(kind)) return;
      nextId += 1;
      queue.push({ update_id: nextId, kind, body, delivered });
      const open = waiting;
      // In one batch with what happens in the same moment.
      setImmediate(() => open === waiting && open?.answer([]));
    },
    /** Updates that the bot has not confirmed. */
    unconfirmed: () => queue.length,
    isPolled: () => waiting !== null,
    end(): void {
      waiting?.answer([]);
    },
  };
}

export type Polling = ReturnType<typeof makePolling>;
