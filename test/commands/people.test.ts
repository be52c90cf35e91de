import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AccountId } from '../../src/model/address.ts';
import type { Reply } from '../../src/model/message.ts';
import { anna, aRouter, bert } from '../support/samples.ts';
import { type Bench, bench } from './host.ts';

const dora: AccountId = 'telegram:77';
const far: AccountId = 'discord:80351110224678999';

let on: Bench;
beforeAll(async () => {
  on = await bench();
  await on.store.routers.add(aRouter());
});
beforeEach(async () => {
  on.sent.length = 0;
  await on.store.people.setOwners([anna]);
  for (const { accounts, role } of await on.store.people.list())
    if (role !== 'owner') await on.store.people.setRole(accounts[0] ?? anna, null);
});
afterAll(() => on.close());

const read = (reply: Reply | undefined): string => JSON.stringify(reply);
const labels = (reply: Reply | undefined) => reply?.buttons.map(({ label }) => label) ?? [];
const pressed = (reply: Reply | undefined, label: string, who: AccountId = anna) =>
  on.press(
    who,
    reply?.buttons.find((one) => one.label === label),
  );
let lastStranger = 1_000;
const stranger = (): AccountId => {
  lastStranger += 1;
  return `telegram:${lastStranger}`;
};

test('a refusal names the account to allow, and the owner is asked once', async () => {
  const refused = await on.say(dora, 'status', { personName: 'Dora', locale: 'de' });
  expect(read(refused?.reply)).toContain(`/allow ${dora} viewer`);
  expect(read(refused?.reply)).toContain('The owner has been asked just now');
  expect(on.sent).toHaveLength(1);
  const [asked] = on.sent;
  expect(asked?.to).toEqual({ platform: anna.split(':')[0], chat: anna.split(':')[1] });
  expect(asked?.reply.title).toBe('Dora would like to use this bot');
  expect(read(asked?.reply)).toContain(dora);
  expect(labels(asked?.reply)).toEqual(['Allow as operator', 'Allow as viewer', 'Ignore']);
  expect(await on.say(dora, 'diagnose')).toBeNull();
  expect(on.sent).toHaveLength(1);
});

test('whoever is let in is told where they asked, in their language, with the ways in', async () => {
  const who = stranger();
  await on.say(who, 'status', {
    personName: 'Xiaoming',
    locale: 'zh-hans',
    to: { platform: 'telegram', chat: '-5', group: true },
  });
  const request = on.sent.pop()?.reply;
  const allowed = await pressed(request, 'Allow as operator');
  expect(allowed?.reply.title).toBe(`Xiaoming (${who}) is now operator`);
  expect((await on.store.people.of(who)).role).toBe('operator');
  const [told] = on.sent;
  expect(told).toMatchObject({
    to: { platform: 'telegram', chat: '-5', group: true },
    notify: who,
    reply: { title: 'Anna 允许你使用了，你的身份是操作员' },
  });
  expect(labels(told?.reply)).toEqual(['我的推送总是延迟', '全部命令']);
  // Another owner presses late: rights are not taken away so.
  const late = await pressed(request, 'Allow as viewer');
  expect(late?.reply.title).toContain('has been let in already, as operator');
  expect((await on.store.people.of(who)).role).toBe('operator');
  expect(on.sent).toHaveLength(1);
});

test('whoever is ignored is asked about no more; no more than twenty a day are', async () => {
  const who = stranger();
  await on.say(who, 'status', { personName: 'Eve' });
  const ignored = await pressed(on.sent.pop()?.reply, 'Ignore');
  expect(ignored?.reply.title).toBe(`Eve (${who}) is ignored`);
  expect(
    await on.store.requests.open({
      account: who,
      name: 'Eve',
      to: { platform: 'telegram', chat: '1' },
      language: 'en',
    }),
  ).toBe(false);
  const answers = [];
  for (let n = 0; n < 30; n++) answers.push(await on.say(stranger(), 'status'));
  expect(answers.every((one) => read(one?.reply).includes('/allow telegram:'))).toBe(true);
  expect(on.sent.length).toBeGreaterThan(10);
  expect(on.sent.length).toBeLessThanOrEqual(20);
  expect(read(answers.at(-1)?.reply)).not.toContain('has been asked');
});

test('a press on a request is judged by the rights of whoever pressed', async () => {
  const button = {
    command: 'admit',
    args: { person: dora, role: 'operator' },
    label: '',
    style: 'primary',
  } as const;
  await on.store.people.setRole(bert, 'operator');
  expect((await on.press(bert, button))?.reply.tone).toBe('bad');
  expect((await on.store.people.of(dora)).role).toBeNull();
});

test('whoever is allowed by number is told alone; of Discord in the chat that its client opens', async () => {
  await on.say(anna, `allow ${far} viewer`);
  expect(on.sent).toMatchObject([{ to: { platform: 'discord', chat: far.slice('discord:'.length) } }]);
  // Somebody who is in already hears nothing.
  await on.say(anna, `allow ${far} operator`);
  expect(on.sent).toHaveLength(1);
});

test('the last owner stays, however it is tried', async () => {
  expect((await on.say(anna, `allow ${anna} viewer`))?.reply.title).toBe('That is the only owner');
  expect((await on.say(anna, `deny ${anna}`))?.reply.tone).toBe('bad');
  expect((await on.store.people.of(anna)).role).toBe('owner');
  await on.say(anna, `allow ${bert} owner`);
  // Both take the other's rights away at once.
  await Promise.all([on.say(anna, `deny ${bert}`), on.say(bert, `deny ${anna}`)]);
  const owners = (await on.store.people.list()).filter(({ role }) => role === 'owner');
  expect(owners).toHaveLength(1);
});

test('people are listed in pages of eight, with buttons to change or to take away', async () => {
  await on.say(anna, 'status', { personName: 'Anna' });
  for (let n = 0; n < 17; n++)
    await on.store.people.setRole(
      `telegram:${100 + n}`,
      n < 2 ? 'operator' : 'viewer',
      `P${String(n).padStart(2, '0')}`,
    );
  const first = (await on.say(anna, 'people'))?.reply;
  expect(first).toMatchObject({ title: '18 people may use this bot (1/3)', private: true });
  expect(labels(first)).toEqual([
    '1. Anna',
    '2. P00',
    '3. P01',
    ...[2, 3, 4, 5, 6].map((n) => `${n + 2}. P0${n}`),
    'Next ▸',
  ]);
  expect(read(first)).toContain('owner, you');
  const second = await pressed(first, 'Next ▸');
  expect(labels(second?.reply).slice(-2)).toEqual(['◂ Back', 'Next ▸']);
  const last = await pressed(second?.reply, 'Next ▸');
  expect(labels(last?.reply)).toEqual(['17. P15', '18. P16', '◂ Back']);
  const card = await pressed(first, '2. P00');
  expect(card?.reply.title).toBe('P00: operator');
  expect(labels(card?.reply)).toEqual(['Make owner', 'Make viewer', 'Take away', 'People']);
  await pressed(card?.reply, 'Make viewer');
  expect((await on.store.people.of('telegram:100')).role).toBe('viewer');
  await pressed(card?.reply, 'Take away');
  expect((await on.store.people.of('telegram:100')).role).toBeNull();
  const own = await pressed(first, '1. Anna');
  expect(labels(own?.reply)).toEqual(['People']);
});

test('a contact is asked about; one that tells no account is said to be so', async () => {
  const asked = await on.say(anna, `person ${dora} Dora Müller`);
  expect(asked?.reply.title).toBe('Let Dora Müller in?');
  await pressed(asked?.reply, 'Allow as viewer');
  expect((await on.store.people.of(dora)).role).toBe('viewer');
  expect((await on.say(anna, 'person'))?.reply.title).toBe('This contact tells me no Telegram account');
  expect((await on.say(anna, 'allow @dora viewer'))?.reply.title).toContain('Telegram does not tell me');
});

test('names and languages of people are known from when they spoke last, hostile ones made plain', async () => {
  await on.store.people.setRole(bert, 'viewer');
  await on.say(bert, 'status', { personName: 'Be\u202ert\n', locale: 'zh-hans' });
  expect(await on.store.people.of(bert)).toMatchObject({ name: 'Bert', spoken: 'zh' });
});
