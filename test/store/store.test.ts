import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { HistoryEntry } from '../../src/model/history.ts';
import { makeSeal } from '../../src/redis/client/seal.ts';
import { openStore } from '../../src/store/store.ts';
import type { Store } from '../../src/store/store.types.ts';
import { quiet, type TestRedis, testRedis } from '../support/redis.ts';
import { anna, aPlan, aRouter } from '../support/samples.ts';

const secret = 'a secret of the house';
let redis: TestRedis;
let store: Store;

beforeAll(async () => {
  redis = await testRedis();
});
afterAll(() => redis.close());

describe.each([
  ['plain', null],
  ['sealed', secret],
])('the store, %s', (_, given) => {
  beforeEach(async () => {
    await redis.link.redis.flushall();
    store = await openStore(redis.link, { seal: makeSeal(given), log: quiet });
  });

  it('keeps routers, finds them by name whatever the size of its letters, and no name twice', async () => {
    expect(await store.routers.add(aRouter())).toBe(true);
    expect(await store.routers.add(aRouter({ id: 'r2', name: 'home' }))).toBe(false);
    expect(await store.routers.add(aRouter({ id: 'r2', name: 'Office', addedAt: 500 }))).toBe(true);
    expect(await store.routers.byName('HOME')).toEqual(aRouter());
    expect((await store.routers.list()).map(({ id }) => id)).toEqual(['r2', 'r1']);
    expect(await store.routers.get('r3')).toBeNull();
  });

  it('changes a router by many at once without losing a change', async () => {
    await store.routers.add(aRouter());
    const hostKey = { type: 'ssh-ed25519', sha256: 'SHA256:x' };
    await Promise.all([
      store.routers.update('r1', { name: 'Attic' }),
      store.routers.update('r1', { hostKey }),
      store.routers.update('r1', { lastSeenAt: 7 }),
    ]);
    expect(await store.routers.byName('attic')).toEqual(aRouter({ name: 'Attic', hostKey, lastSeenAt: 7 }));
    expect(await store.routers.byName('home')).toBeNull();
    expect(await store.routers.update('nobody', { lastSeenAt: 7 })).toBeNull();
  });

  it('refuses to rename a router to a name that another has', async () => {
    await store.routers.add(aRouter());
    await store.routers.add(aRouter({ id: 'r2', name: 'Office' }));
    await expect(store.routers.update('r2', { name: 'hOmE' })).rejects.toMatchObject({
      failure: { cause: 'router-exists', name: 'hOmE' },
    });
    expect((await store.routers.byName('office'))?.id).toBe('r2');
  });

  it('removes a router with its name, devices and applied plan', async () => {
    await store.routers.add(aRouter());
    await store.plans.put(aPlan());
    await store.plans.finish('p1', 'applied');
    await store.routers.sawDevices('r1', [{ name: 'iPhone', ip: '192.168.1.7', mac: null }]);
    expect(await store.routers.remove('r1')).toBe(true);
    expect(await store.routers.remove('r1')).toBe(false);
    expect(await store.routers.byName('Home')).toBeNull();
    expect(await store.routers.devices('r1')).toEqual([]);
    expect(await applied()).toEqual([]);
    expect(await store.routers.add(aRouter())).toBe(true);
  });

  it('remembers devices newest first, each once, at most 50, whoever saw them at the same time', async () => {
    const phone = { name: 'iPhone', ip: '192.168.1.7', mac: 'aa:bb:cc:dd:ee:ff' };
    await store.routers.sawDevices('r1', [phone, { name: null, ip: '192.168.1.8', mac: null }]);
    await store.routers.sawDevices('r1', [{ ...phone, ip: '192.168.1.9' }]);
    expect(await store.routers.devices('r1')).toEqual([
      { ...phone, ip: '192.168.1.9' },
      { name: null, ip: '192.168.1.8', mac: null },
    ]);
    const many = Array.from({ length: 60 }, (__, i) => ({ name: null, ip: `10.0.0.${i}`, mac: null }));
    await Promise.all(many.map((one) => store.routers.sawDevices('r1', [one])));
    expect(await store.routers.devices('r1')).toHaveLength(50);
  });

  it('lets one of 50 takers have a plan', async () => {
    await store.plans.put(aPlan());
    const others = await Promise.all(Array.from({ length: 5 }, () => redis.connect()));
    const stores = await Promise.all(
      others.map((link) => openStore(link, { seal: makeSeal(given), log: quiet })),
    );
    const taken = await Promise.all(
      Array.from({ length: 50 }, (__, i) => (stores[i % 5] ?? store).plans.take('p1', 5_000)),
    );
    const won = taken.filter(({ plan }) => plan !== null);
    expect(won).toEqual([{ plan: aPlan({ status: 'taken' }), was: 'open' }]);
    expect(taken.filter(({ was }) => was === 'taken')).toHaveLength(49);
  });

  it('says why a plan cannot be taken', async () => {
    await store.plans.put(aPlan());
    await store.plans.put(aPlan({ id: 'p2' }));
    expect(await store.plans.take('p1', 10_000)).toEqual({ plan: null, was: 'expired' });
    expect(await store.plans.take('p0', 5_000)).toEqual({ plan: null, was: 'unknown' });
    await store.plans.take('p2', 5_000);
    await store.plans.finish('p2', 'failed');
    expect(await store.plans.take('p2', 5_000)).toEqual({ plan: null, was: 'failed' });
  });

  const applied = async () => (await store.plans.applied('r1')).map(({ id }) => id);

  it('knows the plan that stands on a router until it is reverted, however old', async () => {
    await store.plans.put(aPlan());
    await store.plans.put(aPlan({ id: 'p2' }));
    await store.plans.finish('p1', 'applied');
    expect(await applied()).toEqual(['p1']);
    expect(await redis.link.redis.ttl('pm:plan:p1')).toBe(-1);
    await store.plans.finish('p2', 'failed');
    expect(await applied()).toEqual(['p1']);
    await store.plans.finish('p1', 'reverted');
    expect(await applied()).toEqual([]);
    expect(await redis.link.redis.ttl('pm:plan:p1')).toBeGreaterThan(0);
    expect((await store.plans.get('p1'))?.status).toBe('reverted');
  });

  it('knows several plans of a router, one of each remedy', async () => {
    const timeouts = { ...aPlan().offer, remedy: 'conntrack-timeout' };
    await store.plans.put(aPlan());
    await store.plans.put(aPlan({ id: 'p2', offer: timeouts, createdAt: 2_000 }));
    await store.plans.put(aPlan({ id: 'p3', createdAt: 3_000 }));
    for (const id of ['p1', 'p2', 'p3']) await store.plans.finish(id, 'applied');
    expect(await applied()).toEqual(['p3', 'p2']);
    // The one whose place was taken is kept no longer than its buttons.
    expect(await redis.link.redis.ttl('pm:plan:p1')).toBeGreaterThan(0);
    await store.plans.finish('p3', 'reverted');
    expect(await applied()).toEqual(['p2']);
  });

  it('gives what a button stands for one short id, and none for what it never saw', async () => {
    const id = await store.presses.put({ command: 'details', args: { id: 'd1', page: '2' } });
    expect(id).toMatch(/^[\w-]{16}$/);
    expect(await store.presses.put({ command: 'details', args: { page: '2', id: 'd1' } })).toBe(id);
    expect(await store.presses.put({ command: 'details', args: { id: 'd1' } })).not.toBe(id);
    expect(await store.presses.get(id)).toEqual({ command: 'details', args: { id: 'd1', page: '2' } });
    expect(await store.presses.get('nothing')).toBeNull();
    expect(await store.presses.get('../accounts')).toBeNull();
  });

  it('never goes back to an older revision of a message', async () => {
    await store.messages.set('k', 'm1', 2);
    await store.messages.set('k', 'old', 1);
    expect(await store.messages.get('k')).toEqual({ message: 'm1', revision: 2 });
    await store.messages.set('k', 'm2', 3);
    expect(await store.messages.get('k')).toEqual({ message: 'm2', revision: 3 });
    expect(await store.messages.get('other')).toBeNull();
  });

  it('reads history newest first, of one router or of all', async () => {
    const entry = (at: number, routerId: string): HistoryEntry => ({
      at,
      routerId,
      routerName: 'Home',
      account: anna,
      personName: '<b>@everyone</b>',
      action: 'apply',
      phase: 'start',
      outcome: '',
      planId: 'p1',
    });
    for (const [at, id] of [
      [1, 'r1'],
      [2, 'r2'],
      [3, 'r1'],
    ] as const)
      await store.history.write(entry(at, id));
    expect(await store.history.read('r1', 10)).toEqual([entry(3, 'r1'), entry(1, 'r1')]);
    expect((await store.history.read(null, 2)).map(({ at }) => at)).toEqual([3, 2]);
    expect(await store.history.read(null, 0)).toEqual([]);
  });

  it('marks chats dead and alive, and follows a chat that moved twice', async () => {
    const to = { platform: 'telegram', chat: '-1', thread: '5' } as const;
    await store.targets.migrate('telegram', '-1', '-2');
    await store.targets.migrate('telegram', '-2', '-3');
    expect(await store.targets.resolve(to)).toEqual({ ...to, chat: '-3' });
    await store.targets.markDead({ platform: 'telegram', chat: '-3' }, 'kicked');
    expect(await store.targets.isDead(to)).toBe(true);
    expect(await store.targets.isDead({ platform: 'discord', chat: '-3' })).toBe(false);
    await store.targets.revive({ platform: 'telegram', chat: '-3' });
    expect(await store.targets.isDead(to)).toBe(false);
    await store.targets.migrate('telegram', '-3', '-1');
    expect((await store.targets.resolve(to)).chat).toBe('-1');
  });

  it('shows names in a chat as it was said there, whatever id the chat gets', async () => {
    const [old, now] = ['-11', '-12'].map((chat) => ({ platform: 'telegram' as const, chat, thread: '5' }));
    if (!old || !now) throw new Error('no chats');
    expect(await store.chats.showsNames(old)).toBe(false);
    await store.chats.setShowsNames(old, true);
    await store.targets.migrate('telegram', '-11', '-12');
    expect(await store.targets.origin(now)).toEqual(old);
    expect(await store.chats.showsNames(now)).toBe(true);
    expect(await store.chats.showsNames({ platform: 'discord', chat: '-12' })).toBe(false);
    await store.chats.setShowsNames(now, false);
    expect(await store.chats.showsNames(old)).toBe(false);
  });

  it('keeps details and notes', async () => {
    const reply = {
      tone: 'info' as const,
      title: 'Long',
      blocks: [{ kind: 'code' as const, text: 'a\nb' }],
      buttons: [],
    };
    expect(await store.details.get(await store.details.put(reply))).toEqual(reply);
    expect(await store.details.get('nothing')).toBeNull();
    await store.notes.set('commands', 'hash');
    expect(await store.notes.get('commands')).toBe('hash');
    expect(await store.notes.get('other')).toBeNull();
  });
});

describe('sealing', () => {
  const everything = async () => {
    const { redis: db } = redis.link;
    const values = await Promise.all(
      (await db.keys('*')).map(async (name) => {
        const type = await db.type(name);
        if (type === 'hash') return Object.values(await db.hgetall(name));
        return type === 'list' ? db.lrange(name, 0, -1) : [await db.get(name)];
      }),
    );
    return JSON.stringify(values);
  };

  it('leaves nothing of a router, its devices, rules or people to be read in Redis', async () => {
    await redis.link.redis.flushall();
    store = await openStore(redis.link, { seal: makeSeal(secret), log: quiet });
    await store.routers.add(aRouter({ host: 'canary-host' }));
    await store.routers.sawDevices('r1', [{ name: 'canary-phone', ip: '10.9.8.7', mac: null }]);
    await store.plans.put(aPlan({ fingerprint: 'canary-chain' }));
    await store.presses.put({ command: 'diagnose', args: { router: 'canary-press' } });
    await store.people.setRole(anna, 'viewer', 'canary-name');
    const stored = await everything();
    expect(stored).toContain('sealed:1:');
    expect(stored).not.toMatch(/canary|10\.9\.8\.7/);
  });

  it('refuses a record that was moved to another or changed', async () => {
    await redis.link.redis.flushall();
    store = await openStore(redis.link, { seal: makeSeal(secret), log: quiet });
    await store.routers.add(aRouter());
    const body = (await redis.link.redis.hget('pm:routers', 'r1')) ?? '';
    await redis.link.redis.hset('pm:routers', 'r2', body);
    await expect(store.routers.get('r2')).rejects.toThrow();
    await redis.link.redis.hset('pm:routers', 'r1', `${body.slice(0, -6)}AAAAAA`);
    await expect(store.routers.get('r1')).rejects.toThrow();
    expect(await store.routers.list()).toEqual([]);
  });

  it('leaves data alone that a newer release has laid out, and says so', async () => {
    await redis.link.redis.flushall();
    await redis.link.redis.set('pm:layout', '2');
    await expect(openStore(redis.link, { seal: makeSeal(secret), log: quiet })).rejects.toMatchObject({
      failure: { cause: 'data-newer', found: 2, reads: 1 },
    });
    expect(await redis.link.redis.keys('*')).toEqual(['pm:layout']);
  });

  it('reads what was stored before there was a secret; says so when the secret is another or is gone', async () => {
    await redis.link.redis.flushall();
    await (await openStore(redis.link, { seal: makeSeal(null), log: quiet })).routers.add(aRouter());
    const sealed = await openStore(redis.link, { seal: makeSeal(secret), log: quiet });
    expect(await sealed.routers.get('r1')).toEqual(aRouter());
    for (const wrong of [makeSeal('another secret'), makeSeal(null)])
      await expect(openStore(redis.link, { seal: wrong, log: quiet })).rejects.toMatchObject({
        failure: { cause: 'config-invalid' },
      });
  });
});
