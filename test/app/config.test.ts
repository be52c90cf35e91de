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
    httpHost: '127.0.0.1',
    public: null,
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
    PUSHMEDIC_HTTP_HOST: '::1',
    PUSHMEDIC_PROXY: 'socks5h://user:pass@proxy.lan:1080',
    PUSHMEDIC_TIMEZONE: 'europe/berlin',
    PUSHMEDIC_PUBLIC: 'files',
    LOG_LEVEL: 'debug',
    NO_COLOR: '1',
    LANG: 'zh_CN.UTF-8',
  });
  expect(config).toMatchObject({
    discord: { token: discordToken, guildId: '123456789012345678' },
    telegram: { apiUrl: 'http://127.0.0.1:8081' },
    owners: ['discord:1234567', 'telegram:42'],
    httpPort: 9000,
    httpHost: '::1',
    proxy: { always: 'socks5h://user:pass@proxy.lan:1080' },
    timezone: 'Europe/Berlin',
    public: 'files',
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
    PUSHMEDIC_PROXY: 'ftp://hunter2@proxy',
    PUSHMEDIC_HTTP_HOST: 'any where',
    PUSHMEDIC_TIMEZONE: 'Mars/Olympus',
    PUSHMEDIC_PUBLIC: 'everything',
    LOG_LEVEL: 'loud',
  };
  const problems = problemsOf(wrong);
  expect(problems.map((problem) => problem.split(':')[0])).toEqual(Object.keys(wrong));
  expect(problems.join('\n')).not.toMatch(/hunter2|secret\b|short/);
});

test.each(['http://', 'socks4://proxy', 'ftp://hunter2@proxy'])('%s is no proxy', (proxy) => {
  const [problem, ...more] = problemsOf({ PUSHMEDIC_PROXY: proxy });
  expect(more).toEqual([]);
  expect(problem).toMatch(/^PUSHMEDIC_PROXY: must be/);
});

test('every unknown name is told, with the nearest there is and beside every wrong value; others are nobody’s business', () => {
  expect(
    problemsOf({
      PUSHMEDIC_ALOW: '10.0.0.0/8',
      TELEGRAM_TOKEN: 'hunter2',
      DISCORD_TOKENS: 'hunter3',
      PUSHMEDIC_SOMETHING_ELSE_ALTOGETHER: '',
      HTTPS_PROXY: 'http://proxy',
      HOME: '/root',
    }),
  ).toEqual([
    'TELEGRAM_TOKEN: does not look like a bot token (digits:letters)',
    'PUSHMEDIC_ALOW: there is no such setting; PUSHMEDIC_ALLOW is one',
    'DISCORD_TOKENS: there is no such setting; DISCORD_TOKEN is one',
    'PUSHMEDIC_SOMETHING_ELSE_ALTOGETHER: there is no such setting',
  ]);
});
