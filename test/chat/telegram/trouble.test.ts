import { afterEach, expect, test } from 'vitest';
import type { Delivery } from '../../../src/model/delivery.ts';
import { deliveryOf, done, makeFakeHost, offer, working } from '../fake-host.ts';
import { testToken } from './server/server.ts';
import type { Chat } from './server/world.ts';
import { makeBot, startBot } from './set-up.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function running(more: Parameters<typeof startBot>[1] = {}) {
  const fake = makeFakeHost((call) => ({ reply: working(), key: `job-${call.id}` }));
  const bot = await startBot(fake.host, more);
  closing.push(bot.close);
  bot.telegram.set(bot.chat, 'open');
  return { ...bot, ...fake };
}

const notice = ({ id }: Pick<Chat, 'id'>, key: string, more: Partial<Delivery> = {}): Delivery => ({
  key,
  to: { platform: 'telegram', chat: String(id), group: id < 0 },
  reply: done(),
  revision: 1,
  ...more,
});

test('a notice: posted once, repainted later, without a sound when asked', async () => {
  const { telegram, platform, chat } = await running();
  const sent = await platform.deliver(notice(chat, 'n1', { silent: true }), null);
  if (sent.kind !== 'sent') throw new Error(sent.kind);
  expect(telegram.find(chat, sent.message)).toMatchObject({ silent: true });
  const again = await platform.deliver(notice(chat, 'n1', { reply: done('Again'), revision: 2 }), {
    message: sent.message,
    revision: 1,
  });
  expect(again).toEqual(sent);
  expect(telegram.written(chat).map(({ text }) => text)).toEqual(['✅ Again']);
  expect(telegram.violations()).toEqual([]);
});

test('somebody who is to be notified is called in a group, and not where they are alone', async () => {
  const { telegram, platform, chat, person } = await running();
  const notify = `telegram:${person.id}` as const;
  const group = telegram.group('home');
  const sent = await platform.deliver(notice(group, 'n1', { notify }), null);
  if (sent.kind !== 'sent') throw new Error(sent.kind);
  expect(telegram.find(group, sent.message)?.entities).toContainEqual(
    expect.objectContaining({ type: 'text_mention', user: person.id }),
  );
  await platform.deliver(notice(chat, 'n2', { notify }), null);
  await platform.deliver(notice(group, 'n3', { notify: 'discord:4711' }), null);
  const others = [...telegram.written(chat), ...telegram.written(group).slice(1)];
  expect(others.flatMap(({ entities }) => entities).filter(({ type }) => type === 'text_mention')).toEqual(
    [],
  );
  expect(telegram.violations()).toEqual([]);
});

test('another process repaints what is known by the store alone', async () => {
  const { telegram, platform, chat } = await running();
  const sent = await platform.deliver(notice(chat, 'n1'), null);
  if (sent.kind !== 'sent') throw new Error(sent.kind);
  const other = makeBot(telegram, makeFakeHost(() => null).host);
  await platform.stop();
  await other.platform.start();
  closing.push(() => other.platform.stop());
  const known = { message: sent.message, revision: 1 };
  const repaint = notice(chat, 'n1', { reply: done('Again'), revision: 2 });
  expect(await other.platform.deliver(repaint, known)).toEqual(sent);
  expect(telegram.written(chat)).toHaveLength(1);
});

test('a rate limit goes back to the queue with its time, and holds up no other chat', async () => {
  const { telegram, platform, chat, group } = await running();
  telegram.faults.add({ match: /^sendMessage$/, times: 1, play: { kind: 'rate limit', afterMs: 7_000 } });
  expect(await platform.deliver(notice(chat, 'n1'), null)).toMatchObject({ kind: 'later', afterMs: 7_000 });
  expect((await platform.deliver(notice(group, 'n2'), null)).kind).toBe('sent');
  expect(telegram.violations()).toEqual([]);
});

test('a rate limit is waited for when somebody waits for the answer', async () => {
  const { telegram, person, chat } = await running();
  telegram.faults.add({ match: /^sendMessage$/, times: 1, play: { kind: 'rate limit', afterMs: 1_000 } });
  telegram.say(person, chat, '/diagnose');
  await telegram.message(chat, 'Looking');
  expect(telegram.count(429)).toBe(1);
  expect(telegram.violations()).toEqual([]);
});

test('what an answer was told to wait, a notice to the same chat waits too, without asking', async () => {
  const { telegram, person, chat, platform } = await running();
  telegram.faults.add({ match: /^sendMessage$/, times: 1, play: { kind: 'rate limit', afterMs: 2_000 } });
  telegram.say(person, chat, '/diagnose');
  await expect.poll(() => telegram.count(429)).toBe(1);
  const held = await platform.deliver(notice(chat, 'n1'), null);
  expect(held).toMatchObject({ kind: 'later' });
  expect(telegram.count(429)).toBe(1);
  await telegram.message(chat, 'Looking');
  expect((await platform.deliver(notice(chat, 'n1'), null)).kind).toBe('sent');
  expect(telegram.violations()).toEqual([]);
});

test('for an answer that somebody waits for, troubles that pass are sat out', async () => {
  const { telegram, person, chat, log } = await running();
  telegram.faults.add({ match: /^sendMessage$/, times: 1, play: { kind: 'reset' } });
  telegram.faults.add({ match: /^sendMessage$/, times: 1, play: { kind: 'status', status: 502 } });
  telegram.say(person, chat, '/diagnose');
  await telegram.message(chat, 'Looking');
  expect(log.lines.filter((line) => line.startsWith('error'))).toEqual([]);
  expect(telegram.violations()).toEqual([]);
});

test('500 and a connection that breaks are later; the next try succeeds, and posts once', async () => {
  const { telegram, platform, chat } = await running();
  telegram.faults.add({ match: /^sendMessage$/, times: 1, play: { kind: 'status', status: 500 } });
  telegram.faults.add({ match: /^sendMessage$/, times: 1, play: { kind: 'reset' } });
  expect((await platform.deliver(notice(chat, 'n1'), null)).kind).toBe('later');
  expect((await platform.deliver(notice(chat, 'n1'), null)).kind).toBe('later');
  expect((await platform.deliver(notice(chat, 'n1'), null)).kind).toBe('sent');
  expect(telegram.written(chat)).toHaveLength(1);
  expect(telegram.violations()).toEqual([]);
});

test('blocked, kicked, deleted, deactivated, muted, never met, unknown: dead, and asked once', async () => {
  const { telegram, platform, chat, group } = await running();
  for (const state of ['blocked', 'deactivated', 'new'] as const) {
    telegram.set(chat, state);
    expect(await platform.deliver(notice(chat, `p-${state}`), null)).toMatchObject({ kind: 'dead' });
  }
  for (const state of ['kicked', 'deleted', 'mute'] as const) {
    telegram.set(group, state);
    expect(await platform.deliver(notice(group, `g-${state}`), null)).toMatchObject({ kind: 'dead' });
  }
  expect(await platform.deliver(notice({ id: -4 }, 'unknown'), null)).toMatchObject({ kind: 'dead' });
  expect(telegram.world.requests.filter(({ method }) => method === 'sendMessage')).toHaveLength(7);
  expect(telegram.violations()).toEqual([]);
});

test('a group that became a supergroup: its new id, and the message is posted there', async () => {
  const { telegram, platform, group, moves } = await running();
  const before = await platform.deliver(notice(group, 'n1'), null);
  const made = telegram.migrate(group);
  const known = { message: before.kind === 'sent' ? before.message : '', revision: 1 };
  expect(await platform.deliver(notice(group, 'n1', { revision: 2 }), known)).toEqual({
    kind: 'moved',
    chat: String(made.id),
  });
  expect((await platform.deliver(notice(made, 'n1', { revision: 2 }), known)).kind).toBe('sent');
  expect(telegram.written(made)).toHaveLength(1);
  await expect.poll(() => moves).toEqual([{ from: String(group.id), to: String(made.id) }]);
  expect(telegram.violations()).toEqual([]);
});

test('blocked and come back, kicked and added: said to the bot', async () => {
  const { telegram, changed, chat, group, person } = await running();
  telegram.block(person);
  telegram.unblock(person);
  telegram.kick(group, person);
  telegram.add(group, person);
  await expect.poll(() => changed.length).toBe(4);
  for (const { id } of [chat, group])
    expect(changed.filter((one) => one.chat === String(id)).map(({ alive }) => alive)).toEqual([false, true]);
});

test('whoever speaks can be written to again', async () => {
  const { telegram, changed, chat, person } = await running();
  telegram.say(person, chat, '/start');
  await expect.poll(() => changed).toEqual([{ chat: String(chat.id), alive: true }]);
});

test('blocked in mid-command: the result is dead, nothing else is said', async () => {
  const { telegram, platform, chat, person, calls, log } = await running();
  telegram.say(person, chat, '/diagnose');
  await telegram.message(chat, 'Looking');
  telegram.set(chat, 'blocked');
  const [call] = calls;
  if (!call) throw new Error('no call');
  expect(await platform.deliver(deliveryOf(call, offer()), null)).toMatchObject({ kind: 'dead' });
  expect(log.lines.filter((line) => line.startsWith('error'))).toEqual([]);
  expect(telegram.violations()).toEqual([]);
});

test('a result faster than the working message is not painted over', async () => {
  const bot: { platform?: Awaited<ReturnType<typeof running>>['platform'] } = {};
  const { host } = makeFakeHost(async (call) => {
    await bot.platform?.deliver({ ...deliveryOf(call, done('Quick')), key: 'job' }, null);
    return { reply: working(), key: 'job' };
  });
  const { telegram, person, chat, platform, close } = await startBot(host);
  closing.push(close);
  bot.platform = platform;
  telegram.say(person, chat, '/diagnose');
  await telegram.message(chat, 'Quick');
  await platform.stop();
  expect(telegram.written(chat).map(({ text }) => text)).toEqual(['✅ Quick']);
  expect(telegram.violations()).toEqual([]);
});

test('progress is paced, slower in groups; an older revision never replaces a newer one', async () => {
  let now = Date.now();
  const { telegram, person, group, platform, calls, shown } = await running({ now: () => now });
  telegram.say(person, group, '/diagnose');
  const message = await telegram.message(group, 'Looking');
  await expect.poll(() => shown.size).toBe(1);
  const [call] = calls;
  if (!call) throw new Error('no call');
  const step = (revision: number, title: string, transient = true) =>
    platform.deliver(deliveryOf(call, working(title), { revision, transient }), null);
  now += 5_000;
  expect(await step(1, 'one')).toMatchObject({ kind: 'later', afterMs: 1_000 });
  now += 1_000;
  expect(await step(2, 'two')).toMatchObject({ kind: 'sent' });
  expect(await step(3, 'three')).toMatchObject({ kind: 'later' });
  expect(await step(4, 'result', false)).toMatchObject({ kind: 'sent' });
  now += 10_000;
  expect(await step(3, 'three')).toEqual({ kind: 'sent', message: String(message.id) });
  expect(message.text).toContain('result');
  expect(telegram.violations()).toEqual([]);
});

test('"typing…" accompanies a working reply and ends with the result', async () => {
  const { telegram, person, chat, platform, calls } = await running();
  telegram.say(person, chat, '/diagnose');
  await telegram.message(chat, 'Looking');
  await expect.poll(() => telegram.world.actions.length, { timeout: 5_000 }).toBeGreaterThan(0);
  const [call] = calls;
  if (!call) throw new Error('no call');
  await platform.deliver(deliveryOf(call, done()), null);
  const after = telegram.world.actions.length;
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(telegram.world.actions).toHaveLength(after);
});

test('what Telegram refuses as such is thrown, without the text and the token', async () => {
  const { telegram, platform, chat, log } = await running();
  telegram.faults.add({ match: /^sendMessage$/, times: 1, play: { kind: 'status', status: 400 } });
  const thrown: unknown = await platform
    .deliver(notice(chat, 'n1', { reply: done('private matter') }), null)
    .catch((error: unknown) => error);
  expect(thrown).toBeInstanceOf(Error);
  expect(JSON.stringify(thrown, Object.getOwnPropertyNames(thrown))).not.toMatch(/private matter|AAtest/);
  expect(log.lines.join('\n')).not.toContain(testToken);
});
