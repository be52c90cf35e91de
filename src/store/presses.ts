import { createHmac, randomBytes } from 'node:crypto';
import type { Store } from './store.types.ts';
import type { StoreContext } from './store-context.ts';

const keptS = 60 * 24 * 3600;

/**
 * Command lines of buttons. The id is a keyed hash of the line: a repainted message keeps its ids, nobody outside can
 * work them out, and nothing is stored twice. 16 characters of base64url, 96 bits.
 */
export function presses(shelf: StoreContext): Store['presses'] {
  const { redis, key, seal } = shelf;
  let known: string | null = null;
  const hashKey = async (): Promise<string> => {
    await redis.set(key('press-key'), randomBytes(32).toString('base64'), 'NX');
    known = await redis.get(key('press-key'));
    if (known === null) throw new Error('the key of presses is gone');
    return known;
  };
  return {
    put: async (command) => {
      const id = createHmac('sha256', known ?? (await hashKey()))
        .update(command)
        .digest('base64url')
        .slice(0, 16);
      await redis.set(key('press', id), seal.close(`press:${id}`, command), 'EX', keptS);
      return id;
    },
    get: async (id) => {
      if (!/^[\w-]{1,32}$/.test(id)) return null;
      const stored = await redis.get(key('press', id));
      return stored === null ? null : seal.open(`press:${id}`, stored);
    },
  };
}
