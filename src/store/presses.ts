import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { pressSchema } from '../model/button.ts';
import { pressOfLine } from '../model/first-release.ts';
import { recordKind } from '../redis/client/record.ts';
import type { Store } from './store.types.ts';
import { type StoreContext, tryRead, write } from './store-context.ts';

const keptS = 60 * 24 * 3600;

/** The first release kept the command line itself. */
const kind = recordKind('press', pressSchema, [(line) => pressOfLine(z.string().parse(line))]);

/**
 * What buttons stand for. The id is a keyed hash of that: a repainted message keeps its ids, nobody outside can
 * work them out, and nothing is stored twice. 16 characters of base64url, 96 bits.
 */
export function presses(shelf: StoreContext): Store['presses'] {
  const { redis, key } = shelf;
  let known: string | null = null;
  const hashKey = async (): Promise<string> => {
    await redis.set(key('press-key'), randomBytes(32).toString('base64'), 'NX');
    known = await redis.get(key('press-key'));
    if (known === null) throw new Error('the key of presses is gone');
    return known;
  };
  return {
    put: async ({ command, args }) => {
      const press = { command, args: Object.fromEntries(Object.entries(args).sort()) };
      const id = createHmac('sha256', known ?? (await hashKey()))
        .update(JSON.stringify(press))
        .digest('base64url')
        .slice(0, 16);
      await redis.set(key('press', id), write(shelf, kind, `press:${id}`, press), 'EX', keptS);
      return id;
    },
    get: async (id) => {
      if (!/^[\w-]{1,32}$/.test(id)) return null;
      const stored = await redis.get(key('press', id));
      return stored === null ? null : (tryRead(shelf, kind, `press:${id}`, stored)[0] ?? null);
    },
  };
}
