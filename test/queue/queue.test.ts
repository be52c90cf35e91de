import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { Failed, type Failure } from '../../src/model/failure.ts';
import type { Run } from '../../src/queue/handler.ts';
import { makeQueue, type Queue } from '../../src/queue/index.ts';
import type { JobHandlers, JobWorker } from '../../src/queue/worker.ts';
import { makeSeal } from '../../src/redis/client/seal.ts';
import { nextMessage, runChild } from '../support/child.ts';
import { aJob, diagnosing } from '../support/jobs.ts';
import { quiet, type TestRedis, testRedis, until } from '../support/redis.ts';

let redis: TestRedis;
let queue: Queue;
const workers: JobWorker[] = [];
const work = (diagnose: JobHandlers['diagnose'], from = queue, concurrency = 4) => {
  const worker = from.runWorker(diagnosing(diagnose), { concurrency, lockMs: 2_000, lookMs: 1_000 });
  workers.push(worker);
  return worker;
};
const idle = async () => {
  const { waiting, active, delayed } = await queue.counts();
  return waiting + active + delayed === 0;
};

beforeAll(async () => {
  redis = await testRedis();
});
afterAll(() => redis.close());
beforeEach(async () => {
  await redis.link.redis.flushall();
  queue = makeQueue(redis.link, { seal: makeSeal('a secret of the house'), log: quiet });
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.close({ graceMs: 0 })));
  await queue.close();
});

it('runs a job once however often its call came in, also after it was done', async () => {
  const ran: string[] = [];
  work(async (job, { id }) => void ran.push(`${job.routerId} ${id}`));
  const ids = await Promise.all(Array.from({ length: 50 }, () => queue.add(aJob('r1'), 'call-1')));
  expect(new Set(ids).size).toBe(1);
  await until('it ran', () => ran.length > 0);
  await until('it is over', idle);
  expect(await queue.add(aJob('r1'), 'call-1')).toBe(ids[0]);
  const other = await queue.add(aJob('r2'), 'call-2');
  await until('the other ran', () => ran.length > 1);
  expect(ran).toEqual([`r1 ${ids[0]}`, `r2 ${other}`]);
});

it('keeps what crosses Redis sealed', async () => {
  const id = await queue.add(aJob('canary'), 'call-1');
  const stored = JSON.stringify(await redis.link.redis.hgetall(`pm:jobs:${id}`));
  expect(stored).toContain('sealed:1:');
  expect(stored).not.toMatch(/canary|Anna/);
});

it('tries again what can heal, tells when the try is the last, and nothing else', async () => {
  const failures: Record<string, Failure> = {
    heals: { cause: 'router-busy', router: 'Home' },
    stays: { cause: 'plan-gone' },
  };
  const runs: Record<string, Pick<Run, 'attempt' | 'isLast'>[]> = { heals: [], stays: [], bug: [] };
  work(async ({ routerId }, { attempt, isLast }) => {
    runs[routerId]?.push({ attempt, isLast });
    const failure = failures[routerId];
    if (!failure) throw new Error('secret of the router');
    if (routerId === 'heals' && attempt === 3) return;
    throw new Failed(failure);
  });
  for (const routerId of Object.keys(runs)) await queue.add(aJob(routerId), routerId);
  await until('all is over', idle, 40_000);
  expect(runs.heals).toEqual([1, 2, 3].map((attempt) => ({ attempt, isLast: false })));
  expect(runs.stays).toHaveLength(1);
  expect(runs.bug).toHaveLength(1);
  const keys = (await redis.link.redis.keys('pm:jobs:diagnose-*')).filter((key) => !key.endsWith(':lock'));
  const stored = JSON.stringify(await Promise.all(keys.map((key) => redis.link.redis.hgetall(key))));
  expect(stored).toContain('plan-gone');
  expect(stored).not.toContain('secret of the router');
}, 60_000);

it('tells who registers a router after two tries, as an address may be mistyped', async () => {
  const runs: Pick<Run, 'attempt' | 'isLast'>[] = [];
  const handlers: JobHandlers = {
    ...diagnosing(() => Promise.reject(new Error('not asked for'))),
    register: async (_, { attempt, isLast }) => {
      runs.push({ attempt, isLast });
      throw new Failed({ cause: 'router-busy', router: 'Home' });
    },
  };
  workers.push(queue.runWorker(handlers, { concurrency: 1, lockMs: 2_000, lookMs: 1_000 }));
  const target = { user: 'root', host: '192.168.1.1', port: 22 };
  await queue.add({ kind: 'register', asker: aJob('').asker, name: 'home', target }, 'call-1');
  await until('it was given up', async () => (await queue.counts()).failed === 1, 20_000);
  expect(runs).toEqual([
    { attempt: 1, isLast: false },
    { attempt: 2, isLast: true },
  ]);
});

it('starts a delayed job when its time has come', async () => {
  await queue.add(aJob('r1'), 'later', 300);
  expect(await queue.counts()).toMatchObject({ delayed: 1, waiting: 0 });
  let ran = false;
  work(async () => {
    ran = true;
  });
  await until('it ran', () => ran);
});

it('hands the job of a killed worker to the next', async () => {
  const child = await runChild('worker.ts', [redis.server.socket]);
  const plain = makeQueue(await redis.connect(), { seal: makeSeal(null), log: quiet });
  const id = await plain.add(aJob('r1'), 'call-1');
  expect(await nextMessage(child)).toEqual({ id, routerId: 'r1' });
  child.kill('SIGKILL');
  const ran: Run[] = [];
  work(async (_, run) => void ran.push(run), plain);
  await until('another worker ran it', () => ran.length > 0);
  expect(ran).toMatchObject([{ id, attempt: 2, isLast: false }]);
  await until('it is over', idle);
}, 40_000);

it('lets running jobs end before it closes', async () => {
  let ended = false;
  const started = new Promise<void>((resolve) => {
    work(async () => {
      resolve();
      await new Promise((done) => setTimeout(done, 200));
      ended = true;
    });
  });
  await queue.add(aJob('r1'), 'call-1');
  await started;
  await workers[0]?.close({ graceMs: 10_000 });
  expect(ended).toBe(true);
  expect(await idle()).toBe(true);
});

it('gives a job that does not end in time back at once, for another worker, and takes no try from it', async () => {
  const runs: Run[] = [];
  const stopped: unknown[] = [];
  work((_, run) => {
    runs.push(run);
    return new Promise((__, reject) => {
      run.signal.addEventListener('abort', () => {
        stopped.push(run.signal.reason);
        reject(new Error('stopped'));
      });
    });
  });
  await queue.add(aJob('r1'), 'call-1');
  await until('it runs', () => runs.length === 1);
  await workers[0]?.close({ graceMs: 0 });
  expect(stopped).toHaveLength(1);
  expect(await queue.counts()).toMatchObject({ waiting: 1, active: 0, failed: 0 });
  work(async (_, run) => void runs.push(run));
  await until('another ran it', () => runs.length === 2);
  expect(runs[1]).toMatchObject({ id: runs[0]?.id, isLast: false });
});

it('loses no job when Redis is killed in mid-work', async () => {
  const ran = new Set<string>();
  work(async ({ routerId }) => {
    await new Promise((resolve) => setTimeout(resolve, 30));
    ran.add(routerId);
  });
  const names = Array.from({ length: 60 }, (_, i) => `r${i}`);
  const adding = Promise.all(names.map((name) => queue.add(aJob(name), name)));
  await until('work has begun', () => ran.size > 5);
  redis.kill();
  const late = queue.add(aJob('late'), 'late');
  await Promise.all([adding, late]);
  await until('all jobs ran', () => [...names, 'late'].every((name) => ran.has(name)), 40_000);
  await until('nothing is left', idle);
}, 60_000);

it('closes while Redis is away', async () => {
  const lone = await testRedis();
  const away = makeQueue(lone.link, { seal: makeSeal(null), log: quiet });
  const worker = work(async () => {}, away);
  await away.add(aJob('r1'), 'call-1');
  await lone.server.stop();
  await until('the connection is lost', () => lone.link.redis.status === 'reconnecting');
  await worker.close({ graceMs: 0 });
  await away.close();
  await lone.close();
});
