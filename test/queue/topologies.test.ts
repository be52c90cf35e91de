import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeDeliveries } from '../../src/deliveries/index.ts';
import { makeQueue } from '../../src/queue/index.ts';
import { connectRedis } from '../../src/redis/client/connect.ts';
import { makeSeal } from '../../src/redis/client/seal.ts';
import { openStore } from '../../src/store/store.ts';
import { aDelivery, makeChats } from '../support/chats.ts';
import { aJob, diagnosing } from '../support/jobs.ts';
import { quiet, until } from '../support/redis.ts';
import { anna, aPlan, aRouter } from '../support/samples.ts';

const seal = makeSeal(null);
const children: ChildProcess[] = [];
let dir: string;

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });

/** A redis-server on loopback; resolves once it answers. */
async function serve(...settings: string[]): Promise<{ port: number; redis: Redis }> {
  const port = await freePort();
  const own = await mkdtemp(join(dir, 'node-'));
  const config = join(own, 'redis.conf');
  await writeFile(
    config,
    [`port ${port}`, 'bind 127.0.0.1', `dir ${own}`, 'save ""', ...settings].join('\n'),
  );
  const mode = settings.some((line) => line.startsWith('sentinel')) ? ['--sentinel'] : [];
  children.push(spawn('redis-server', [config, ...mode], { stdio: 'ignore' }));
  const password = settings.find((line) => line.startsWith('requirepass '))?.split(' ')[1];
  const redis = new Redis({
    host: '127.0.0.1',
    port,
    maxRetriesPerRequest: null,
    ...(password && { password }),
  });
  redis.on('error', () => {});
  await redis.ping();
  return { port, redis };
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'pm-topology-'));
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await rm(dir, { recursive: true, force: true });
});

/** A bit of everything that takes more than one key. */
async function works(url: string, prefix: string): Promise<void> {
  const link = await connectRedis({ url }, { log: quiet });
  expect(link.prefix).toBe(prefix);
  const store = await openStore(link, { seal, log: quiet });
  expect(await store.people.claim(anna, 'Anna', (await store.people.openClaim()) ?? '')).toBe(true);
  expect(await store.routers.add(aRouter())).toBe(true);
  await store.plans.put(aPlan());
  expect((await store.plans.take('p1', 5_000)).was).toBe('open');
  await store.plans.finish('p1', 'applied');
  expect((await store.plans.applied('r1')).map(({ id }) => id)).toEqual(['p1']);
  expect(await store.withRouterLock('r1', 0, async () => 'held')).toBe('held');

  const queue = makeQueue(link, { seal, log: quiet });
  let ran = false;
  const worker = queue.runWorker(
    diagnosing(async () => {
      ran = true;
    }),
    { concurrency: 2 },
  );
  await queue.add(aJob('r1'), 'call-1');
  await until('the job ran', () => ran);

  const deliveries = makeDeliveries({ link, store, seal, log: quiet });
  const chats = makeChats();
  deliveries.runDeliverer(chats);
  await deliveries.send(aDelivery('1', 'a', 1));
  await deliveries.send(aDelivery('1', 'a', 2));
  await until('all is delivered', async () => (await deliveries.counts()).chats === 0);
  expect(chats.posted.map(({ key }) => key)).toEqual(['a']);
  await deliveries.close();
  await worker.close();
  await queue.close();
  await link.close();
}

it('works on a Redis Cluster, in one slot of it', async () => {
  const { port, redis } = await serve('cluster-enabled yes', 'cluster-announce-ip 127.0.0.1');
  await redis.call('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
  await until('the cluster is whole', async () =>
    String(await redis.call('CLUSTER', 'INFO')).includes('cluster_state:ok'),
  );
  await works(`redis+cluster://127.0.0.1:${port}`, '{pm}');
  const keys = await redis.keys('*');
  expect(keys.length).toBeGreaterThan(5);
  expect(keys.filter((key) => !key.startsWith('{pm}:'))).toEqual([]);
  redis.disconnect();
}, 60_000);

it('finds the master through Sentinel, in another database, with a password', async () => {
  const master = await serve('requirepass pass:word');
  master.redis.disconnect();
  const sentinel = await serve(
    `sentinel monitor home 127.0.0.1 ${master.port} 1`,
    'sentinel auth-pass home pass:word',
  );
  sentinel.redis.disconnect();
  await works(`redis+sentinel://:pass%3Aword@127.0.0.1:${sentinel.port}/home/2`, 'pm');
}, 60_000);

it('says that Redis does not answer', async () => {
  const url = `redis://127.0.0.1:${await freePort()}`;
  await expect(connectRedis({ url }, { log: quiet, withinMs: 300 })).rejects.toMatchObject({
    failure: { cause: 'redis', detail: expect.stringContaining('ECONNREFUSED') },
  });
});

it('says that the password is wrong', async () => {
  const { port, redis } = await serve('requirepass right');
  redis.disconnect();
  const url = `redis://:wrong@127.0.0.1:${port}`;
  await expect(connectRedis({ url }, { log: quiet, withinMs: 2_000 })).rejects.toMatchObject({
    failure: { cause: 'redis', detail: expect.stringMatching(/WRONGPASS|NOAUTH/) },
  });
});
