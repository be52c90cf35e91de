import { type DemoOptions, type DemoRouter, startDemoRouter } from '../../src/demo/router.ts';
import type { Router } from '../../src/model/router.ts';
import { makeSeal } from '../../src/redis/client/seal.ts';
import { readIdentity } from '../../src/ssh/identity.ts';
import { makeKeyPair } from '../../src/ssh/key-pair.ts';
import type { Sessions } from '../../src/ssh/session.types.ts';
import { makeSessions } from '../../src/ssh/sessions.ts';
import { openStore } from '../../src/store/store.ts';
import type { Watch, WatchEvent, WatchEventOf } from '../../src/watch/events.ts';
import { startWatchers } from '../../src/watch/watcher.ts';
import type { WatcherSetup, Watchers, WatchTiming } from '../../src/watch/watcher.types.ts';
import { quiet, type TestRedis, testRedis } from '../support/redis.ts';
import { anna, aRouter } from '../support/samples.ts';

export const identity = makeKeyPair();

export const aWatch = (change: Partial<Watch> = {}): Watch => ({
  routerId: 'r1',
  to: { platform: 'discord', chat: '1' },
  account: anna,
  language: 'en',
  keepFixed: false,
  since: 1_000,
  ...change,
});

/** Short times: what takes minutes at home takes moments here. */
export const quick: Partial<WatchTiming> = {
  everyS: 5,
  rulesEveryS: 20,
  leaseMs: 2_000,
  renewMs: 200,
  pauseMs: { first: 50, longest: 400 },
  saveMs: 200,
  confirmMs: 200,
  blindMs: 0,
};

export interface House {
  redis: TestRedis;
  demo: DemoRouter;
  router: Router;
  store: Awaited<ReturnType<typeof openStore>>;
  /** What was told, in order, whoever told it. */
  events: WatchEvent[];
  of<K extends WatchEvent['kind']>(kind: K): WatchEventOf<K>[];
  sessions: Sessions;
  /** Runs something on the router, behind the watchers' back. */
  shell(script: string): Promise<string>;
  /** Another worker. */
  watch(change?: Partial<WatcherSetup>): Watchers;
  close(): Promise<void>;
}

/** A demo router that is registered and watched for, on a real Redis. */
export async function openHouse(options: Partial<DemoOptions> = {}): Promise<House> {
  const redis = await testRedis();
  const demo = await startDemoRouter({ identityKeys: [identity.public], factor: 50, ...options });
  const store = await openStore(redis.link, { seal: makeSeal('a secret'), log: quiet });
  const router = aRouter({ ...demo.target, hostKey: demo.hostKey });
  await store.routers.add(router);
  await store.watches.put(aWatch());
  const events: WatchEvent[] = [];
  const own = makeSessions({ identity: readIdentity(identity.private, 'test') });
  const ends: (() => Promise<void>)[] = [];
  return {
    redis,
    demo,
    router,
    store,
    events,
    sessions: own,
    shell: (script) =>
      own.borrow(demo.target, { hostKey: demo.hostKey, limited: false }, async (session) => {
        const ran = await session.run(script);
        if (ran.code !== 0) throw new Error(`${ran.code}: ${ran.stderr}`);
        return ran.stdout;
      }),
    of: <K extends WatchEvent['kind']>(kind: K) =>
      events.filter((event): event is WatchEventOf<K> => event.kind === kind),
    watch(change = {}) {
      const sessions = makeSessions({ identity: readIdentity(identity.private, 'test') });
      const watchers = startWatchers({
        store,
        sessions,
        log: quiet,
        limited: false,
        onEvent: async (event) => void events.push(event),
        ...change,
        timing: { ...quick, ...change.timing },
      });
      ends.push(async () => {
        await watchers.close();
        await sessions.close();
      });
      return watchers;
    },
    async close() {
      for (const end of ends) await end();
      await own.close();
      await demo.close();
      await redis.close();
    },
  };
}
