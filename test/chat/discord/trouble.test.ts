import { afterEach, expect, test } from 'vitest';
import type { Call } from '../../../src/chat/command.ts';
import type { Delivery } from '../../../src/model/delivery.ts';
import { deliveryOf, done, makeFakeHost, offer } from '../fake-host.ts';
import { textOf } from './server/read.ts';
import { testToken } from './server/server.ts';
import { startBot } from './set-up.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function running() {
  const fake = makeFakeHost((call) => ({ reply: offer(), key: call.id }));
  const bot = await startBot(fake.host);
  closing.push(bot.close);
  return { ...bot, ...fake };
}

function raise(message: string): never {
  throw new Error(message);
}

const notice = (chat: string, key: string, more: Partial<Delivery> = {}): Delivery => ({
  key,
  to: { platform: 'discord', chat, group: true },
  reply: done(),
  revision: 1,
  ...more,
});

test('a notice: posted once, repainted later, without a sound when asked', async () => {
  const { discord, platform, channel } = await running();
  const sent = await platform.deliver(notice(channel.id, 'n1', { silent: true }), null);
  if (sent.kind !== 'sent') throw new Error(sent.kind);
  expect(discord.world.messages.get(sent.message)).toMatchObject({ silent: true });
  await platform.deliver(notice(channel.id, 'n1', { reply: done('Again'), revision: 2 }), {
    ...sent,
    revision: 1,
  });
  expect([...discord.world.messages.values()].map(textOf).join()).toContain('Again');
  expect([...discord.world.messages.values()]).toHaveLength(1);
  expect(discord.violations()).toEqual([]);
});

test('somebody who is to be notified is called in a server, once, and not where they are alone', async () => {
  const { discord, platform, channel, person } = await running();
  const notify = `discord:${person.id}` as const;
  const sent = await platform.deliver(notice(channel.id, 'n1', { notify }), null);
  if (sent.kind !== 'sent') throw new Error(sent.kind);
  const text = () => textOf(discord.world.messages.get(sent.message) ?? raise('no message'));
  expect(text()).toMatch(new RegExp(`^<@${person.id}>\\n`));
  await platform.deliver(notice(channel.id, 'n1', { notify, revision: 2 }), { ...sent, revision: 1 });
  expect(text()).not.toContain('<@');
  const alone = await platform.deliver(
    { ...notice(channel.id, 'n2', { notify }), to: { platform: 'discord', chat: channel.id } },
    null,
  );
  if (alone.kind !== 'sent') throw new Error(alone.kind);
  expect(textOf(discord.world.messages.get(alone.message) ?? raise('no message'))).not.toContain('<@');
  expect(discord.violations()).toEqual([]);
});

test('a lost answer is sent again and posted once', async () => {
  const { discord, platform, channel } = await running();
  discord.faults.add({ match: /^POST \/channels/, times: 1, play: { kind: 'lost answer', status: 502 } });
  expect((await platform.deliver(notice(channel.id, 'n1'), null)).kind).toBe('sent');
  expect([...discord.world.messages.values()]).toHaveLength(1);
  /** Another process, after a crash, with the same delivery. */
  expect((await platform.deliver(notice(channel.id, 'n1'), null)).kind).toBe('sent');
  expect([...discord.world.messages.values()]).toHaveLength(1);
  expect(discord.violations()).toEqual([]);
});

test('a short rate limit is waited for, a long one goes back to the queue with its time', async () => {
  const { discord, platform, channel } = await running();
  const other = discord.channel(channel.guild ?? '', 'other');
  discord.faults.add({ match: /^POST \/channels/, times: 1, play: { kind: 'rate limit', afterMs: 300 } });
  expect((await platform.deliver(notice(channel.id, 'n1'), null)).kind).toBe('sent');
  discord.faults.add({ match: /^POST \/channels/, times: 1, play: { kind: 'rate limit', afterMs: 60_000 } });
  const later = await platform.deliver(notice(channel.id, 'n2'), null);
  expect(later).toMatchObject({ kind: 'later' });
  expect(later.kind === 'later' && later.afterMs).toBeGreaterThanOrEqual(60_000);
  expect((await platform.deliver(notice(other.id, 'n3'), null)).kind).toBe('sent');
  expect(discord.violations()).toEqual([]);
});

test('a bucket that is empty holds one channel up, not the others, and loses nothing', async () => {
  const { discord, platform, channel } = await running();
  const other = discord.channel(channel.guild ?? '', 'other');
  const results = await Promise.all([
    ...Array.from({ length: 7 }, (_, at) => platform.deliver(notice(channel.id, `a${at}`), null)),
    platform.deliver(notice(other.id, 'b'), null),
  ]);
  expect(results.filter(({ kind }) => kind === 'sent').length).toBeGreaterThanOrEqual(6);
  expect(results.every(({ kind }) => kind === 'sent' || kind === 'later')).toBe(true);
  expect(results.at(-1)?.kind).toBe('sent');
  expect(discord.violations()).toEqual([]);
});

test('500 for long: later; the next try succeeds', async () => {
  const { discord, platform, channel } = await running();
  discord.faults.add({ match: /^POST \/channels/, times: 4, play: { kind: 'status', status: 500 } });
  expect((await platform.deliver(notice(channel.id, 'n1'), null)).kind).toBe('later');
  expect((await platform.deliver(notice(channel.id, 'n1'), null)).kind).toBe('sent');
  expect(discord.violations()).toEqual([]);
});

test('500 at the acknowledgement: tried again within the 3 s', async () => {
  const { discord, person, channel } = await running();
  discord.faults.add({ match: /callback$/, times: 1, play: { kind: 'status', status: 500 } });
  const message = await discord.answer(discord.typeCommand(person, channel, 'diagnose'));
  expect(textOf(message)).toContain('Late pushes');
  expect(discord.violations()).toEqual([]);
});

test('a connection that breaks is later', async () => {
  const { discord, platform, channel } = await running();
  discord.faults.add({ match: /^POST \/channels/, times: 5, play: { kind: 'reset' } });
  expect((await platform.deliver(notice(channel.id, 'n1'), null)).kind).toBe('later');
  expect(discord.violations()).toEqual([]);
});

for (const state of ['gone', 'hidden', 'mute'] as const) {
  test(`a channel that is ${state} is dead, and asked once`, async () => {
    const { discord, platform, channel } = await running();
    channel.state = state;
    expect((await platform.deliver(notice(channel.id, 'n1'), null)).kind).toBe('dead');
    expect(discord.world.requests.filter(({ path }) => path.startsWith('/channels'))).toHaveLength(1);
    expect(discord.violations()).toEqual([]);
  });
}

test('a person is written to in direct messages; one who closed them is dead', async () => {
  const { discord, platform, person } = await running();
  const moved = await platform.deliver(notice(person.id, 'n1'), null);
  expect(moved).toEqual({ kind: 'moved', chat: discord.direct(person).id });
  if (moved.kind !== 'moved') throw new Error(moved.kind);
  expect((await platform.deliver(notice(moved.chat, 'n1'), null)).kind).toBe('sent');
  const ben = discord.user('ben');
  ben.closed = true;
  expect((await platform.deliver(notice(discord.direct(ben).id, 'n2'), null)).kind).toBe('dead');
  expect(discord.violations()).toEqual([]);
});

test('a channel deleted, a server left: said to the bot', async () => {
  const { discord, changed, channel, guildId } = await running();
  discord.gateway.dispatch('CHANNEL_DELETE', { id: channel.id, type: 0, guild_id: guildId, name: 'general' });
  await expect.poll(() => changed).toContainEqual({ chat: channel.id, alive: false });
});

test('a token taken away while running: later, no storm of 401, and no token in the log', async () => {
  const { discord, platform, channel, log, person, calls } = await running();
  await discord.answer(discord.typeCommand(person, channel, 'diagnose'));
  discord.world.options.token = 'another';
  for (const key of ['n1', 'n2', 'n3'])
    expect(await platform.deliver(notice(channel.id, key), null)).toMatchObject({ kind: 'later' });
  expect(discord.world.requests.filter(({ status }) => status === 401)).toHaveLength(1);
  discord.age(15 * 60_000);
  const call = calls[0] as Call;
  await platform.deliver(deliveryOf(call, done()), null);
  const written = log.lines.join('\n');
  expect(written).not.toContain(testToken);
  expect(written).not.toContain(call.to.token);
});
