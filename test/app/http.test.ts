import { afterAll, expect, test } from 'vitest';
import { serveHttp } from '../../src/app/http.ts';
import { quiet } from '../support/redis.ts';

let ping: () => Promise<boolean> = async () => true;
const server = await serveHttp(
  { host: '127.0.0.1', port: 0 },
  { isAlive: () => ping(), numbers: async () => ({ jobs_waiting: 3 }) },
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

test('metrics in Prometheus’ format, and nothing else', async () => {
  expect(await (await get('/metrics')).text()).toContain('pushmedic{what="jobs_waiting"} 3');
  expect((await get('/')).status).toBe(404);
});
