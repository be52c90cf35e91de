import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Failed } from '../../src/model/failure.ts';
import { parseRedisUrl } from '../../src/redis/client/url.ts';

it.each([
  ['redis://localhost', { kind: 'single', tls: false, node: { host: 'localhost', port: 6379 }, db: 0 }],
  [
    'rediss://bot:p%40ss%3A@cache.example:6380/2',
    {
      kind: 'single',
      tls: true,
      username: 'bot',
      password: 'p@ss:',
      node: { host: 'cache.example', port: 6380 },
      db: 2,
    },
  ],
  [
    'redis://:pw@[::1]:7000',
    { kind: 'single', tls: false, password: 'pw', node: { host: '::1', port: 7000 }, db: 0 },
  ],
  [
    'redis+sentinel://:pw@s1:26379,s2/mymaster/1',
    {
      kind: 'sentinel',
      tls: false,
      password: 'pw',
      sentinels: [
        { host: 's1', port: 26379 },
        { host: 's2', port: 26379 },
      ],
      master: 'mymaster',
      db: 1,
    },
  ],
  [
    'rediss+cluster://c1:7000,c2',
    {
      kind: 'cluster',
      tls: true,
      nodes: [
        { host: 'c1', port: 7000 },
        { host: 'c2', port: 6379 },
      ],
    },
  ],
])('reads %s', (url, place) => {
  expect(parseRedisUrl(url)).toEqual(place);
});

it.each([
  'http://localhost',
  'redis://user:hidden@',
  'redis://host:0',
  'redis://host:99999',
  'redis://host/one',
  'redis://a,b',
  'redis+sentinel://host',
  'redis+cluster://a,,b',
  'redis://us%ser:hidden@host',
  'redis://:hidden@host:nan',
])('refuses %s by the name of the variable and without repeating it', (url) => {
  const refused = (() => {
    try {
      return parseRedisUrl(url);
    } catch (error) {
      return error;
    }
  })();
  expect(refused).toBeInstanceOf(Failed);
  const { failure } = refused as Failed;
  expect(failure.cause).toBe('config-invalid');
  expect(JSON.stringify(failure)).toContain('REDIS_URL: ');
  expect(JSON.stringify(failure)).not.toContain('hidden');
});

it('reads or refuses anything, and never throws something else', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string().map((text) => `redis+cluster://${text}`),
      ),
      (url) => {
        try {
          parseRedisUrl(url);
        } catch (error) {
          expect(error).toBeInstanceOf(Failed);
        }
      },
    ),
  );
});
