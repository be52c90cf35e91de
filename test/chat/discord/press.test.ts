import { afterEach, expect, test } from 'vitest';
import type { Call } from '../../../src/chat/command.ts';
import { deliveryOf, done, makeFakeHost, makeNotes, offer, working } from '../fake-host.ts';
import { buttonId, buttonsOf, textOf } from './server/read.ts';
import { makeBot, startBot } from './set-up.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** An offer in a channel; presses are answered by `answer`. */
async function offered(answer: Parameters<typeof makeFakeHost>[0]) {
  const fake = makeFakeHost((call) =>
    call.name === 'diagnose' ? { reply: offer(), key: call.id } : answer(call),
  );
  const bot = await startBot(fake.host);
  closing.push(bot.close);
  const message = await bot.discord.answer(bot.discord.typeCommand(bot.person, bot.channel, 'diagnose'));
  return { ...bot, ...fake, message };
}

test('a press repaints the pressed message: outcome and Revert in place of the buttons', async () => {
  const { discord, person, message, platform, calls } = await offered((call) => ({
    reply: working('Applying'),
    key: `job-${call.id}`,
  }));
  const pressed = discord.press(person, message, buttonId(message, 'Apply fix'));
  await expect.poll(() => textOf(message)).toContain('Applying');
  expect(pressed.answer?.type).toBe(6);
  expect(buttonsOf(message)).toEqual([]);
  const press = calls[1] as Call;
  expect(press).toMatchObject({ name: 'apply', args: { plan: '7f3k2' }, account: `discord:${person.id}` });
  expect(press.to.message).toBe(message.id);
  expect(await platform.deliver(deliveryOf(press, done()), null)).toEqual({
    kind: 'sent',
    message: message.id,
  });
  expect(buttonsOf(message).map(({ label }) => label)).toEqual(['Revert']);
  expect([...discord.world.messages.values()]).toHaveLength(1);
  expect(discord.violations()).toEqual([]);
});

test('two people press: the second is told alone, the message stays that of the first', async () => {
  let taken = false;
  const { discord, person, message } = await offered((call) => {
    if (taken) return { reply: done('Somebody was faster'), key: call.id, aside: true };
    taken = true;
    return { reply: working('Applying'), key: `job-${call.id}` };
  });
  const ben = discord.user('ben', 'zh-CN');
  const id = buttonId(message, 'Apply fix');
  discord.press(person, message, id);
  discord.press(ben, message, id, { force: true });
  const told = await discord.message('the second is told', (one) => textOf(one).includes('faster'));
  expect(told.only).toBe(ben.id);
  await expect.poll(() => textOf(message)).toContain('Applying');
  expect(discord.violations()).toEqual([]);
});

test('a press of a stranger may go without a word', async () => {
  const { discord, message } = await offered(() => null);
  const before = textOf(message);
  const pressed = discord.press(discord.user('eve'), message, buttonId(message, 'Apply fix'));
  await discord.acknowledged(pressed);
  expect(pressed.answer?.type).toBe(6);
  expect(textOf(message)).toBe(before);
  expect(discord.violations()).toEqual([]);
});

test('a secret for one person is whispered when the pressed message is public', async () => {
  const { discord, person, message } = await offered((call) => ({
    reply: { ...done('Your code is 4711'), private: true },
    key: call.id,
  }));
  const before = textOf(message);
  discord.press(person, message, buttonId(message, 'Cancel'));
  const told = await discord.message('the secret', (one) => textOf(one).includes('4711'));
  expect(told.only).toBe(person.id);
  expect(textOf(message)).toBe(before);
  expect(discord.violations()).toEqual([]);
});

test('a button lives on after a restart; one that is no longer known says so, in the language of the presser', async () => {
  const first = await offered(() => null);
  await first.platform.stop();
  const { discord, message, host, presses } = first;
  const { platform } = makeBot(discord, host, { notes: makeNotes() });
  closing.push(() => platform.stop());
  await platform.start();
  const id = buttonId(message, 'Apply fix');
  const pressed = discord.press(first.person, message, id);
  await discord.acknowledged(pressed);
  await expect.poll(() => first.calls.at(-1)?.name).toBe('apply');
  presses.clear();
  const ben = discord.user('ben', 'zh-CN');
  discord.press(ben, message, id);
  const told = await discord.message('that it is stale', (one) => one.only === ben.id);
  expect(textOf(told)).toContain('❔');
  expect(discord.violations()).toEqual([]);
});

test('an ephemeral message is repainted through its own press', async () => {
  const { host, calls } = makeFakeHost((call) => ({
    reply: call.name === 'router list' ? offer('Routers') : done('Gone'),
    key: call.id,
  }));
  const bot = await startBot(host);
  closing.push(bot.close);
  const { discord, person, channel } = bot;
  const message = await discord.answer(discord.typeCommand(person, channel, 'router list'));
  discord.press(person, message, buttonId(message, 'Apply fix'));
  await expect.poll(() => textOf(message)).toContain('Gone');
  expect(calls[1]?.to).toMatchObject({ ephemeral: true, message: message.id });
  expect(discord.violations()).toEqual([]);
});
