import { afterEach, expect, test, vi } from 'vitest';
import { commands } from '../../commands/index.ts';
import { makeHost } from '../../src/chat/dispatch.ts';
import type { Host } from '../../src/chat/platform.ts';
import type { AccountId, Address } from '../../src/model/address.ts';
import { makeNotices } from '../../src/notices/notices.ts';
import type { WatchedFlow } from '../../src/watch/events.ts';
import { openContext, watching } from '../notices/context.ts';
import { back, evicted, flowOf } from '../notices/events.ts';
import { quiet, testRedis, until } from '../support/redis.ts';
import { aRouter } from '../support/samples.ts';
import { type ChatTown, discordTown, telegramTown } from './town.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const towns: [string, (host: Host) => Promise<ChatTown>][] = [
  ['Discord', discordTown],
  ['Telegram', telegramTown],
];

/** The real commands, store, notices and deliveries; the platform's client against its strict server. */
async function running<T extends ChatTown>(start: (host: Host) => Promise<T>) {
  const redis = await testRedis();
  closing.push(() => redis.close());
  const { context, store, deliveries } = await openContext(redis.link);
  const notices = makeNotices(context, { everyMs: 50, leaseMs: 500 });
  const enqueue: (job: unknown) => Promise<string> = async () => {
    throw new Error('no job is expected');
  };
  const host: Host = makeHost({
    context: { store, publicKey: 'k', specs: commands, send: context.send, now: Date.now },
    commands,
    enqueue,
    log: quiet,
  });
  const town = await start(host);
  deliveries.runDeliverer(town.platform, { limits: { overall: null, chat: () => [] } });
  closing.push(
    town.close,
    () => deliveries.close(),
    () => notices.close(),
  );
  await store.routers.add(aRouter());
  await store.people.setOwners([town.owner]);
  await store.people.setRole(town.operator, 'operator');
  const watch = (to: Address, account: AccountId) => store.watches.put(watching({ to, account }));
  return { store, notices, town, watch };
}

const phone = (n: number, name: string): WatchedFlow['device'] => ({
  ip: `192.168.1.${n}`,
  mac: `a4:83:e7:00:00:${n}`,
  name,
});

test.each(towns)('%s: masked, allowed by an owner alone, shown, hidden again', async (_, start) => {
  const { store, notices, town, watch } = await running(start);
  const { group, other, owner } = town;
  await watch(group, owner);
  await watch(other, owner);
  const cut = async (n: number, name: string) => {
    const event = evicted(Date.now() - 60_000 + n, { flow: flowOf(phone(n, name)) });
    await notices.onEvent(event);
    return event;
  };
  const reads = (chat: Address, ...wanted: string[]) =>
    until(`${wanted} in ${chat.chat}`, () =>
      town.texts(chat).some((text) => wanted.every((part) => text.includes(part))),
    );

  // Default: masked.
  await cut(21, 'Anna’s iPhone');
  await reads(group, 'phone 1 cannot be reached');
  await town.type('operator', 'names', { show: 'shown' });
  await reads(group, 'You do not have the right');
  expect(await store.chats.showsNames(group)).toBe(false);
  await town.typeAsAdmin?.('/names shown');
  const second = await cut(22, 'Bert’s Pixel');
  await until(
    'two notices',
    () => town.texts(group).filter((text) => text.includes('cannot be')).length === 2,
  );
  expect(town.texts(group).join()).not.toMatch(/Anna|Bert|192\.168/);

  // Allowed: what is painted from now on, by workers too.
  await town.type('owner', 'names', { show: 'shown' });
  await reads(group, 'This chat reads names and addresses');
  await notices.onEvent(back(second, 41));
  await reads(group, 'Bert’s Pixel was unreachable 41 s');
  const pictured = (caption: string) =>
    until(caption, () => town.pictures(group).at(-1)?.includes(caption) ?? false);
  if (town.press) {
    await town.press('operator', 'Bert’s Pixel was unreachable', 'Details');
    await reads(group, 'Bert’s Pixel: what was seen', 'src=192.168.1.23');
    await pictured('Bert’s Pixel from');
  }
  const [from, dueAt] = [Date.now() - 3_600_000, Date.now() - 1];
  await store.notices.setDigest(group, {
    to: group,
    account: owner,
    language: 'en',
    every: 'daily',
    from,
    dueAt,
  });
  await reads(group, 'Daily digest', 'Anna’s iPhone');
  await pictured('Anna’s iPhone: forgotten');

  // The other group was not asked.
  await until('two notices there', () => town.texts(other).length === 2);
  expect([...town.texts(other), ...town.pictures(other)].join()).not.toMatch(/Anna|Bert|192\.168/);

  // Taken back: from the next message on.
  await town.type('owner', 'names', { show: 'hidden' });
  await reads(group, 'Names and addresses are hidden here');
  await cut(23, 'Carla’s iPad');
  await until(
    'three notices',
    () => town.texts(group).filter((text) => text.includes('cannot be')).length === 2,
  );
  expect(town.texts(group).join()).not.toContain('Carla');
  expect(town.violations()).toEqual([]);
});

test.each(towns)('%s: with one person alone there is nothing to allow', async (_, start) => {
  const { store, town } = await running(start);
  await town.type('owner', 'names', { show: 'shown' }, 'direct');
  await until('an answer', () => town.texts(town.direct).some((text) => text.includes('Nobody else reads')));
  expect(await store.chats.showsNames(town.direct)).toBe(false);
  expect(town.violations()).toEqual([]);
});

test('a Telegram group that gets a new id keeps its setting, its watch and its digest', async () => {
  const { store, notices, town, watch } = await running(telegramTown);
  const { group, owner } = town;
  await watch(group, owner);
  await town.type('owner', 'names', { show: 'shown' });
  await until('it is allowed', () => store.chats.showsNames(group));
  await town.type('owner', 'digest', { every: 'daily' });
  await until('a digest', async () => (await store.notices.digest(group)) !== null);
  const now = town.migrate();
  await until('it is known', async () => (await store.targets.resolve(group)).chat === now.chat);
  await notices.onEvent(evicted(Date.now() - 60_000, { flow: flowOf(phone(24, 'Dora’s phone')) }));
  await until('a notice', () => town.texts(now).some((text) => text.includes('Dora’s phone')));
  await town.type('owner', 'watch', { switch: 'off' }, 'migrated');
  await until('not watched', async () => (await store.watches.of('r1')).length === 0);
  await town.type('owner', 'digest', { every: 'off' }, 'migrated');
  await until('no digest', async () => (await store.notices.digest(group)) === null);
  await town.type('owner', 'names', { show: 'hidden' }, 'migrated');
  await until('hidden', async () => !(await store.chats.showsNames(now)));
  expect(town.violations()).toEqual([]);
});
