import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Core, makeWorkerContext, openCore, startWorkers } from '../../src/app/wiring.ts';
import { type DemoRouter, startDemoRouter } from '../../src/demo/router.ts';
import type { Job } from '../../src/model/job.ts';
import type { Reply } from '../../src/model/message.ts';
import { parseAllow } from '../../src/ssh/address.ts';
import { readIdentity } from '../../src/ssh/identity.ts';
import { makeKeyPair } from '../../src/ssh/key-pair.ts';
import { readWatchState } from '../../src/watch/state.ts';
import { speak } from '../../src/words/words.ts';
import { relay, type Stand } from '../ssh/server.ts';
import { quiet, until } from '../support/redis.ts';
import { anna, aRouter } from '../support/samples.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const say = speak('en');
const to = { platform: 'discord' as const, chat: '1' };
const asker = { account: anna, personName: 'Anna', to, language: 'en' as const };
const identity = readIdentity(makeKeyPair('pushmedic').private, 'test');

let dataDir: string;
let core: Core;
let work: ReturnType<typeof startWorkers>;
/** Two routers with one host key behind one address, of which the second does not let the bot in. */
let home: DemoRouter;
let locked: DemoRouter;
let stand: Stand | null;
let shown: Reply[];
const ends: (() => Promise<void>)[] = [];

beforeEach(async () => {
  shown = [];
  dataDir = await mkdtemp(join(tmpdir(), 'pm-silent-'));
  const hostKey = makeKeyPair();
  core = await openCore({ redisUrl: null, dataDir, secret: null, timezone: 'UTC' }, quiet);
  home = await startDemoRouter({ identityKeys: [identity.publicLine], hostKey });
  locked = await startDemoRouter({ identityKeys: [], hostKey });
  stand = await relay(home.target.port);
  const router = aRouter({ ...home.target, port: stand.target.port, hostKey: home.hostKey });
  await core.store.routers.add(router);
  await core.store.people.setOwners([anna]);
  const allow = parseAllow('127.0.0.1/32');
  const context = makeWorkerContext(core, { identity, allow, log: quiet });
  work = startWorkers(core, context);
  const deliverer = core.deliveries.runDeliverer(
    {
      id: 'discord',
      async deliver({ key, reply }) {
        shown.push(reply);
        return { kind: 'sent', message: key };
      },
    },
    { limits: { overall: null, chat: () => [] } },
  );
  ends.push(
    () => core.close(),
    () => deliverer.close(),
    () => context.close(),
    () => work.close({ graceMs: 0 }),
  );
});
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  await stand?.stop();
  await home.close();
  await locked.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function leads(router: DemoRouter | null): Promise<void> {
  const port = stand?.target.port ?? (await core.store.routers.get('r1'))?.port;
  await stand?.stop();
  stand = router === null ? null : await relay(router.target.port, undefined, port);
}

async function ask(job: Job, call: string): Promise<Reply> {
  const before = shown.length;
  await core.queue.add(job, call);
  const isOver = () => shown.slice(before).some(({ tone }) => tone !== 'working');
  await until('the answer', isOver, 60_000);
  return shown.slice(before).find(({ tone }) => tone !== 'working') ?? Promise.reject(new Error('none'));
}
const watchOn = (call: string) => ask({ kind: 'watch', asker, routerId: 'r1', keepFixed: false }, call);
const watched = async () => (await core.store.watches.of('r1')).length;
const isWatching = () => until('it watches', () => work.watchers.counts().watching === 1, 30_000);
const labels = ({ buttons }: Reply) => buttons.map(({ label }) => label);

test('/watch on says Watching when it has logged in, and then it is watched', async () => {
  const answer = await watchOn('1');
  expect(answer).toMatchObject({ tone: 'good', title: say('watch.on.title', { router: 'Home' }) });
  await isWatching();
});

test('our key is missing: nothing is watched, and what to do is said; once it is there, it is', async () => {
  await leads(locked);
  const answer = await watchOn('1');
  expect(answer).toMatchObject({ tone: 'bad', title: say('watch.not.title', { router: 'Home' }) });
  expect(JSON.stringify(answer.blocks)).toContain('/router key');
  expect(labels(answer)).toEqual([say('button.try-again')]);
  expect(await watched()).toBe(0);
  await leads(home);
  expect((await watchOn('2')).tone).toBe('good');
});

test('another host key: the owner may trust it there and then', async () => {
  await core.store.routers.update('r1', {
    hostKey: { type: 'ssh-ed25519', sha256: `SHA256:${'0'.repeat(43)}` },
  });
  const answer = await watchOn('1');
  expect(labels(answer)).toEqual([say('button.trust-new'), say('button.try-again')]);
  expect(answer.buttons[0]?.args).toMatchObject({ name: 'Home', sha256: home.hostKey.sha256 });
  expect(await watched()).toBe(0);
});

test('the router is down: the watch is kept, which is said, and begins when the router is there', async () => {
  await leads(null);
  const answer = await watchOn('1');
  expect(answer).toMatchObject({ tone: 'unsure', title: say('watch.down.title', { router: 'Home' }) });
  expect(labels(answer)).toEqual([say('button.check-again'), say('button.stop-watching')]);
  expect(await watched()).toBe(1);
  await leads(home);
  await isWatching();
});

test('a diagnosis that succeeds wakes a watch that would try again in minutes', async () => {
  await watchOn('1');
  await isWatching();
  await leads(locked);
  await until('the watch is refused', async () => {
    const known = readWatchState(await core.store.leases.state('r1'))?.unreachable;
    return known?.obstacle.reason === 'login';
  });
  const refused = await ask({ kind: 'diagnose', asker, routerId: 'r1', intent: 'diagnose' }, '2');
  expect(refused.title).toContain('did not let the bot log in');
  await leads(home);
  await ask({ kind: 'diagnose', asker, routerId: 'r1', intent: 'diagnose' }, '3');
  await isWatching();
});

test('a router with a new address is reached there once it shows the trusted key; another router is not', async () => {
  const moved = await relay(home.target.port);
  const register = (port: number, call: string) =>
    ask({ kind: 'register', asker, name: 'Home', target: { ...home.target, port } }, call);
  const answer = await register(moved.target.port, '1');
  expect(answer).toMatchObject({ tone: 'good', title: say('register.moved', { router: 'Home' }) });
  const { port } = moved.target;
  expect(await core.store.routers.get('r1')).toMatchObject({ port, hostKey: home.hostKey });
  const other = await startDemoRouter({ identityKeys: [] });
  expect((await register(other.target.port, '2')).title).toContain('exists already');
  expect(await core.store.routers.get('r1')).toMatchObject({ port });
  await other.close();
  await moved.stop();
});
