import { afterEach, expect, test } from 'vitest';
import { deliveryOf, done, makeFakeHost, offer, working } from '../fake-host.ts';
import { buttonsOf, textOf } from './server/read.ts';
import { startBot } from './set-up.ts';

type Bot = Awaited<ReturnType<typeof startBot>>;
const bots: Bot[] = [];
const started = async (...args: Parameters<typeof startBot>): Promise<Bot> => {
  const bot = await startBot(...args);
  bots.push(bot);
  return bot;
};
afterEach(async () => {
  for (const bot of bots.splice(0)) await bot.close();
});

test('a command is acknowledged, shows that it works, and ends with the result in the same message', async () => {
  const { host, calls } = makeFakeHost((call) => ({ reply: working(), key: `job-${call.id}` }));
  const { discord, person, channel, platform } = await started(host);
  const asked = discord.typeCommand(person, channel, 'diagnose', { router: 'home' });
  const message = await discord.answer(asked);
  expect(asked.answer?.type).toBe(5);
  expect(textOf(message)).toContain('⏳ Looking at home');
  const [call] = calls;
  if (!call) throw new Error('no call');
  expect(call).toMatchObject({
    id: asked.id,
    account: `discord:${person.id}`,
    personName: 'anna',
    name: 'diagnose',
    args: { router: 'home' },
    locale: 'en-US',
    to: { platform: 'discord', chat: channel.id, message: message.id, group: true, ephemeral: false },
  });
  expect(await platform.deliver(deliveryOf(call, offer()), null)).toEqual({
    kind: 'sent',
    message: message.id,
  });
  expect(buttonsOf(message).map(({ label }) => label)).toEqual(['Apply fix', 'Cancel']);
  expect([...discord.world.messages.values()]).toHaveLength(1);
  expect(discord.violations()).toEqual([]);
});

test('the acknowledgement waits for nothing: not for rights, not for Redis', async () => {
  let release = () => {};
  const slow = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { host } = makeFakeHost(async () => {
    await slow;
    return { reply: done(), key: 'k' };
  });
  const { discord, person, channel } = await started(host);
  const asked = discord.typeCommand(person, channel, 'diagnose');
  await discord.acknowledged(asked);
  release();
  expect(textOf(await discord.answer(asked))).toContain('Fixed');
  expect(discord.violations()).toEqual([]);
});

test('addresses are masked where others read, and whole in direct messages', async () => {
  const { host } = makeFakeHost((call) => ({ reply: offer(), key: call.id }));
  const { discord, person, channel } = await started(host);
  const open = await discord.answer(discord.typeCommand(person, channel, 'diagnose'));
  expect(textOf(open)).toContain('192.•••.23');
  expect(textOf(open)).not.toContain('192.168.1.23');
  const direct = await discord.answer(discord.typeCommand(person, discord.direct(person), 'diagnose'));
  expect(textOf(direct)).toContain('192.168.1.23');
  expect(discord.violations()).toEqual([]);
});

test('commands about routers and rights are for the asker alone in a server, and whole', async () => {
  const { host } = makeFakeHost((call) => ({ reply: offer(), key: call.id }));
  const { discord, person, channel } = await started(host);
  const alone = await discord.answer(discord.typeCommand(person, channel, 'router list'));
  expect(alone.only).toBe(person.id);
  expect(textOf(alone)).toContain('192.168.1.23');
  const direct = await discord.answer(discord.typeCommand(person, discord.direct(person), 'router list'));
  expect(direct.only).toBeNull();
  expect(discord.violations()).toEqual([]);
});

test('nothing to say: the acknowledgement is taken back', async () => {
  const { host } = makeFakeHost(() => null);
  const { discord, person, channel } = await started(host);
  const asked = discord.typeCommand(person, channel, 'diagnose');
  const message = await (async () => {
    await discord.acknowledged(asked);
    return discord.world.messages.get(asked.message ?? '');
  })();
  await expect.poll(() => message?.deleted).toBe(true);
  expect(discord.violations()).toEqual([]);
});

test('a person who is picked becomes an account', async () => {
  const { host, calls } = makeFakeHost((call) => ({ reply: done(), key: call.id }));
  const { discord, person, channel } = await started(host);
  const ben = discord.user('Ben');
  await discord.answer(discord.typeCommand(person, channel, 'allow', { person: ben.id, role: 'viewer' }));
  expect(calls[0]?.args).toEqual({ person: `discord:${ben.id}`, role: 'viewer' });
  const typed = () => discord.typeCommand(person, channel, 'allow', { person: '@ben', role: 'viewer' });
  expect(typed).toThrow('@ben is nobody');
  expect(discord.violations()).toEqual([]);
});

test('a result faster than the working message is not painted over', async () => {
  const bot: { platform?: Bot['platform'] } = {};
  const { host } = makeFakeHost(async (call) => {
    await bot.platform?.deliver({ ...deliveryOf(call, done('Quick')), key: 'job' }, null);
    return { reply: working(), key: 'job' };
  });
  const running = await started(host);
  bot.platform = running.platform;
  const { discord, person, channel } = running;
  const message = await discord.answer(discord.typeCommand(person, channel, 'diagnose'));
  await running.platform.stop();
  expect(textOf(message)).toContain('Quick');
  expect(message.painted).toHaveLength(2);
  expect(discord.violations()).toEqual([]);
});

test('progress is paced per message, an older revision never replaces a newer one', async () => {
  let now = 1_000_000;
  const { host, calls } = makeFakeHost((call) => ({ reply: working(), key: `job-${call.id}` }));
  const { discord, person, channel, platform } = await started(host, { now: () => now });
  const message = await discord.answer(discord.typeCommand(person, channel, 'diagnose'));
  const call = { ...calls[0] };
  if (!('to' in call) || !call.to) throw new Error('no call');
  call.to = { ...call.to, tokenAt: now };
  const step = (revision: number, title: string, transient = true) =>
    platform.deliver(
      {
        key: `job-${call.id}`,
        to: { ...call.to, platform: 'discord', chat: channel.id },
        reply: working(title),
        revision,
        transient,
      },
      null,
    );
  // Comes after the answer that the server has, and the client may not know of yet.
  await step(-1, 'older', false);
  now += 1_000;
  expect(await step(1, 'one')).toMatchObject({ kind: 'later', afterMs: 1_500 });
  now += 1_500;
  expect(await step(2, 'two')).toMatchObject({ kind: 'sent' });
  expect(await step(3, 'three')).toMatchObject({ kind: 'later' });
  expect(await step(4, 'result', false)).toMatchObject({ kind: 'sent' });
  now += 10_000;
  expect(await step(3, 'three')).toEqual({ kind: 'sent', message: message.id });
  expect(textOf(message)).toContain('result');
  expect(discord.violations()).toEqual([]);
});

test('an error of the bot is told with a code, and logged under it', async () => {
  const { host } = makeFakeHost(() => {
    throw new Error('a bug');
  });
  const { discord, person, channel, log } = await started(host);
  const message = await discord.answer(discord.typeCommand(person, channel, 'diagnose'));
  const code = /code ([0-9a-f]{6})/.exec(textOf(message))?.[1] ?? 'none';
  expect(log.lines.join('\n')).toContain(`"id":"${code}"`);
  expect(log.lines.join('\n')).toContain('a bug');
  expect(discord.violations()).toEqual([]);
});

test('where only the person installed the bot, it answers through the interaction', async () => {
  const { host } = makeFakeHost((call) => ({ reply: offer(), key: call.id }));
  const { discord, person } = await started(host);
  const { channel } = discord.guild('elsewhere', { botIsMember: false });
  const message = await discord.answer(discord.typeCommand(person, channel, 'diagnose'));
  expect(textOf(message)).toContain('192.•••.23');
  expect(discord.violations()).toEqual([]);
});
