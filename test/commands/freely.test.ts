import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Button } from '../../src/model/button.ts';
import { speak } from '../../src/words/words.ts';
import { anna, aPlan, aRouter, bert } from '../support/samples.ts';
import { type Bench, bench } from './host.ts';

const say = speak('en');

let on: Bench;
beforeEach(async () => {
  on = await bench();
});
afterEach(() => on.close());

const owned = async () => {
  await on.store.people.setOwners([anna]);
  await on.store.routers.add(aRouter());
};
const labels = (buttons: readonly Button[] = []) => buttons.map(({ label }) => label);

test.each(['my iPhone is late', '推送太慢了'])('%s is looked into', async (said) => {
  await owned();
  expect((await on.write(anna, said))?.reply.tone).toBe('working');
  expect(on.jobs).toMatchObject([{ kind: 'diagnose', routerId: 'r1' }]);
});

test('with two routers it is asked which, and the press goes on', async () => {
  await owned();
  await on.store.routers.add(aRouter({ id: 'r2', name: 'Club' }));
  const asked = await on.write(anna, 'my iPhone is late');
  expect(asked?.reply.title).toBe(say('choose.router.title'));
  await on.press(
    anna,
    asked?.reply.buttons.find(({ label }) => label === 'Club'),
  );
  expect(on.jobs).toMatchObject([{ kind: 'diagnose', routerId: 'r2' }]);
});

test('of thirty routers eight are shown at a time', async () => {
  await on.store.people.setOwners([anna]);
  for (let n = 1; n <= 30; n++) await on.store.routers.add(aRouter({ id: `r${n}`, name: `R${n}` }));
  const seen: string[] = [];
  let page = await on.say(anna, 'revert');
  for (let n = 1; n <= 4; n++) {
    const buttons = page?.reply.buttons ?? [];
    const next = buttons.find(({ label }) => label === say('button.next'));
    const routers = labels(buttons).filter((label) => label.startsWith('R'));
    expect(routers.length).toBe(n < 4 ? 8 : 6);
    seen.push(...routers);
    if (next) page = await on.press(anna, next);
  }
  expect(new Set(seen).size).toBe(30);
  await on.press(anna, page?.reply.buttons[0]);
});

test('a router by no known name offers those there are, with what was asked for', async () => {
  await owned();
  const asked = await on.say(anna, 'diagnose garage');
  const home = asked?.reply.buttons.find(({ label }) => label === 'Home');
  expect(home).toMatchObject({ command: 'diagnose', args: { router: 'r1' } });
});

test('a phone may stand where the router is typed', async () => {
  await owned();
  await on.store.routers.sawDevices('r1', [{ name: 'Annas-iPhone', ip: '192.168.1.9', mac: null }]);
  await on.say(anna, 'diagnose annas-iphone');
  expect(on.jobs).toMatchObject([{ kind: 'diagnose', routerId: 'r1', device: 'annas-iphone' }]);
});

test('a mistyped command is offered as it was meant, to whom it is allowed', async () => {
  await owned();
  const asked = await on.say(anna, '/diagnos home');
  expect(labels(asked?.reply.buttons)).toEqual(['/diagnose home', say('button.help')]);
  await on.press(anna, asked?.reply.buttons[0]);
  expect(on.jobs).toMatchObject([{ kind: 'diagnose', routerId: 'r1' }]);
  await on.store.people.setRole(bert, 'viewer');
  expect(labels((await on.say(bert, '/fixx'))?.reply.buttons)).toEqual([say('button.help')]);
});

test('an address alone is a router to add: its name is a press', async () => {
  await on.store.people.setOwners([anna]);
  const asked = await on.write(anna, '192.168.1.1');
  expect(labels(asked?.reply.buttons)).toEqual(['home', 'office', 'parents', say('button.cancel')]);
  await on.press(anna, asked?.reply.buttons[0]);
  const target = { user: 'root', host: '192.168.1.1', port: 22 };
  expect(on.jobs).toMatchObject([{ kind: 'register', name: 'home', target }]);
});

test('names that are taken are not proposed, and a router that is known is named', async () => {
  await on.store.people.setOwners([anna]);
  await on.store.routers.add(aRouter({ name: 'home', host: '192.168.1.1' }));
  const other = await on.write(anna, 'admin@192.168.1.2:2222');
  expect(labels(other?.reply.buttons).slice(0, 3)).toEqual(['office', 'parents', 'home-2']);
  expect(other?.reply.buttons[0]?.args.address).toBe('admin@192.168.1.2:2222');
  expect((await on.write(anna, 'root@192.168.1.1'))?.reply.title).toContain('home');
});

test('/router add knows root and port 22, and asks for what is missing', async () => {
  await on.store.people.setOwners([anna]);
  await on.say(anna, 'router add home 192.168.1.1');
  expect(on.jobs).toMatchObject([{ target: { user: 'root', host: '192.168.1.1', port: 22 } }]);
  expect((await on.say(anna, 'router add'))?.reply.title).toBe(say('add.address.title'));
  expect((await on.say(anna, 'router add cabin'))?.reply.title).toContain('cabin');
  expect(labels((await on.say(anna, 'router add 192.168.1.9'))?.reply.buttons)[0]).toBe('home');
  await on.store.people.setRole(bert, 'operator');
  expect((await on.write(bert, '192.168.1.1'))?.reply.title).toBe(say('failure.not-allowed.what'));
});

test('the code alone claims while nobody owns the bot', async () => {
  const code = (await on.store.people.openClaim()) ?? '';
  expect((await on.write(bert, 'AAAAAAAAA0'))?.reply.title).toBe(say('failure.claim-wrong.what'));
  expect((await on.write(anna, code))?.reply.title).toBe(say('claim.title'));
  expect((await on.store.people.of(anna)).role).toBe('owner');
});

test('once it is owned, right and wrong codes are the same small talk', async () => {
  const code = (await on.store.people.openClaim()) ?? '';
  await on.store.people.setOwners([anna]);
  expect((await on.write('telegram:77', code))?.reply.title).toBe(say('stranger.title'));
  expect(await on.write('telegram:77', code)).toBeNull();
  expect((await on.store.people.of('telegram:77')).role).toBeNull();
});

test('strangers say what they like: one refusal, no look', async () => {
  await owned();
  expect((await on.write('telegram:78', 'my iPhone is late'))?.reply.title).toBe(say('stranger.title'));
  expect(await on.write('telegram:78', '192.168.1.1')).toBeNull();
  expect(on.jobs).toEqual([]);
});

test('a reply goes on about the router of the message, whichever of its buttons tells', async () => {
  await owned();
  await on.store.routers.add(aRouter({ id: 'r2', name: 'Club' }));
  const plan = aPlan({ routerId: 'r2', id: 'plan2', createdAt: Date.now(), expiresAt: Date.now() + 900_000 });
  await on.store.plans.put(plan);
  const about = [await on.host.pressId({ command: 'apply', args: { plan: 'plan2' } })];
  for (const said of ['fix', 'diagnose', 'it is late']) await on.write(anna, said, { about });
  await on.say(anna, 'diagnose Home', { about });
  expect(on.jobs.map((job) => 'routerId' in job && job.routerId)).toEqual(['r2', 'r2', 'r2', 'r1']);
});

test('a missing or wrong choice is a press', async () => {
  await owned();
  const asked = await on.say(anna, 'watch perhaps');
  expect(labels(asked?.reply.buttons)).toEqual(['on', 'off']);
  expect((await on.press(anna, asked?.reply.buttons[1]))?.reply.tone).toBe('info');
});

test('without any router, an owner is shown how to begin', async () => {
  await on.store.people.setOwners([anna]);
  expect(labels((await on.write(anna, 'it is late'))?.reply.buttons)).toEqual([
    say('button.add-router'),
    say('button.key'),
  ]);
});

test('/test of a phone that was not seen offers those that were, eight at a time', async () => {
  await owned();
  const devices = Array.from({ length: 10 }, (_, n) => ({
    name: `Phone-${n}`,
    ip: `192.168.1.${n + 10}`,
    mac: null,
  }));
  await on.store.routers.sawDevices('r1', devices);
  const asked = await on.say(anna, 'test toaster');
  expect(asked?.reply.buttons).toHaveLength(9);
  const next = await on.press(anna, asked?.reply.buttons[8]);
  expect(next?.reply.buttons).toHaveLength(3);
  await on.press(anna, next?.reply.buttons[0]);
  expect(on.jobs).toMatchObject([{ kind: 'test', routerId: 'r1' }]);
});
