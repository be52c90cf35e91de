import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { makeSeal } from '../../src/redis/client/seal.ts';
import { openStore } from '../../src/store/store.ts';
import type { Store } from '../../src/store/store.types.ts';
import { quiet, type TestRedis, testRedis } from '../support/redis.ts';
import { anna, bert } from '../support/samples.ts';

let redis: TestRedis;
let people: Store['people'];
const expireNow = async (pattern: string) => {
  const found = await redis.link.redis.keys(pattern);
  expect(found).toHaveLength(1);
  expect(await redis.link.redis.ttl(found[0] ?? '')).toBeGreaterThan(14 * 60);
  expect(await redis.link.redis.ttl(found[0] ?? '')).toBeLessThanOrEqual(15 * 60);
  await redis.link.redis.pexpire(found[0] ?? '', 1);
  await new Promise((resolve) => setTimeout(resolve, 20));
};
const claim = async (account = anna) => {
  const code = await people.openClaim();
  if (code === null) throw new Error('no code');
  return people.claim(account, 'Anna', code);
};

beforeAll(async () => {
  redis = await testRedis();
});
afterAll(() => redis.close());
beforeEach(async () => {
  await redis.link.redis.flushall();
  people = (await openStore(redis.link, { seal: makeSeal(null), log: quiet })).people;
});

it('knows nothing of a stranger and stores nothing about one', async () => {
  expect(await people.of(anna)).toEqual({
    id: anna,
    accounts: [anna],
    role: null,
    language: null,
    spoken: null,
    name: anna,
  });
  expect(await people.list()).toEqual([]);
});

it('gives the bot to one of many who send the code at once, and to nobody afterwards', async () => {
  const code = (await people.openClaim()) ?? '';
  const typed = `${code.slice(0, 5).toLowerCase()}-${code.slice(5)} `;
  const tries = await Promise.all(
    Array.from({ length: 50 }, (_, i) => people.claim(`telegram:${i}`, `P${i}`, typed)),
  );
  expect(tries.filter(Boolean)).toHaveLength(1);
  const owners = (await people.list()).filter(({ role }) => role === 'owner');
  expect(owners.map(({ accounts }) => accounts)).toEqual([[`telegram:${tries.indexOf(true)}`]]);
  expect(await people.claim(anna, 'Anna', code)).toBe(false);
  expect(await people.openClaim()).toBeNull();
});

it('refuses a wrong claim code and keeps the right one; a newer code replaces it', async () => {
  const first = (await people.openClaim()) ?? '';
  expect(await people.claim(anna, 'Anna', '0000000000')).toBe(false);
  const second = (await people.openClaim()) ?? '';
  expect(await people.claim(anna, 'Anna', first)).toBe(false);
  expect(await people.claim(anna, 'Anna', second)).toBe(true);
  expect(await people.of(anna)).toMatchObject({ role: 'owner', name: 'Anna' });
});

it('lets a claim code and a link code live for 15 minutes', async () => {
  const code = (await people.openClaim()) ?? '';
  await expireNow('pm:claim');
  expect(await people.claim(anna, 'Anna', code)).toBe(false);
  const link = await people.openLink(anna);
  await expireNow('pm:link:*');
  expect(await people.link(bert, link)).toBe(false);
});

it('makes one person of two accounts, once per code', async () => {
  await claim();
  await people.setLanguage(bert, 'zh');
  const code = await people.openLink(anna);
  const tries = await Promise.all(Array.from({ length: 20 }, () => people.link(bert, code)));
  expect(tries.filter(Boolean)).toHaveLength(1);
  const person = await people.of(bert);
  expect(person).toEqual(await people.of(anna));
  expect(person).toMatchObject({ id: anna, role: 'owner', language: 'zh', name: 'Anna' });
  expect(new Set(person.accounts)).toEqual(new Set([anna, bert]));
  expect(await people.list()).toHaveLength(1);
});

it('does not hand the rights of who types a link code to who opened it', async () => {
  await claim();
  const code = await people.openLink(bert);
  expect(await people.link(anna, code)).toBe(false);
  expect((await people.of(bert)).role).toBeNull();
  expect((await people.of(anna)).accounts).toEqual([anna]);
});

it('sets and takes roles and languages of every account of a person', async () => {
  await claim();
  await people.setRole(bert, 'operator', 'Bert');
  await people.link('discord:2', await people.openLink(bert));
  expect(await people.of('discord:2')).toMatchObject({ id: bert, role: 'operator', name: 'Bert' });
  await people.setLanguage('discord:2', 'zh');
  expect((await people.of(bert)).language).toBe('zh');
  await people.setRole('discord:2', null);
  expect((await people.of(bert)).role).toBeNull();
});

it('makes the configured accounts the owners and nobody else', async () => {
  await claim();
  await people.setRole('discord:3', 'viewer');
  await people.setOwners([]);
  expect((await people.of(anna)).role).toBe('owner');
  await people.setOwners([bert, 'discord:5']);
  expect((await people.of(anna)).role).toBeNull();
  expect((await people.of(bert)).role).toBe('owner');
  expect((await people.of('discord:5')).role).toBe('owner');
  expect((await people.of('discord:3')).role).toBe('viewer');
  expect(await people.openClaim()).toBeNull();
});

it('refuses a stranger once a day', async () => {
  const tries = await Promise.all(Array.from({ length: 10 }, () => people.refuseOnce(bert)));
  expect(tries.filter(Boolean)).toHaveLength(1);
  expect(await redis.link.redis.ttl(`pm:refused:${bert}`)).toBeGreaterThan(23 * 3600);
  expect(await people.refuseOnce(anna)).toBe(true);
});

it('keeps people over a restart of Redis and of the bot', async () => {
  await claim();
  redis.kill();
  const again = await redis.connect();
  const store = await openStore(again, { seal: makeSeal(null), log: quiet });
  expect((await store.people.of(anna)).role).toBe('owner');
});
