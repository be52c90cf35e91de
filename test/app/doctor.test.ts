import { mkdir } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/app/config.ts';
import { examine } from '../../src/app/doctor/index.ts';
import { openCore } from '../../src/app/wiring.ts';
import type { Language } from '../../src/model/language.ts';
import type { Router } from '../../src/model/router.ts';
import { makeSeal } from '../../src/redis/client/seal.ts';
import { makeKeyPair } from '../../src/ssh/key-pair.ts';
import { openStore } from '../../src/store/store.ts';
import { speak } from '../../src/words/words.ts';
import { type Discord, testToken as discordToken, startDiscord } from '../chat/discord/server/server.ts';
import { startTelegram, type Telegram, testToken as telegramToken } from '../chat/telegram/server/server.ts';
import { type Town, town } from '../e2e/town.ts';
import { startConnectProxy } from '../support/proxy-servers.ts';
import { quiet, testRedis } from '../support/redis.ts';
import { configOf, nowhere, secrets, strangeDiscordToken, strangeTelegramToken } from './settings.ts';

let place: Town;
let discord: Discord;
let telegram: Telegram;

beforeAll(async () => {
  place = await town();
  discord = await startDiscord();
  telegram = await startTelegram();
});
afterAll(async () => {
  await telegram.close();
  await discord.close();
  await place.close();
});

const both = () => ({
  DISCORD_TOKEN: discordToken,
  DISCORD_API_URL: discord.apiUrl,
  TELEGRAM_TOKEN: telegramToken,
  TELEGRAM_API_URL: telegram.apiUrl,
});

/** What the doctor says, by the name of what was looked at. No secret is ever in it. */
async function findings(more: Record<string, string>, language: Language = 'en') {
  const all = await examine({ config: configOf(place, more), service: null, other: null }, speak(language));
  const text = JSON.stringify(all);
  for (const secret of secrets) expect(text).not.toContain(secret);
  return Object.fromEntries(all.map(({ name, state, text }) => [name, `${state}: ${text}`]));
}

async function register(more: Partial<Router>): Promise<void> {
  const core = await openCore(configOf(place), quiet);
  const { target, hostKey } = place.router;
  const router = { id: 'r', name: 'home', owner: 'o', ...target, hostKey, addedAt: 0, lastSeenAt: null };
  await core.store.routers.remove('r').catch(() => undefined);
  await core.store.routers.add({ ...router, ...more });
  await core.close();
}

test('all is well: Redis, both tokens, the key and the router', async () => {
  await register({});
  expect(await findings(both())).toEqual({
    Redis: expect.stringMatching(/^fine: answers \(version \d/),
    Discord: 'fine: logged in as pushmedic',
    Telegram: 'fine: logged in as @pushmedic_bot',
    'SSH key': expect.stringMatching(/^fine: ssh-ed25519 SHA256:/),
    'router home': expect.stringMatching(/^fine: logs in \(\d+ ms\)/),
  });
  expect(discord.violations()).toEqual([]);
  expect(telegram.violations()).toEqual([]);
});

test('tokens that are refused: where a new one is made', async () => {
  const found = await findings({
    ...both(),
    DISCORD_TOKEN: strangeDiscordToken,
    TELEGRAM_TOKEN: strangeTelegramToken,
  });
  expect(found.Discord).toMatch(/^attention: .*Developer Portal/);
  expect(found.Telegram).toMatch(/^attention: .*@BotFather/);
  const chinese = await findings({ ...both(), TELEGRAM_TOKEN: strangeTelegramToken }, 'zh');
  expect(chinese.Telegram).toMatch(/^attention: \P{ASCII}/u);
});

test('platforms that cannot be reached: why, and the token is not in it', async () => {
  const found = await findings({ ...both(), DISCORD_API_URL: nowhere, TELEGRAM_API_URL: nowhere });
  for (const name of ['Discord', 'Telegram'])
    expect(found[name]).toMatch(/^attention: could not be reached: (ECONNREFUSED|bad port|Error)/);
});

test('a platform that says nothing is given up, with a word and not a number', async () => {
  const silent: Server = createServer(() => {});
  const port = await new Promise<number>((resolve) =>
    silent.listen(0, '127.0.0.1', () => {
      const at = silent.address();
      resolve(typeof at === 'object' && at ? at.port : 0);
    }),
  );
  const found = await findings({ ...both(), TELEGRAM_API_URL: `http://127.0.0.1:${port}` });
  expect(found.Telegram).toBe('attention: could not be reached: TimeoutError');
  silent.close();
});

test('Redis that does not answer: said, and that the routers are in it', async () => {
  const found = await findings({ ...both(), REDIS_URL: 'redis://127.0.0.1:1' });
  expect(found.Redis).toMatch(/^attention: does not answer: .*REDIS_URL/);
  expect(found.router).toMatch(/^off: /);
  expect(found.Discord).toMatch(/^fine/);
});

test('a key file that is none: said; the rest is looked at all the same', async () => {
  const folder = join(place.env.PUSHMEDIC_DATA_DIR ?? '', 'folder');
  await mkdir(folder);
  const found = await findings({ PUSHMEDIC_KEY_FILE: folder });
  expect(found['SSH key']).toMatch(/^attention: /);
  expect(found.Redis).toMatch(/^fine/);
});

test.each<[string, () => Partial<Router>, RegExp]>([
  ['a router that is not there', () => ({ port: 1 }), /^attention: \S.{20,}/],
  [
    'a router with another host key',
    () => ({ hostKey: { ...place.router.hostKey, sha256: 'SHA256:another' } }),
    /^attention: .*key/i,
  ],
  ['a router nobody trusted yet', () => ({ hostKey: null }), /Trust this key/],
  ['a router outside of what may be visited', () => ({ host: '192.0.2.1' }), /PUSHMEDIC_ALLOW/],
])('%s: what to do', async (_, more, said) => {
  await register(more());
  expect((await findings({}))['router home']).toMatch(said);
});

test('a router that does not know the key: the line to paste', async () => {
  await register({});
  const { writeFile } = await import('node:fs/promises');
  const file = join(place.env.PUSHMEDIC_DATA_DIR ?? '', 'other-key');
  await writeFile(file, makeKeyPair('other').private, { mode: 0o600 });
  expect((await findings({ PUSHMEDIC_KEY_FILE: file }))['router home']).toMatch(/^attention: .*key/i);
});

test('beside a bot that runs with a private Redis, that one is asked for the routers', async () => {
  const redis = await testRedis();
  try {
    const { REDIS_URL: _, ...env } = place.env;
    const config = readConfig({ ...env, PUSHMEDIC_DATA_DIR: redis.dataDir });
    const { routers } = await openStore(redis.link, { seal: makeSeal(config.secret), log: quiet });
    const { target, hostKey } = place.router;
    await routers.add({
      id: 'r',
      name: 'attic',
      owner: 'o',
      ...target,
      hostKey,
      addedAt: 0,
      lastSeenAt: null,
    });
    const all = await examine({ config, service: null, other: null }, speak('en'));
    const texts = all.map(({ name, state, text }) => `${name}: ${state}: ${text}`);
    expect(texts).toContainEqual(expect.stringMatching(/^Redis: fine: .* of the bot that is running$/));
    expect(texts).toContainEqual(expect.stringMatching(/^router attic: fine: logs in/));
    expect(await redis.link.redis.ping()).toBe('PONG');
  } finally {
    await redis.close();
  }
});

test('it says which proxy was used, and what a wrong one did', async () => {
  const proxy = await startConnectProxy();
  try {
    const { host } = new URL(proxy.url);
    const good = await findings({ ...both(), PUSHMEDIC_PROXY: proxy.url });
    expect(good.Telegram).toContain(`(through http://${host})`);
    expect(proxy.tunnels.length).toBeGreaterThanOrEqual(2);
    const refused = await findings({ ...both(), PUSHMEDIC_PROXY: `http://anna:wrong@${host}` });
    expect(refused.Telegram).toContain(`could not be reached through http://${host}`);
    expect(JSON.stringify(refused)).not.toContain('wrong');
  } finally {
    await proxy.close();
  }
});
