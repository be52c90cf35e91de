import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AccountId } from '../../src/model/address.ts';
import type { Block, Reply } from '../../src/model/message.ts';
import { watching as aWatch } from '../notices/context.ts';
import { anna, aPlan, aRouter, bert } from '../support/samples.ts';
import { type Bench, bench, publicKey } from './host.ts';

let on: Bench;
beforeAll(async () => {
  on = await bench();
  await on.store.people.setOwners([anna]);
});
beforeEach(async () => {
  on.jobs.length = 0;
  for (const { id } of await on.store.routers.list()) await on.store.routers.remove(id);
});
afterAll(() => on.close());

const fresh = { createdAt: Date.now(), expiresAt: Date.now() + 900_000 };

const textOf = (reply: Reply | undefined): string =>
  (reply?.blocks ?? []).map((block: Block) => JSON.stringify(Object.values(block))).join('\n');
const labels = (reply: Reply | undefined) => reply?.buttons.map(({ label }) => label);

test('diagnose needs no name when there is one router', async () => {
  await on.store.routers.add(aRouter());
  const answered = await on.say(anna, 'diagnose');
  expect(answered?.reply).toMatchObject({ tone: 'working', title: 'Looking at Home …' });
  expect(on.jobs).toMatchObject([{ kind: 'diagnose', routerId: 'r1', intent: 'diagnose' }]);
});

test('diagnose asks which router when there are two, and knows names whatever their case', async () => {
  await on.store.routers.add(aRouter());
  await on.store.routers.add(aRouter({ id: 'r2', name: 'Club' }));
  expect((await on.say(anna, 'diagnose'))?.reply.tone).toBe('info');
  await on.say(anna, 'diagnose club Anna’s iPhone');
  expect(on.jobs).toMatchObject([{ routerId: 'r2', device: 'Anna’s iPhone' }]);
});

test('a router is registered only after its key was trusted', async () => {
  await on.say(anna, 'router add home root@192.168.1.1:2222');
  expect(on.jobs).toMatchObject([
    { kind: 'register', name: 'home', target: { host: '192.168.1.1', port: 2222, user: 'root' } },
  ]);
  expect(await on.store.routers.byName('home')).toBeNull();
  const trusted = await on.say(anna, 'trust home root@192.168.1.1:2222 ssh-ed25519 SHA256:abc');
  expect(textOf(trusted?.reply)).toContain(publicKey);
  expect(await on.store.routers.byName('home')).toMatchObject({
    hostKey: { type: 'ssh-ed25519', sha256: 'SHA256:abc' },
    port: 2222,
  });
  expect((await on.store.history.read(null, 10)).filter(({ action }) => action === 'trust')).toHaveLength(2);
});

test.each([
  'home root@1',
  'home root@192.168.1.1:0',
  'home ; rm -rf /',
  '<b>@everyone</b> root@192.168.1.1',
  '../x root@192.168.1.1',
])('router add %s is refused before anything is tried', async (words) => {
  expect((await on.say(anna, `router add ${words}`))?.reply.tone).toBe('bad');
  expect(on.jobs).toEqual([]);
});

test('a name with another address: its host key decides whether it is the same router', async () => {
  await on.store.routers.add(aRouter());
  expect((await on.say(anna, 'router add Home root@10.9.9.9'))?.reply.tone).toBe('working');
  expect(on.jobs.at(-1)).toMatchObject({ kind: 'register', name: 'Home', target: { host: '10.9.9.9' } });
});

test('apply is one job for a plan, and refused once it was taken', async () => {
  await on.store.routers.add(aRouter());
  const plan = aPlan({ routerId: 'r1', ...fresh });
  await on.store.plans.put(plan);
  const [one, two] = await Promise.all([on.say(anna, `apply ${plan.id}`), on.say(anna, `apply ${plan.id}`)]);
  expect(one?.key).toBe(two?.key);
  await on.store.plans.take(plan.id, Date.now());
  const late = await on.say(anna, `apply ${plan.id}`, {
    to: { platform: 'discord', chat: '1', message: '2' },
  });
  expect(late).toMatchObject({ aside: true, reply: { tone: 'bad' } });
});

test('cancel gives up the plan', async () => {
  await on.store.routers.add(aRouter());
  const plan = aPlan({ routerId: 'r1', ...fresh, id: 'cancelme' });
  await on.store.plans.put(plan);
  await on.say(anna, 'cancel cancelme');
  expect((await on.store.plans.get('cancelme'))?.status).toBe('cancelled');
  expect((await on.say(anna, 'apply cancelme'))?.reply.tone).toBe('bad');
});

test('revert asks first', async () => {
  await on.store.routers.add(aRouter());
  const asked = await on.say(anna, 'revert');
  expect(labels(asked?.reply)).toEqual(['Revert', 'Cancel']);
  expect(on.jobs).toEqual([]);
  await on.press(anna, asked?.reply.buttons[0]);
  expect(on.jobs).toMatchObject([{ kind: 'revert', routerId: 'r1' }]);
});

test('a router with a fix on it is not forgotten by accident', async () => {
  await on.store.routers.add(aRouter());
  const plan = aPlan({ routerId: 'r1', ...fresh, id: 'applied1' });
  await on.store.plans.put(plan);
  await on.store.plans.take(plan.id, Date.now());
  await on.store.plans.finish(plan.id, 'applied');
  const asked = await on.say(anna, 'router remove Home');
  expect(labels(asked?.reply)).toEqual(['Revert', 'Remove', 'Cancel']);
  expect(textOf(asked?.reply)).toContain('Our fix stays on it');
  await on.press(anna, asked?.reply.buttons[1]);
  expect(await on.store.routers.list()).toEqual([]);
});

test('a router is removed only after it was asked, with what is lost', async () => {
  await on.store.routers.add(aRouter());
  const ask = async () => (await on.say(anna, 'router remove Home'))?.reply;
  expect(textOf(await ask())).not.toMatch(/fix|watch/);
  await on.store.watches.put(aWatch());
  const asked = await ask();
  expect(labels(asked)).toEqual(['Remove', 'Cancel']);
  expect(textOf(asked)).toContain('Its watch ends for 1 chat');
  await on.press(anna, asked?.buttons[1]);
  expect(await on.store.routers.list()).toHaveLength(1);
  expect((await on.press(anna, asked?.buttons[0]))?.reply.title).toBe('Home is forgotten');
  expect(await on.store.routers.list()).toEqual([]);
});

test('link joins two accounts: same person, same rights', async () => {
  const shown = await on.say(anna, 'link');
  const code = /\/link (\S+?)["\\]/.exec(textOf(shown?.reply))?.[1] ?? '';
  await on.say(bert, `link ${code}`);
  expect((await on.store.people.of(bert)).role).toBe('owner');
  expect((await on.say('telegram:5', `link ${code}`))?.reply.tone).toBe('bad');
});

test('the chosen language wins over the platform’s', async () => {
  expect((await on.say('telegram:7', 'help', { locale: 'zh-hans' }))?.reply.title).toBe(
    'Pushmedic：推送为什么会延迟',
  );
  await on.say('telegram:7', 'language en');
  expect((await on.say('telegram:7', 'help', { locale: 'zh-hans' }))?.reply.title).toMatch(/^Pushmedic: why/);
});

test('help leads a newcomer in three steps and shows strangers no command they may not use', async () => {
  const stranger = await on.say('telegram:8', 'help');
  expect(textOf(stranger?.reply)).toContain('/claim CODE');
  expect(labels(stranger?.reply)).toEqual(['All commands']);
  const all = async (who: AccountId) => textOf((await on.say(who, 'help 1'))?.reply);
  expect(await all('telegram:8')).toContain('/claim CODE');
  expect(await all('telegram:8')).not.toContain('/router add NAME ADDRESS:');
  expect(await all(anna)).toContain('/diagnose [ROUTER] [DEVICE]');
  await on.store.routers.add(aRouter());
  expect(labels((await on.say(anna, 'help'))?.reply)).toEqual([
    'My notifications are late',
    'Add a router',
    'All commands',
  ]);
});

test('a hidden command is in no help', async () => {
  expect(textOf((await on.say(anna, 'help'))?.reply)).not.toMatch(/\/(undo|apply|trust|forget)\b/);
});

test('status says of a fix when it was last verified, and when it was seen to be gone', async () => {
  await on.store.routers.add(aRouter());
  await on.store.plans.put(aPlan({ id: 'seen', ...fresh, status: 'taken' }));
  await on.store.plans.finish('seen', 'applied');
  const status = async () => textOf((await on.say(anna, 'status'))?.reply);
  expect(await status()).toContain('fix in place (inet fw4 forward) ·');
  const at = Date.UTC(2026, 10, 24, 21, 14);
  await on.store.plans.saw('seen', { standing: 'stands', at });
  expect(await status()).toContain('fix in place (inet fw4 forward), last verified 2026-11-24 21:14 UTC');
  await on.store.plans.saw('seen', { standing: 'displaced', at: at + 60_000 });
  expect(await status()).toContain('fix no longer in place (inet fw4 forward), seen 2026-11-24 21:15 UTC');
  await on.store.plans.saw('unknown', { standing: 'stands', at });
  expect(await on.store.plans.seen('unknown')).toBeNull();
});
