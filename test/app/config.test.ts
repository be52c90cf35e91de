import { expect, test } from 'vitest';
import { readConfig } from '../../src/app/config.ts';
import { Failed } from '../../src/model/failure.ts';

const discordToken = `${'A'.repeat(26)}.GabcdE.${'q'.repeat(38)}`;

function problemsOf(env: NodeJS.ProcessEnv): string[] {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof Failed && error.failure.cause === 'config-invalid') return error.failure.problems;
    throw error;
  }
  return [];
}

test('nothing set is a working configuration: private Redis, private ranges, nobody owns it', () => {
  expect(readConfig({})).toMatchObject({
    discord: null,
    telegram: null,
    redisUrl: null,
    owners: [],
    httpPort: null,
    logLevel: 'info',
  });
  expect(readConfig({}).allow.length).toBeGreaterThan(0);
});

test('a blank value is as good as none', () => {
  expect(readConfig({ DISCORD_TOKEN: '', REDIS_URL: '  ', PUSHMEDIC_HTTP_PORT: '' })).toMatchObject({
    discord: null,
    redisUrl: null,
    httpPort: null,
  });
});

test('everything set is read', () => {
  const config = readConfig({
    DISCORD_TOKEN: discordToken,
    DISCORD_GUILD_ID: '123456789012345678',
    TELEGRAM_TOKEN: `12345:${'x'.repeat(35)}`,
    TELEGRAM_API_URL: 'http://127.0.0.1:8081/',
    REDIS_URL: 'rediss://user:pass@redis.lan:6380/2',
    PUSHMEDIC_OWNERS: 'discord:1234567, telegram:42',
    PUSHMEDIC_ALLOW: '10.1.0.0/16, fd00::/8',
    PUSHMEDIC_HTTP_PORT: '9000',
    LOG_LEVEL: 'debug',
    NO_COLOR: '1',
    LANG: 'zh_CN.UTF-8',
  });
  expect(config).toMatchObject({
    discord: { token: discordToken, guildId: '123456789012345678' },
    telegram: { apiUrl: 'http://127.0.0.1:8081' },
    owners: ['discord:1234567', 'telegram:42'],
    httpPort: 9000,
    plain: true,
    locale: 'zh_CN.UTF-8',
  });
  expect(config.allow).toHaveLength(2);
});

test('every wrong value is named at once, and none is repeated', () => {
  const wrong = {
    DISCORD_TOKEN: 'secret',
    DISCORD_API_URL: 'ftp://x',
    DISCORD_GUILD_ID: 'my server',
    TELEGRAM_TOKEN: 'hunter2',
    TELEGRAM_API_URL: 'localhost',
    REDIS_URL: 'http://x',
    PUSHMEDIC_OWNERS: 'anna',
    PUSHMEDIC_SECRET: 'short',
    PUSHMEDIC_ALLOW: '10.0.0.0/99',
    PUSHMEDIC_HTTP_PORT: '99999',
    LOG_LEVEL: 'loud',
  };
  const problems = problemsOf(wrong);
  expect(problems.map((problem) => problem.split(':')[0])).toEqual(Object.keys(wrong));
  expect(problems.join('\n')).not.toMatch(/hunter2|secret\b|short/);
});
