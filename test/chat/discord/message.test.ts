import { afterEach, expect, test } from 'vitest';
import type { Reply } from '../../../src/model/message.ts';
import { deliveryOf, done, makeFakeHost, offer, working } from '../fake-host.ts';
import { until } from '../until.ts';
import { buttonsOf, textOf } from './server/read.ts';
import type { Channel } from './server/world.ts';
import { startBot } from './set-up.ts';

type Bot = Awaited<ReturnType<typeof startBot>>;
const bots: Bot[] = [];
afterEach(async () => {
  for (const bot of bots.splice(0)) await bot.close();
});

async function running(reply: () => Reply = done) {
  const fake = makeFakeHost((call) => ({ reply: reply(), key: `job-${call.id}` }));
  const bot = await startBot(fake.host);
  bots.push(bot);
  const { discord } = bot;
  const me = `<@${discord.world.bot.id}>`;
  const written = (channel: Channel) =>
    [...discord.world.messages.values()].filter((one) => one.channel === channel.id && !one.deleted);
  const answered = (channel: Channel, count = 1) =>
    until('an answer', () => (written(channel).length >= count ? written(channel).at(-1) : null));
  return { ...bot, ...fake, me, written, answered };
}

test('a direct message is answered, and its answer is repainted by what comes later', async () => {
  const { discord, person, calls, platform, answered, shown } = await running(working);
  const direct = discord.direct(person);
  discord.write(person, direct, 'my iPhone is late');
  const message = await answered(direct);
  const [call] = calls;
  if (!call) throw new Error('no call');
  expect(call).toMatchObject({
    account: `discord:${person.id}`,
    personName: 'anna',
    said: 'my iPhone is late',
    to: { platform: 'discord', chat: direct.id, group: false },
  });
  await until('its place', () => shown.get(`job-${call.id}`) === message.id);
  await platform.deliver(deliveryOf(call, offer()), null);
  expect(textOf(message)).toContain('192.168.1.23');
  expect(discord.violations()).toEqual([]);
});

test('in a server a mention is answered, masked, as a reply; what is said to others is not even seen', async () => {
  const { discord, person, channel, calls, me, answered } = await running(offer);
  discord.write(person, channel, 'diagnose home');
  discord.write(person, channel, `${me} diagnose home`);
  const message = await answered(channel);
  expect(calls).toMatchObject([{ name: 'diagnose', args: { router: 'home' } }]);
  expect(textOf(message)).toContain('192.•••.23');
  expect(message.replyTo).toBeTruthy();
  expect(discord.violations()).toEqual([]);
});

test('a mention alone asks for help; Chinese is answered as Chinese', async () => {
  const { discord, person, channel, calls, me, answered } = await running();
  discord.write(person, channel, me);
  discord.write(person, channel, `${me} 诊断 home`);
  await answered(channel, 2);
  expect(calls).toMatchObject([
    { name: 'help', locale: undefined },
    { name: 'diagnose', args: { router: 'home' }, locale: 'zh-CN' },
  ]);
});

test('the language of the last command is that of the next message', async () => {
  const { discord, channel, calls, answered } = await running();
  const chinese = discord.user('陈', 'zh-CN');
  await discord.answer(discord.typeCommand(chinese, channel, 'diagnose'));
  const direct = discord.direct(chinese);
  discord.write(chinese, direct, 'late');
  await answered(direct);
  expect(calls.at(-1)?.locale).toBe('zh-CN');
});

test('a reply to a message of the bot goes on about it, where it notifies the bot; thanks are left alone', async () => {
  const { discord, person, channel, calls, answered } = await running(offer);
  await discord.answer(discord.typeCommand(person, channel, 'diagnose'));
  const report = await answered(channel);
  const under = buttonsOf(report).map(({ id }) => id);
  discord.write(person, channel, 'fix', { replyTo: report, quietly: true });
  discord.write(person, channel, 'thanks!', { replyTo: report });
  discord.write(person, channel, 'diagnose', { replyTo: report });
  await answered(channel, 2);
  discord.write(person, channel, 'it is late again', { replyTo: report });
  await answered(channel, 3);
  expect(calls.slice(1)).toMatchObject([
    { name: 'diagnose', about: under },
    { name: 'late', about: under },
  ]);
  expect(under.length).toBeGreaterThan(0);
});

test('what only one person may read is not answered in a server, nor is it done', async () => {
  const { discord, person, channel, calls, me, answered } = await running();
  discord.write(person, channel, `${me} router list`);
  expect(textOf(await answered(channel))).toContain('for you alone');
  expect(calls).toEqual([]);
  const secret = await running(() => ({ ...done('The code is 4711'), private: true }));
  secret.discord.write(secret.person, secret.channel, `${secret.me} diagnose`);
  const shown = textOf(await secret.answered(secret.channel));
  expect(shown).toContain('for you alone');
  expect(shown).not.toContain('4711');
});

test('more is asked than a channel takes at once: every answer comes', async () => {
  const { discord, person, answered } = await running();
  const direct = discord.direct(person);
  for (let n = 0; n < 8; n++) discord.write(person, direct, 'diagnose');
  await answered(direct, 8);
  expect(discord.violations()).toEqual([]);
}, 30_000);

test('a channel the bot may not write in is survived', async () => {
  const { discord, person, channel, calls, me, log, answered } = await running();
  channel.state = 'mute';
  discord.write(person, channel, `${me} diagnose`);
  await until('the log', () => log.lines.some((line) => JSON.stringify(line).includes('not answered')));
  const direct = discord.direct(person);
  discord.write(person, direct, 'diagnose');
  await answered(direct);
  expect(calls).toHaveLength(2);
});
