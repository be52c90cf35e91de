import { afterEach, expect, test } from 'vitest';
import { Failed } from '../../../src/model/failure.ts';
import { done, makeFakeHost } from '../fake-host.ts';
import { startTelegram, testToken } from './server/server.ts';
import { makeBot, startBot } from './set-up.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const fake = () => makeFakeHost((call) => ({ reply: done(), key: call.id }));

async function running() {
  const { host, calls } = fake();
  const bot = await startBot(host);
  closing.push(bot.close);
  return { ...bot, host, calls };
}

test('a wrong token fails with the cause, and the log does not hold it', async () => {
  const telegram = await startTelegram({ token: `8${testToken}` });
  closing.push(telegram.close);
  const { platform, log } = makeBot(telegram, fake().host);
  const why: unknown = await platform.start().catch((error: unknown) => error);
  expect(why).toBeInstanceOf(Failed);
  expect(why).toMatchObject({ failure: { cause: 'token-rejected', platform: 'Telegram' } });
  expect(JSON.stringify(why, Object.getOwnPropertyNames(why))).not.toContain(testToken);
  expect(log.lines.join('\n')).not.toContain(testToken);
  expect(telegram.world.requests).toHaveLength(1);
});

test('a token taken away while running: said once, no storm of 401', async () => {
  const { telegram, platform, log, chat, person } = await running();
  telegram.world.options.token = '1:another';
  telegram.say(person, chat, '/help');
  await expect.poll(() => log.lines.join('\n')).toContain('set TELEGRAM_TOKEN');
  const delivery = { key: 'n', to: { platform: 'telegram', chat: '1' }, reply: done(), revision: 1 } as const;
  expect(await platform.deliver(delivery, null)).toMatchObject({ kind: 'later' });
  expect(telegram.world.requests.filter(({ method }) => method === 'getUpdates').at(-1)?.status).toBe(401);
  expect(log.lines.join('\n')).not.toContain(testToken);
});

test('an unreachable Telegram is tried again until it answers', async () => {
  const telegram = await startTelegram();
  closing.push(telegram.close);
  telegram.faults.add({ match: /^getMe$/, times: 1, play: { kind: 'reset' } });
  const { platform, log } = makeBot(telegram, fake().host);
  await platform.start();
  await platform.stop();
  expect(log.lines.join('\n')).toContain('cannot connect, trying again');
  expect(log.lines.join('\n')).not.toContain(testToken);
});

test('stopped while Telegram is unreachable: start ends', async () => {
  const { platform } = makeBot({ ...(await closedServer()) }, fake().host);
  const starting = platform.start();
  await new Promise((resolve) => setTimeout(resolve, 50));
  await platform.stop();
  await starting;
});

async function closedServer() {
  const telegram = await startTelegram();
  await telegram.close();
  return telegram;
}

test('a webhook left behind by another program is taken away', async () => {
  const telegram = await startTelegram();
  closing.push(telegram.close);
  telegram.world.webhook = 'https://example.invalid/hook';
  const { platform } = makeBot(telegram, fake().host);
  await platform.start();
  await expect.poll(() => telegram.polling.isPolled()).toBe(true);
  await platform.stop();
});

test('a second program with the same token: said clearly, then listening again, nothing lost', async () => {
  const { telegram, log, person, chat, calls } = await running();
  await expect.poll(() => telegram.polling.isPolled()).toBe(true);
  const other = await fetch(`${telegram.apiUrl}/bot${testToken}/getUpdates`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ timeout: 0 }),
  });
  expect(other.ok).toBe(true);
  await expect.poll(() => log.lines.join('\n')).toContain('another program uses the same token');
  telegram.say(person, chat, '/help');
  await expect.poll(() => calls.length, { timeout: 10_000 }).toBe(1);
  expect(log.lines.join('\n')).toContain('listening again');
});

test('polling survives 500, 429 and broken connections; each update is handled once', async () => {
  const { telegram, person, chat, calls } = await running();
  for (const play of [
    { kind: 'status', status: 502 },
    { kind: 'rate limit', afterMs: 1_000 },
    { kind: 'reset' },
  ] as const)
    telegram.faults.add({ match: /^getUpdates$/, times: 1, play });
  for (let at = 0; at < 4; at++) telegram.say(person, chat, '/help');
  await expect.poll(() => calls.length, { timeout: 15_000 }).toBe(4);
  telegram.say(person, chat, '/help');
  await expect.poll(() => calls.length).toBe(5);
});

test('stop lets what runs finish, confirms what was taken, and takes nothing new', async () => {
  let release = () => {};
  const slow = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { host, calls } = makeFakeHost(async (call) => {
    await slow;
    return { reply: done(), key: call.id };
  });
  const { telegram, person, chat, platform, close } = await startBot(host);
  closing.push(close);
  telegram.say(person, chat, '/help');
  await expect.poll(() => calls.length).toBe(1);
  const stopping = platform.stop();
  await expect.poll(() => telegram.polling.isPolled()).toBe(false);
  telegram.say(person, chat, '/diagnose');
  release();
  await stopping;
  expect(telegram.written(chat).map(({ text }) => text)).toEqual(['✅ Fixed']);
  expect(calls).toHaveLength(1);
  expect(telegram.polling.unconfirmed()).toBe(1);
  expect(telegram.violations()).toEqual([]);
});

test('200 commands in a moment: each is announced, all are answered, at no more than 30 a second', async () => {
  const { host } = makeFakeHost(async (call) => {
    await new Promise((resolve) => setTimeout(resolve, 100));
    return { reply: done(`for ${call.personName}`), key: call.id };
  });
  // Room for a slow machine, which sends in bunches what it is late with.
  const telegram = await startTelegram({ perSecond: 60 });
  const { platform } = makeBot(telegram, host);
  await platform.start();
  closing.push(telegram.close, () => platform.stop());
  const people = Array.from({ length: 200 }, (_, at) => telegram.user(`P${at}`));
  for (const one of people) telegram.say(one, telegram.direct(one), '/help');
  const answered = () => people.filter((one) => telegram.written(telegram.direct(one)).length === 1);
  await expect.poll(() => answered().length, { timeout: 20_000 }).toBe(200);
  for (const one of people)
    expect(telegram.written(telegram.direct(one))[0]?.text).toContain(`for ${one.first_name}`);
  const announced = new Set(telegram.world.actions.map(({ chat }) => chat));
  expect(announced.size).toBeGreaterThan(150);
  const sent = telegram.world.requests.filter(({ method }) => method === 'sendMessage').map(({ at }) => at);
  expect(Math.max(...sent) - Math.min(...sent)).toBeGreaterThan((199 / 30) * 1_000);
  expect(telegram.count(429)).toBe(0);
  expect(telegram.violations()).toEqual([]);
});
