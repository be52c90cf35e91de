import { afterEach, expect, test } from 'vitest';
import type { Call } from '../../../src/chat/command.ts';
import { deliveryOf, done, makeFakeHost, offer, working } from '../fake-host.ts';
import type { Chat } from './server/world.ts';
import { makeBot, startBot } from './set-up.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** An offer in a chat; presses are answered by `answer`. */
async function offered(answer: Parameters<typeof makeFakeHost>[0], where: 'chat' | 'group' = 'group') {
  const fake = makeFakeHost((call) =>
    call.name === 'diagnose' ? { reply: offer(), key: call.id } : answer(call),
  );
  const bot = await startBot(fake.host);
  closing.push(bot.close);
  const place: Chat = bot[where];
  bot.telegram.say(bot.person, place, '/diagnose');
  const message = await bot.telegram.message(place, 'Late pushes');
  return { ...bot, ...fake, place, message };
}

const labels = (message: { keyboard: { text: string }[][] }) =>
  message.keyboard.flat().map(({ text }) => text);

for (const where of ['chat', 'group'] as const) {
  test(`a press in a ${where} repaints the pressed message: outcome and Revert in place of the buttons`, async () => {
    const { telegram, person, message, platform, calls, place } = await offered(
      (call) => ({ reply: working('Applying'), key: `job-${call.id}` }),
      where,
    );
    const pressed = telegram.press(person, message, 'Apply fix');
    await telegram.answered(pressed);
    await telegram.message(place, 'Applying');
    expect(labels(message)).toEqual([]);
    const press = calls[1] as Call;
    expect(press).toMatchObject({
      id: `telegram:${pressed.id}`,
      name: 'apply',
      args: { plan: '7f3k2' },
      account: `telegram:${person.id}`,
    });
    expect(press.to.message).toBe(String(message.id));
    const sent = await platform.deliver(deliveryOf(press, done()), null);
    expect(sent).toEqual({ kind: 'sent', message: String(message.id) });
    expect(labels(message)).toEqual(['Revert']);
    expect(telegram.written(place)).toHaveLength(1);
    expect(telegram.violations()).toEqual([]);
  });
}

test('a press is answered while its chat is busy and everything behind it is slow', async () => {
  let release = () => {};
  const slow = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { telegram, person, message, group } = await offered(async (call) => {
    await slow;
    return { reply: done(), key: call.id };
  });
  telegram.say(person, group, '/help');
  const pressed = telegram.press(person, message, 'Apply fix');
  expect(await telegram.answered(pressed)).toEqual({ text: '', alert: false });
  release();
  await expect.poll(() => labels(message)).toEqual(['Revert']);
  expect(telegram.violations()).toEqual([]);
});

test('two people press: the second is told by name, the message stays that of the first', async () => {
  let taken = false;
  const { telegram, person, message, group } = await offered((call) => {
    if (taken) return { reply: done('Somebody was faster'), key: call.id, aside: true };
    taken = true;
    return { reply: working('Applying'), key: `job-${call.id}` };
  });
  const data = message.keyboard[0]?.[0]?.callback_data ?? '';
  const ben = telegram.user('<b>Ben</b>', 'zh-hans');
  telegram.press(person, message, 'Apply fix');
  telegram.press(ben, message, { data });
  const told = await telegram.message(group, 'faster');
  expect(told.text.split('\n')[0]).toBe('<b>Ben</b>');
  expect(told.entities).toContainEqual(expect.objectContaining({ type: 'text_mention', user: ben.id }));
  expect(told).toMatchObject({ replyTo: message.id, silent: true });
  await expect.poll(() => message.text).toContain('Applying');
  expect(telegram.violations()).toEqual([]);
});

test('a press that may not be heard of goes without a word, answered all the same', async () => {
  const { telegram, message, group } = await offered(() => null);
  const pressed = telegram.press(telegram.user('Eve'), message, 'Apply fix');
  expect(await telegram.answered(pressed)).toEqual({ text: '', alert: false });
  expect(labels(message)).toEqual(['Apply fix', 'Cancel']);
  expect(telegram.written(group)).toHaveLength(1);
  expect(telegram.violations()).toEqual([]);
});

test('a secret for one person goes to their own chat', async () => {
  const { telegram, person, message, chat, group } = await offered((call) => ({
    reply: { ...done('Your code is 4711'), private: true },
    key: call.id,
  }));
  telegram.set(chat, 'open');
  telegram.press(person, message, 'Cancel');
  await telegram.message(chat, '4711');
  await telegram.message(group, 'in our private chat');
  expect(telegram.written(group).some(({ text }) => text.includes('4711'))).toBe(false);
  expect(telegram.violations()).toEqual([]);
});

test('a button lives on after a restart; one that is no longer known says so and goes away', async () => {
  const first = await offered(() => null);
  await first.platform.stop();
  const { telegram, message, host, presses, person, group } = first;
  const { platform } = makeBot(telegram, host);
  closing.push(() => platform.stop());
  await platform.start();
  await telegram.answered(telegram.press(person, message, 'Apply fix'));
  await expect.poll(() => first.calls.at(-1)?.name).toBe('apply');
  presses.clear();
  const ben = telegram.user('Ben', 'zh-hans');
  telegram.press(ben, message, 'Apply fix');
  const told = await telegram.message(group, '❔');
  expect(told.text).toMatch(/\p{Script=Han}/u);
  expect(labels(message)).toEqual([]);
  expect(telegram.violations()).toEqual([]);
});

test('made-up data, also of one who presses again and again, is answered and says nothing', async () => {
  const { telegram, message, group, calls } = await offered(() => null);
  const eve = telegram.user('Eve');
  const pressed = [0, 1, 2].map(() => telegram.press(eve, message, { data: 'x'.repeat(64) }));
  for (const press of pressed) await telegram.answered(press);
  expect(calls).toHaveLength(1);
  expect(telegram.written(group)).toHaveLength(1);
  expect(labels(message)).toEqual(['Apply fix', 'Cancel']);
  expect(telegram.violations()).toEqual([]);
});

test('a press made while nobody listened is not carried out: pressed again', async () => {
  const { telegram, message, person, group, platform, host, calls } = await offered(() => null);
  await platform.stop();
  telegram.press(person, message, 'Apply fix');
  telegram.age(60_000);
  const again = makeBot(telegram, host);
  closing.push(() => again.platform.stop());
  await again.platform.start();
  await telegram.message(group, 'not listening');
  expect(calls.map(({ name }) => name)).toEqual(['diagnose']);
  expect(telegram.violations()).toEqual([]);
});

test('the pressed message was deleted meanwhile: the outcome is posted', async () => {
  const { telegram, message, person, group } = await offered((call) => ({ reply: done(), key: call.id }));
  const data = message.keyboard[0]?.[0]?.callback_data ?? '';
  message.deleted = true;
  telegram.press(person, message, { data });
  await telegram.message(group, 'Fixed');
  expect(telegram.violations()).toEqual([]);
});

test('an outcome that looks the same is survived', async () => {
  const { telegram, message, person, log } = await offered((call) => ({ reply: offer(), key: call.id }));
  await telegram.answered(telegram.press(person, message, 'Apply fix'));
  await expect.poll(() => telegram.count(400)).toBe(1);
  expect(message.painted).toHaveLength(1);
  expect(log.lines.filter((line) => line.startsWith('error'))).toEqual([]);
  expect(telegram.violations()).toEqual([]);
});

test('an error of the bot is told to the one who pressed; the message stays', async () => {
  const { telegram, message, person, group } = await offered(() => {
    throw new Error('a bug');
  });
  telegram.press(person, message, 'Apply fix');
  await telegram.message(group, /\b[0-9a-f]{6}\b/);
  expect(labels(message)).toEqual(['Apply fix', 'Cancel']);
  expect(telegram.violations()).toEqual([]);
});
