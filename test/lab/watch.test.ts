import { afterAll, beforeAll, expect, test } from 'vitest';
import { bootLab, type Lab } from '../../docker/lab/lab.ts';
import { applyPlan } from '../../src/exemptions/run.ts';
import { makeSeal } from '../../src/store/seal.ts';
import { openStore } from '../../src/store/store.ts';
import type { Store } from '../../src/store/store.types.ts';
import type { WatchEvent, WatchEventOf } from '../../src/watch/events.ts';
import { startWatchers } from '../../src/watch/watcher.ts';
import type { Watchers } from '../../src/watch/watcher.types.ts';
import { quiet, type TestRedis, testRedis, until } from '../support/redis.ts';
import { aRouter } from '../support/samples.ts';
import { planFor } from './support/plan.ts';
import { type Product, product } from './support/product.ts';
import { makeIdentity, openShell, type Shell } from './support/shell.ts';

/**
 * Watching a router with a real flowtable, on a clock that skips idle time: hours pass in minutes. Durations are the
 * router's own; so is the truth they are held against, which a sampler on the router writes down every two seconds.
 */
const identity = makeIdentity();
const file = '/etc/nftables.d/05-pushmedic.nft';
let lab: Lab;
let shell: Shell;
let bot: Product;
let redis: TestRedis;
let store: Store;
let watchers: Watchers;
const events: WatchEvent[] = [];

beforeAll(async () => {
  lab = await bootLab({ kernel: '5.10', firewall: 'fw4', warp: true, authorizedKey: identity.publicLine });
  shell = await openShell(lab, identity);
  bot = product(lab, identity);
  redis = await testRedis();
  store = await openStore(redis.link, { seal: makeSeal(null), log: quiet });
  await store.routers.add(aRouter({ ...lab.target, hostKey: lab.hostKey }));
  await store.watches.put({
    routerId: 'r1',
    to: { platform: 'discord', chat: '1' },
    account: 'discord:1',
    language: 'en',
    keepFixed: false,
    since: 0,
  });
});
afterAll(async () => {
  await watchers?.close();
  await bot?.sessions.close();
  shell?.close();
  await redis?.close();
  await lab?.stop();
});

const watch = (everyS: number) => {
  watchers = startWatchers({
    store,
    sessions: bot.sessions,
    log: quiet,
    limited: false,
    onEvent: async (event) => void events.push(event),
    timing: { everyS, confirmMs: 2_000 },
  });
};
const of = <K extends WatchEvent['kind']>(kind: K) =>
  events.filter((event): event is WatchEventOf<K> => event.kind === kind);

/** When the table lost the connection and when it had it again, as the router itself saw it. */
async function truth(): Promise<{ lostS: number; backS: number }> {
  const lines = (await shell.text('cat /tmp/truth'))
    .trim()
    .split('\n')
    .map((line) => line.split(' '));
  const seen = lines.map(([at = '', state = '']) => ({ atS: Number(at), there: state === '1' }));
  const lost = seen.findIndex(({ there }, n) => n > 5 && !there && seen[n + 1]?.there === false);
  const back = seen.findIndex(({ there }, n) => n > lost && there);
  return { lostS: seen[lost]?.atS ?? Number.NaN, backS: seen[back]?.atS ?? Number.NaN };
}

test('an idle phone is evicted and comes back with its heartbeat: two events, right in every particular', async () => {
  await shell.run(`/lab/phone fresh v4 600
( while :; do read -r u x </proc/uptime; if grep -F 'dst=17.57.144.10 ' /proc/net/nf_conntrack | grep -q -v -e _WAIT -e CLOSE; then echo "$u 1"; else echo "$u 0"; fi; sleep 2; done >/tmp/truth 2>/dev/null </dev/null & echo $! >/tmp/sampler ) >/dev/null 2>&1`);
  watch(8);
  await until('the phone is back', () => of('back').length > 0, 200_000);
  // The sampler has yet to see it, too.
  await shell.run('sleep 8; kill "$(cat /tmp/sampler)"');
  const { lostS, backS } = await truth();
  const [evicted, back] = [of('evicted'), of('back')];
  expect(evicted).toHaveLength(1);
  expect(evicted[0]).toMatchObject({
    class: 'fixed-pickup',
    flow: {
      service: 'apns',
      family: 'ipv4',
      device: { ip: '192.168.1.188', mac: '5a:11:22:33:44:55', name: '<b>@everyone</b>' },
      server: { ip: '17.57.144.10', port: 5223 },
    },
  });
  expect(evicted[0]?.idleS).toBeGreaterThanOrEqual(145);
  expect(evicted[0]?.idleS).toBeLessThanOrEqual(158);
  expect(back).toMatchObject([{ evictedId: evicted[0]?.id }]);
  expect(Math.abs((back[0]?.unreachableS ?? 0) - (backS - lostS))).toBeLessThanOrEqual(5);
});

test('with the fix, hours without an eviction', async () => {
  const { snapshot } = await bot.diagnose({ followSeconds: 0 });
  const plan = planFor(snapshot, { routerId: 'r1', undoSeconds: 10_000_000 });
  await store.plans.put(plan);
  await store.plans.take(plan.id, Date.now());
  expect(await applyPlan({ ...bot.run, plan })).toMatchObject({ kind: 'applied' });
  await store.plans.finish(plan.id, 'applied');
  await shell.run('/lab/phone fresh v4 600');
  const before = of('evicted').length;
  // Looked at less often: each look holds up the clock that skips idle time.
  await watchers.close();
  watch(15);
  await shell.run('sleep 7300');
  expect(of('evicted')).toHaveLength(before);
  expect(of('guard')).toEqual([]);
  expect(watchers.counts()).toEqual({ held: 1, watching: 1 });
});

test('a reload that drops the rules is told', async () => {
  await shell.run(`rm ${file}; fw4 -q reload`);
  await until('the guard tells', () => of('guard').length > 0, 60_000);
  expect(of('guard')).toMatchObject([{ state: 'lost' }]);
  expect(
    of('guard')[0]
      ?.evidence.map(({ line }) => line)
      .join('\n'),
  ).toContain('flow add @ft');
});
