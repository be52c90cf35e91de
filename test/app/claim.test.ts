import { rmSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { settleOwners } from '../../src/app/bot.ts';
import { makeSeal } from '../../src/redis/client/seal.ts';
import { openStore } from '../../src/store/store.ts';
import type { Store } from '../../src/store/store.types.ts';
import { newHome, pushmedic } from '../support/cli.ts';
import { listeningLog, quiet, type TestRedis, testRedis, until } from '../support/redis.ts';

vi.setConfig({ testTimeout: 60_000 });

const anna = 'telegram:1' as const;
let redis: TestRedis;
let store: Store;
let home: string;
beforeAll(async () => {
  // As a bot's own, which runs.
  redis = await testRedis();
  home = newHome();
});
afterAll(async () => {
  await redis?.close();
  rmSync(home, { recursive: true, force: true });
});
beforeEach(async () => {
  await redis.link.redis.flushall();
  store = await openStore(redis.link, { seal: makeSeal(null), log: quiet });
});

const claim = (dataDir = redis.dataDir) =>
  pushmedic(['claim'], { home, env: { PUSHMEDIC_DATA_DIR: dataDir } });

describe('pushmedic claim', () => {
  test('gives a code that counts, instead of the one before', async () => {
    const before = (await store.people.openClaim()) ?? '';
    const called = await claim();
    expect(called.code).toBe(0);
    const [, code = ''] = /^\/claim (\S+)\n$/.exec(called.stdout) ?? [];
    expect(await store.people.claim(anna, 'Anna', before)).toBe(false);
    expect(await store.people.claim(anna, 'Anna', code)).toBe(true);
  });

  test('says who the owner is where there is one, and changes nothing', async () => {
    await store.people.claim(anna, 'Anna', (await store.people.openClaim()) ?? '');
    const called = await claim();
    expect([called.code, called.stdout]).toEqual([1, '']);
    expect(called.stderr).toContain('Anna (telegram:1)');
  });

  test('starts nothing where no bot runs, and says how to', async () => {
    const called = await claim(home);
    expect([called.code, called.stdout, called.stderr]).toEqual([
      3,
      '',
      expect.stringContaining('systemctl start pushmedic'),
    ]);
  });
});

describe('the code in the log', () => {
  const codesIn = (lines: readonly string[]) =>
    lines.flatMap((line) => /\/claim ([0-9A-Z]{10})/.exec(line)?.[1] ?? []);
  const config = { owners: [], locale: 'en' };

  test('is followed by another when it has run out, until somebody owns the bot', async () => {
    const { log, lines } = listeningLog();
    const owners = await settleOwners(store.people, config, log, 10);
    expect(codesIn(lines)).toHaveLength(1);
    await redis.link.redis.del('pm:claim');
    await until('a second code', () => codesIn(lines).length === 2);
    const [first = '', second = ''] = codesIn(lines);
    expect(await store.people.claim(anna, 'Anna', first)).toBe(false);
    expect(await store.people.claim(anna, 'Anna', second)).toBe(true);
    expect(await store.people.renewClaim()).toEqual({ isOwned: true, code: null });
    owners.stop();
  });

  test('leaves a code alone that still counts', async () => {
    const code = (await store.people.openClaim()) ?? '';
    expect(await store.people.renewClaim()).toEqual({ isOwned: false, code: null });
    expect(await store.people.claim(anna, 'Anna', code)).toBe(true);
  });

  test('is none where owners are configured', async () => {
    const { log, lines } = listeningLog();
    const owners = await settleOwners(store.people, { owners: [anna], locale: 'en' }, log, 10);
    owners.stop();
    expect([codesIn(lines), (await store.people.of(anna)).role]).toEqual([[], 'owner']);
  });
});
