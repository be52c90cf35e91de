import { afterEach, expect, test } from 'vitest';
import type { Call } from '../../../src/chat/command.ts';
import { Failed } from '../../../src/model/failure.ts';
import { deliveryOf, done, makeFakeHost, working } from '../fake-host.ts';
import { until } from '../until.ts';
import { textOf } from './server/read.ts';
import { startDiscord, testToken } from './server/server.ts';
import { makeBot, startBot } from './set-up.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function running() {
  const fake = makeFakeHost((call) => ({ reply: working(), key: `job-${call.id}` }));
  const bot = await startBot(fake.host);
  closing.push(bot.close);
  return { ...bot, ...fake };
}

test('the gateway breaks in mid-command: the result arrives, missed commands are replayed after RESUME', async () => {
  const { discord, person, channel, platform, calls } = await running();
  const message = await discord.answer(discord.typeCommand(person, channel, 'diagnose'));
  discord.gateway.drop();
  await until('the break', () => !discord.gateway.connected());
  const missed = discord.typeCommand(person, channel, 'diagnose', { router: 'missed' });
  await platform.deliver(deliveryOf(calls[0] as Call, done()), null);
  expect(textOf(message)).toContain('Fixed');
  await discord.answer(missed);
  expect(discord.gateway.counts).toMatchObject({ identify: 1, resume: 1 });
  expect(calls.at(-1)?.args).toEqual({ router: 'missed' });
  expect(discord.violations()).toEqual([]);
});

test('a replayed command that is too old is survived', async () => {
  const { discord, person, channel, calls, log } = await running();
  discord.gateway.drop();
  await until('the break', () => !discord.gateway.connected());
  const old = discord.typeCommand(person, channel, 'diagnose', { router: 'old' });
  old.agedMs = 60_000;
  await until('a refusal', () => log.lines.find((line) => line.includes('10062')));
  expect(calls).toEqual([]);
  const message = await discord.answer(discord.typeCommand(person, channel, 'diagnose'));
  expect(textOf(message)).toContain('Looking');
  expect(discord.violations()).toEqual([]);
});

test('the session is lost: a new login, then as before', async () => {
  const { discord, person, channel } = await running();
  discord.gateway.forgetSession();
  discord.gateway.drop();
  await until(
    'a new login',
    () => discord.gateway.counts.identify === 2 && discord.gateway.connected(),
    20_000,
  );
  const message = await discord.answer(discord.typeCommand(person, channel, 'diagnose'));
  expect(textOf(message)).toContain('Looking');
  expect(discord.violations()).toEqual([]);
});

test('Discord asks to reconnect: resumed', async () => {
  const { discord, person, channel } = await running();
  discord.gateway.askReconnect();
  await until('a resume', () => discord.gateway.counts.resume === 1);
  await discord.answer(discord.typeCommand(person, channel, 'diagnose'));
  expect(discord.violations()).toEqual([]);
});

test('heartbeats keep coming', async () => {
  const discord = await startDiscord({ heartbeatMs: 100 });
  closing.push(() => discord.close());
  const { platform } = makeBot(discord, makeFakeHost(() => null).host);
  closing.push(() => platform.stop());
  await platform.start();
  await until('heartbeats', () => discord.gateway.counts.heartbeat >= 3);
  expect(discord.violations()).toEqual([]);
});

test('a wrong token: a clear failure, one try, the token not in the log', async () => {
  const discord = await startDiscord();
  closing.push(() => discord.close());
  const wrong = testToken.replaceAll('q', 'z');
  const { platform, log } = makeBot(discord, makeFakeHost(() => null).host, { token: wrong });
  const error: unknown = await platform.start().catch((caught: unknown) => caught);
  expect(error instanceof Failed && error.failure).toEqual({ cause: 'token-rejected', platform: 'Discord' });
  expect(discord.world.requests).toHaveLength(1);
  expect(
    JSON.stringify([log.lines, String(error), error instanceof Error && String(error.cause)]),
  ).not.toContain(wrong);
  await platform.stop();
});

test('a token refused by the gateway alone (4004) fails the same way', async () => {
  const discord = await startDiscord();
  closing.push(() => discord.close());
  // Reset from the moment on in which the first request is answered: before the client can turn to the gateway.
  const { requests, options } = discord.world;
  Object.defineProperty(options, 'token', {
    get: () => (requests.length > 0 ? 'reset meanwhile' : testToken),
  });
  const { platform } = makeBot(discord, makeFakeHost(() => null).host);
  const error = await platform.start().catch((caught: unknown) => caught);
  expect(requests).toMatchObject([{ path: expect.stringContaining('gateway/bot'), status: 200 }]);
  expect(error instanceof Failed && error.failure).toEqual({ cause: 'token-rejected', platform: 'Discord' });
  await platform.stop();
});

test('Discord cannot be reached: start keeps trying, stop ends it', async () => {
  const { platform, log } = makeBot(await closedDiscord(), makeFakeHost(() => null).host);
  const starting = platform.start();
  await until('a try', () => log.lines.find((line) => line.includes('cannot connect')));
  await platform.stop();
  await starting;
  const sent = await platform.deliver(
    { key: 'k', to: { platform: 'discord', chat: '1' }, reply: done(), revision: 1 },
    null,
  );
  expect(sent.kind).toBe('later');
});

async function closedDiscord() {
  const discord = await startDiscord();
  await discord.close();
  return discord;
}

test('stop lets a running command answer, and takes no new one', async () => {
  let release = () => {};
  const slow = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { host, calls } = makeFakeHost(async (call) => {
    await slow;
    return { reply: done(), key: call.id };
  });
  const { discord, platform, person, channel } = await startBot(host);
  closing.push(() => discord.close());
  const asked = discord.typeCommand(person, channel, 'diagnose');
  await until('the call', () => calls.length === 1);
  const stopped = platform.stop();
  release();
  await stopped;
  expect(textOf(await discord.answer(asked))).toContain('Fixed');
  expect(discord.gateway.connected()).toBe(false);
  expect(discord.violations()).toEqual([]);
});
