import { afterAll, expect, test } from 'vitest';
import { serveHttp } from '../../src/app/http.ts';
import { quiet } from '../support/redis.ts';

let ping: () => Promise<boolean> = async () => true;
let downSince: readonly (number | null)[] | null = null;
const server = await serveHttp(
  { host: '127.0.0.1', port: 0 },
  { isAlive: () => ping(), downSince: () => downSince, numbers: async () => ({ jobs_waiting: 3 }) },
  quiet,
);
afterAll(() => server.close());

const get = (path: string) => fetch(`http://127.0.0.1:${server.port}${path}`);

test('healthy while Redis answers', async () => {
  ping = async () => true;
  expect((await get('/healthz')).status).toBe(200);
});

test.each([
  ['refuses', () => Promise.reject(new Error('READONLY'))],
  ['is away, so that the question waits for it', () => new Promise<boolean>(() => {})],
] as const)('ill when Redis %s', async (_, away) => {
  ping = away;
  const { status } = await get('/healthz');
  expect(status).toBe(503);
});

const minute = 60_000;

test.each<[string, readonly (number | null)[] | null, number, number]>([
  ['a worker', null, 200, 200],
  ['both platforms are connected', [null, null], 200, 200],
  ['one of two is away for an hour', [60, null], 200, 200],
  ['both are away for four minutes', [4, 4], 200, 503],
  ['the second has been away for four minutes', [60, 4], 200, 503],
  ['both are away for six minutes', [60, 6], 503, 503],
  ['the bot has not come so far', [], 200, 503],
])('%s', async (_, awayMinutes, health, readiness) => {
  ping = async () => true;
  downSince = awayMinutes?.map((one) => (one === null ? null : performance.now() - one * minute)) ?? null;
  expect((await get('/healthz')).status).toBe(health);
  expect((await get('/readyz')).status).toBe(readiness);
});

test('not ready without Redis', async () => {
  downSince = [null];
  ping = async () => false;
  expect((await get('/readyz')).status).toBe(503);
});

test('metrics in Prometheus’ format, and nothing else', async () => {
  expect(await (await get('/metrics')).text()).toContain('pushmedic{what="jobs_waiting"} 3');
  expect((await get('/')).status).toBe(404);
});
