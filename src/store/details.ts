import { randomBytes } from 'node:crypto';
import { replyOfFirst } from '../model/first-release.ts';
import { replySchema } from '../model/message.ts';
import { recordKind } from '../redis/client/record.ts';
import type { Store } from './store.types.ts';
import { read, type StoreContext, write } from './store-context.ts';

const keptS = 30 * 24 * 3600;

const kind = recordKind('long answer', replySchema, [replyOfFirst]);

/** Long forms of answers, behind **Details**. */
export function details(shelf: StoreContext): Store['details'] {
  const { redis, key } = shelf;
  return {
    put: async (reply) => {
      const id = randomBytes(9).toString('base64url');
      await redis.set(key('details', id), write(shelf, kind, `details:${id}`, reply), 'EX', keptS);
      return id;
    },
    get: async (id) => {
      const stored = await redis.get(key('details', id));
      return stored === null ? null : read(shelf, kind, `details:${id}`, stored);
    },
  };
}
