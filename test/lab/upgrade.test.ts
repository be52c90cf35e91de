import { afterAll, beforeAll, expect, test } from 'vitest';
import { bootLab, type Lab } from '../../docker/lab/lab.ts';
import { applyPlan } from '../../src/changes/apply.ts';
import { revertAll } from '../../src/changes/revert.ts';
import { makeNotices } from '../../src/notices/notices.ts';
import { startWatchers } from '../../src/watch/watcher.ts';
import { openContext, watching } from '../notices/context.ts';
import { quiet, type TestRedis, testRedis, until } from '../support/redis.ts';
import { aRouter } from '../support/samples.ts';
import { planFor } from './support/plan.ts';
import { type Product, product } from './support/product.ts';
import { makeIdentity } from './support/shell.ts';

/** A router that is cured on 5.10 and comes back from an upgrade with 6.1: both kernels are real. */
const identity = makeIdentity();
let lab: Lab;
let bot: Product;
let redis: TestRedis;

beforeAll(async () => {
  lab = await bootLab({ kernel: '5.10', firewall: 'fw4', authorizedKey: identity.publicLine });
  bot = product(lab, identity);
  redis = await testRedis();
});
afterAll(async () => {
  await bot?.sessions.close();
  await redis?.close();
  await lab?.stop();
});

test('after an upgrade to a kernel without the fault the chat is told once, and offered Revert', async () => {
  const sent: { title: string; buttons: string[] }[] = [];
  const { context, store, deliveries } = await openContext(redis.link, Date.now, async ({ reply }) => {
    sent.push({ title: reply.title, buttons: reply.buttons.map(({ label }) => label) });
  });
  await store.routers.add(aRouter({ ...lab.target, hostKey: lab.hostKey }));
  await store.people.setOwners(['discord:1']);
  await store.watches.put(watching());
  const { snapshot } = await bot.diagnose({ followSeconds: 0 });
  const plan = planFor(snapshot, { routerId: 'r1' });
  await store.plans.put(plan);
  await store.plans.take(plan.id, Date.now());
  expect(await applyPlan({ ...bot.run, plan })).toMatchObject({ kind: 'applied' });
  await store.plans.finish(plan.id, 'applied');

  const notices = makeNotices(context, { everyMs: 200 });
  const { sessions } = bot;
  const onEvent = notices.onEvent;
  const watchers = startWatchers({ store, sessions, log: quiet, limited: false, onEvent });
  try {
    await until('it watches', () => watchers.counts().watching === 1, 60_000);
    await lab.reboot({ kernel: '6.1' });
    await until('it is told', () => sent.length > 0, 120_000);
    expect(sent).toEqual([{ title: 'The fix on Home is no longer needed', buttons: ['Revert'] }]);
    expect((await revertAll({ ...bot.run, plans: [plan] })).kind).toBe('reverted');
    const after = await bot.diagnose({ followSeconds: 0 });
    expect(after.judgement.class).toBe('normal');
    expect(sent).toHaveLength(1);
  } finally {
    await watchers.close();
    await notices.close();
    await deliveries.close();
  }
});
