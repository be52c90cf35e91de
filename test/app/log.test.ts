import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { makeLog, scrub, secretsOf } from '../../src/app/log.ts';

const telegram = `7000000001:${'AAtestq'.repeat(5)}`;
const discord = `${Buffer.from('100000000000000001').toString('base64url')}.GtestA.${'q'.repeat(38)}`;
const config = {
  discord: { token: discord, apiUrl: undefined, guildId: undefined },
  telegram: { token: telegram, apiUrl: undefined },
  secret: 'correct horse battery',
};

/** Canaries: a known secret in every place from which a log line can be fed. */
function lines(say: (log: ReturnType<typeof makeLog>) => void, isTTY = false): string {
  const out = Object.assign(new PassThrough(), { isTTY }) as unknown as NodeJS.WriteStream;
  let text = '';
  out.on('data', (piece) => {
    text += piece;
  });
  say(makeLog('trace', secretsOf(config), out));
  return text;
}

const secrets = [telegram, discord, config.secret];
const places = secrets.flatMap((secret) => [false, true].map((isTTY) => ({ secret, isTTY })));
test.each(places)('a secret passes the log nowhere, on a terminal $isTTY', ({ secret, isTTY }) => {
  const cause = new Error(`fetch https://api.telegram.org/bot${secret}/getMe failed`);
  const text = lines((log) => {
    log.info(`logging in with ${secret}`);
    log.warn({ url: `http://x/bot${secret}/send`, nested: { deep: [secret] } }, 'deep');
    log.error({ err: new Error(secret, { cause }) }, 'failed');
    log.child({ token: secret }).debug('child');
  }, isTTY);
  expect(text).not.toContain(secret);
  expect(text.match(/\[secret\]/g)?.length).toBeGreaterThan(4);
});

test('what has the shape of a secret goes too, though nobody named it', () => {
  const key = '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1r\n-----END OPENSSH PRIVATE KEY-----';
  expect(scrub(`${telegram} ${discord} ${key}`, [])).toBe('[secret] [secret] [secret]');
  expect(scrub('redis://user:hunter2@redis:6379/0', [])).toBe('redis://user:[secret]@redis:6379/0');
  expect(scrub('socks5h://user:hunter2@proxy:1080', [])).toBe('socks5h://user:[secret]@proxy:1080');
});

test('what is no secret stays', () => {
  const harmless =
    'ipv4 2 tcp 6 118 ESTABLISHED src=192.168.1.188 SHA256:rCpbvAS4TN9M+501/NW5QRm6LRHMJJPcgt2Wmh39CeU';
  expect(scrub(harmless, [])).toBe(harmless);
});

test('a person at a terminal reads lines, everybody else JSON', () => {
  const say = (log: ReturnType<typeof makeLog>) => log.warn({ roles: ['bot'] }, 'running');
  expect(lines(say, true).replace(/\u001b\[\d+m/g, '')).toMatch(
    /^\[[\d:. +]+\] WARN: running\n {4}roles: \[\n/,
  );
  expect(JSON.parse(lines(say))).toMatchObject({ level: 40, roles: ['bot'], msg: 'running' });
});
