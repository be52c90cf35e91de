import { Redis } from 'ioredis';
import { clientName } from '../client/connect.ts';

/** One question to a server on `socket`: no reconnecting, no waiting until it has loaded. */
export async function ask<T>(socket: string, question: (redis: Redis) => Promise<T>): Promise<T> {
  const redis = new Redis({
    path: socket,
    lazyConnect: true,
    enableReadyCheck: false,
    enableOfflineQueue: false,
    retryStrategy: null,
    maxRetriesPerRequest: 0,
    connectTimeout: 2_000,
    commandTimeout: 5_000,
  });
  redis.on('error', () => {});
  try {
    await redis.connect();
    return await question(redis);
  } finally {
    redis.disconnect();
  }
}

/** Whether a server answers there: `loading` while it reads its file, `null` when nobody does. */
export async function answers(socket: string): Promise<'ready' | 'loading' | null> {
  try {
    await ask(socket, (redis) => redis.ping());
    return 'ready';
  } catch (error) {
    return error instanceof Error && error.message.startsWith('LOADING') ? 'loading' : null;
  }
}

/** Process id of a living bot that uses the server there; `null` when nobody does. */
export async function userOf(socket: string): Promise<number | null> {
  const clients = await ask(socket, (redis) => redis.client('LIST'));
  const found = new RegExp(`\\bname=${clientName}(\\d+)`).exec(String(clients));
  return found ? Number(found[1]) : null;
}
