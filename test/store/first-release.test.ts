import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import { commandCalled } from '../../src/chat/line.ts';
import { makeDeliveries } from '../../src/deliveries/index.ts';
import type { Delivery } from '../../src/model/delivery.ts';
import type { Job } from '../../src/model/job.ts';
import type { Reply } from '../../src/model/message.ts';
import { makeQueue } from '../../src/queue/index.ts';
import { makeSeal } from '../../src/redis/client/seal.ts';
import { readWatchState } from '../../src/watch/state.ts';
import { type Bench, bench } from '../commands/host.ts';
import { firstSecret, restoreFirstRelease } from '../support/first-release.ts';
import { listeningLog, type TestRedis, testRedis, until } from '../support/redis.ts';

const anna = 'discord:80351110224678912';
const open = { platform: 'discord', chat: '90001' } as const;
const group = { platform: 'telegram', chat: '-1001234', group: true } as const;

describe.each([
  ['plain', null],
  ['plain', firstSecret],
  ['sealed', firstSecret],
] as const)('what the first release kept (%s; read with the secret %s)', (which, secret) => {
  const seal = makeSeal(secret);
  const { log, lines } = listeningLog();
  let redis: TestRedis;
  let on: Bench;
  let told: Awaited<ReturnType<typeof restoreFirstRelease>>;
  beforeAll(async () => {
    redis = await testRedis();
    told = await restoreFirstRelease(redis.link.redis, which);
    on = await bench({ redis, seal, log });
  });
  afterAll(async () => {
    // Everything was read: nothing was said of a record that does not.
    expect(lines.filter((line) => line.includes('does not read'))).toEqual([]);
    await on.close();
  });
  const home = async () => (await on.store.routers.byName('home')) ?? expect.fail('no router');
  const text = (reply: Reply | undefined) => JSON.stringify(reply?.blocks);

  it('people, their accounts, rights, languages and hours', async () => {
    expect(await on.store.people.list()).toMatchObject([
      { accounts: [anna, 'telegram:1001'], role: 'owner', language: null, name: 'Anna' },
      { accounts: ['telegram:2002'], role: 'operator', language: 'zh' },
      { accounts: ['discord:3003'], role: 'viewer' },
    ]);
    expect(await on.store.notices.hours(anna)).toEqual({ quiet: { from: 22, to: 7 }, zone: 'Europe/Berlin' });
  });

  it('routers and devices, shown by /status', async () => {
    const router = await home();
    expect(router.hostKey?.type).toBe('ssh-ed25519');
    expect(await on.store.routers.devices(router.id)).toMatchObject([{ name: 'Annas-iPhone' }]);
    const status = await on.say(anna, 'status');
    expect(text(status?.reply)).toContain('home');
    expect(text(status?.reply)).toContain('fw4');
  });

  it('the history, shown by /history', async () => {
    const { id } = await home();
    const entries = await on.store.history.read(id, 100);
    const actions = new Set(entries.filter(({ phase }) => phase === 'end').map(({ action }) => action));
    expect([...actions].sort()).toEqual(['apply', 'diagnose', 'trust', 'watch']);
    expect(text((await on.say(anna, 'history home'))?.reply)).toContain('Anna');
  });

  it('plans: the one that stands, an open one, a cancelled one', async () => {
    const { id } = await home();
    const applied = await on.store.plans.applied(id);
    expect(applied).toMatchObject([{ id: told.applied, status: 'applied', routerId: id }]);
    // What it promised is what it is held to, and its own revert is what runs.
    expect(applied[0]?.offer).toMatchObject({
      remedy: 'exempt',
      params: {
        ports: [
          { from: 5223, to: 5223 },
          { from: 5228, to: 5230 },
        ],
        places: [{ firewall: 'fw4', chain: 'inet fw4 forward' }],
      },
    });
    expect(applied[0]?.steps.find((step) => step.id === 'revert')?.script).toContain('pushmedic:apns:v1');
    const plans = told.presses.filter(([, line]) => line.startsWith('apply '));
    const found = await Promise.all(plans.map(([, line]) => on.store.plans.get(line.slice('apply '.length))));
    expect(found.map((plan) => plan?.status).sort()).toEqual(['applied', 'cancelled', 'open']);
  });

  it('every button that was shown still is the command it was', async () => {
    expect(told.presses.length).toBeGreaterThan(15);
    for (const [id, line] of told.presses) {
      const press = await on.host.press(id);
      expect(commandCalled(press?.name ?? '', commands)).toBeDefined();
      expect(line.split(' ')).toEqual(expect.arrayContaining(Object.values(press?.args ?? {})));
      expect(line.split(' ').length - Object.keys(press?.args ?? {}).length).toBe(
        press?.name.split(' ').length,
      );
    }
  });

  it('long answers behind Details', async () => {
    const details = told.presses.filter(([, line]) => line.startsWith('details '));
    for (const [, line] of details) {
      const reply = await on.store.details.get(line.slice('details '.length));
      expect(reply?.blocks.length).toBeGreaterThan(3);
    }
  });

  it('watches, what was seen, what was told, what the watcher knew, when it is told next', async () => {
    const { id } = await home();
    expect(await on.store.watches.of(id)).toMatchObject([{ to: group }, { to: open, keepFixed: true }]);
    const events = await on.store.notices.events(id, 0, Number.MAX_SAFE_INTEGER);
    expect(events.map(({ kind }) => kind)).toContain('evicted');
    const { state } = await on.store.notices.state(`${id} telegram:-1001234`);
    expect(state.notices.length).toBeGreaterThan(0);
    expect(readWatchState(await on.store.leases.state(id))?.drift).toBeInstanceOf(Array);
    expect(await on.store.notices.digest(open)).toMatchObject({ every: 'daily' });
    expect(await on.store.chats.showsNames(group)).toBe(true);
    expect(await on.store.targets.isDead({ platform: 'telegram', chat: '4004' })).toBe(true);
    expect(await on.store.targets.resolve({ platform: 'telegram', chat: '-999' })).toMatchObject({
      chat: '-998',
    });
    const due = await on.store.notices.claim(Number.MAX_SAFE_INTEGER, 1, 100);
    expect(new Set(due.map(({ task }) => task.kind))).toEqual(new Set(['watch', 'digest']));
  });

  it('jobs that wait, a proof that goes on among them', async () => {
    const queue = makeQueue(redis.link, { seal, log });
    const jobs: Job[] = [];
    const take = async (job: Job) => void jobs.push(job);
    for (const job of await redis.link.redis.zrange('pm:jobs:delayed', '0', '-1'))
      await redis.link.redis.multi().zrem('pm:jobs:delayed', job).rpush('pm:jobs:wait', job).exec();
    const worker = queue.runWorker(
      {
        apply: take,
        diagnose: take,
        login: take,
        prove: take,
        register: take,
        report: take,
        revert: take,
        test: take,
        watch: take,
      },
      { concurrency: 1 },
    );
    await until('the jobs are worked on', () => jobs.length === 3);
    await worker.close();
    await queue.close();
    expect(jobs.map(({ kind }) => kind).sort()).toEqual(['diagnose', 'prove', 'revert']);
    const prove = jobs.find((job) => job.kind === 'prove');
    expect(prove?.earlier[0]?.lines[0]).toMatch(/^ipv4 .* dport=5223/);
  });

  it('a message that waits, with its buttons', async () => {
    const { store } = on;
    const deliveries = makeDeliveries({ link: redis.link, store, seal, log });
    const sent: Delivery[] = [];
    deliveries.runDeliverer({
      id: 'discord',
      deliver: async (delivery) => {
        sent.push(delivery);
        return { kind: 'sent', message: '1' };
      },
    });
    await until('it is delivered', () => sent.length > 0);
    await deliveries.close();
    expect(sent[0]).toMatchObject({ key: 'left waiting', to: open });
    const [apply] = sent[0]?.reply.buttons ?? [];
    expect(apply).toMatchObject({ label: 'Apply fix', command: 'apply', args: { plan: expect.any(String) } });
  });
});
