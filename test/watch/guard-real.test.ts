import { afterEach, expect, test, vi } from 'vitest';
import { applyPlan } from '../../src/changes/apply.ts';
import { revertAll } from '../../src/changes/revert.ts';
import type { Delivery } from '../../src/model/delivery.ts';
import { makeNotices } from '../../src/notices/notices.ts';
import { take } from '../../src/probes/engine/take.ts';
import { remedies } from '../../src/remedies/index.ts';
import { readIdentity } from '../../src/ssh/identity.ts';
import { makeSessions } from '../../src/ssh/sessions.ts';
import { startWatchers } from '../../src/watch/watcher.ts';
import { makeWorld } from '../changes/world.ts';
import { openContext } from '../notices/context.ts';
import { namespacesOrSay } from '../support/namespaces.ts';
import { planFrom } from '../support/plans.ts';
import { quiet, testRedis, until } from '../support/redis.ts';
import { anna, aRouter } from '../support/samples.ts';
import { sshInto } from './ssh-into.ts';
import { aWatch, identity, quick } from './support.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const here = namespacesOrSay('guarding the cure on real nft and iptables');

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

type Kind = 'fw3' | 'iptables' | 'nftables' | 'fw4';

/** What a kernel with the fault lacks, and one without has: the setting that `nf_flowtable_tcp_timeout` is. */
const upgrade = `mkdir /run/sysctls && for f in /proc/sys/net/netfilter/*; do [ -d $f ] || cat $f >/run/sysctls/\${f##*/}; done 2>/dev/null
echo 30 >/run/sysctls/nf_flowtable_tcp_timeout
mount --bind /run/sysctls /proc/sys/net/netfilter`;

/** A router in a namespace with a fix in place, reached over SSH and watched; what the chat is sent. */
async function cured(kind: Kind, options: Parameters<typeof makeWorld>[1] = {}) {
  const world = await makeWorld(kind, options);
  closing.push(() => world.close());
  const door = await sshInto(world, identity.public);
  closing.push(() => door.close());
  const redis = await testRedis();
  closing.push(() => redis.close());
  const sent: Delivery[] = [];
  const { context, store, deliveries } = await openContext(redis.link, Date.now, async (delivery) => {
    sent.push(delivery);
  });
  closing.push(() => deliveries.close());
  const sessions = makeSessions({ identity: readIdentity(identity.private, 'test') });
  closing.push(() => sessions.close());
  await store.routers.add(aRouter({ ...door.target, hostKey: door.hostKey }));
  await store.people.setOwners([anna]);
  await store.watches.put(aWatch());
  const connect = { hostKey: door.hostKey, limited: false };
  const run = { sessions, target: door.target, connect, take, remedies };
  const snapshot = await sessions.borrow(door.target, connect, (session) => take(session));
  const plan = planFrom(snapshot, { routerId: 'r1', requestedBy: anna, chat: aWatch().to });
  await store.plans.put(plan);
  await store.plans.take(plan.id, Date.now());
  expect((await applyPlan({ ...run, plan })).kind).toBe('applied');
  await store.plans.finish(plan.id, 'applied');

  const notices = makeNotices(context, { everyMs: 50, leaseMs: 500 });
  closing.push(() => notices.close());
  const watch = async () => {
    const watchers = startWatchers({
      store,
      sessions,
      log: quiet,
      limited: false,
      onEvent: (event) => notices.onEvent(event),
      timing: { ...quick, everyS: 1, rulesEveryS: 1 },
    });
    closing.push(() => watchers.close());
    await until('it watches', () => watchers.counts().watching === 1);
  };
  const told = () => sent.map(({ reply }) => reply.title);
  const tells = (title: string) => until(`${title}; told: ${told()}`, () => told().includes(title));
  const buttons = () =>
    sent
      .at(-1)
      ?.reply.buttons.map(
        ({ label, command, args }) => `${label}: ${[command, ...Object.values(args)].join(' ')}`,
      );
  return { world, door, store, run, plan, sent, watch, told, tells, buttons };
}

const lost = 'Our fix is gone from Home';
const displaced = 'Our fix on Home no longer works';
const restored = 'Our fix on Home is in place again';
const notNeeded = 'The fix on Home is no longer needed';

const iptables = (what: string) =>
  `for t in iptables ip6tables; do command -v $t >/dev/null || continue\n${what}\ndone`;

const guardEvents = async (store: Awaited<ReturnType<typeof openContext>>['store']) =>
  (await store.notices.events('r1', 0, Number.MAX_SAFE_INTEGER)).filter((event) => event.kind === 'guard');

interface Firewall {
  kind: Kind;
  options: Parameters<typeof makeWorld>[1];
  /** Takes our rules away, as a reload by somebody else does. */
  lose: string;
  /** The same rules, below the offload rule. */
  displace: string;
  /** The rule that offloads, as the router lists it. */
  offload: string;
  rules: string;
}

/** fw3 reloads: all rules anew, then the includes. */
const fw3Reload = iptables(`$t -S FORWARD | grep -v pushmedic >/tmp/kept
$t -F FORWARD
sed -n 's/^-A/-A/p' /tmp/kept | while read -r rule; do eval "$t $rule"; done`);
const own = iptables(`$t -S FORWARD | sed -n 's/^-A \\(.*pushmedic.*\\)/\\1/p' >/tmp/own
while read -r rule; do eval "$t -D $rule"; done </tmp/own`);
const below = `${own}
${iptables('while read -r rule; do eval "$t -A $rule"; done </tmp/own')}`;

const firewalls: [string, Firewall][] = [
  ...(['legacy', 'nft'] as const).map((backend): [string, Firewall] => [
    `fw3, iptables-${backend}`,
    {
      kind: 'fw3',
      options: { backend },
      lose: `uci -q delete firewall.pushmedic; uci commit firewall\n${fw3Reload}`,
      displace: below,
      offload: 'FLOWOFFLOAD',
      rules: 'iptables -S FORWARD',
    },
  ]),
  [
    'plain iptables',
    {
      kind: 'iptables',
      options: {},
      lose: own,
      displace: below,
      offload: 'FLOWOFFLOAD',
      rules: 'iptables -S FORWARD',
    },
  ],
  [
    'plain nft',
    {
      kind: 'nftables',
      options: {},
      lose: `for h in $(nft -a list chain inet edge forward | sed -n 's/.*pushmedic.*# handle //p'); do nft delete rule inet edge forward handle $h; done`,
      displace: `for h in $(nft -a list chain inet edge forward | sed -n 's/.*pushmedic.*# handle //p'); do nft delete rule inet edge forward handle $h; done
nft list chain inet edge forward | grep -q pushmedic && exit 1
for side in dport sport; do nft add rule inet edge forward tcp $side '{ 5223, 5228-5230 }' ct state established,related accept comment '"pushmedic:apns:v1"'; done`,
      offload: 'flow add @ft',
      rules: 'nft list chain inet edge forward',
    },
  ],
];

test.runIf(here).each(firewalls)(
  '%s: rules lost, put back, displaced are told in one message; where it was asked for they are put back on top',
  async (_, { kind, options, lose, displace, offload, rules }) => {
    const { world, store, sent, watch, told, tells, buttons, run, plan } = await cured(kind, options);
    await watch();
    await world.out(lose);
    await tells(lost);
    expect(buttons()).toEqual(['Apply fix: cure r1']);
    const [first] = await guardEvents(store);
    expect(first?.evidence.map(({ line }) => line).join('\n')).toContain(offload);
    // Somebody applies it again.
    expect((await applyPlan({ ...run, plan })).kind).toBe('applied');
    await tells(restored);
    expect(buttons()).toEqual([]);
    await world.out(displace);
    await tells(displaced);
    expect(buttons()).toEqual(['Apply fix: cure r1']);

    await store.watches.put(aWatch({ keepFixed: true }));
    await world.out(lose);
    await until('it is put back', async () => (await store.plans.applied('r1'))[0]?.id !== plan.id, 40_000);
    await until('it is told', () => told().at(-1) === restored);
    expect(buttons()).toEqual([]);
    const lines = (await world.out(rules)).split('\n');
    const at = (text: string) => lines.findIndex((line) => line.includes(text));
    expect(at('pushmedic:exempt:v2')).toBeGreaterThan(-1);
    expect(at('pushmedic:exempt:v2')).toBeLessThan(at(offload));
    expect(await store.history.read('r1', 5)).toMatchObject([
      { action: 'guard', phase: 'end', outcome: 'ok', personName: 'Pushmedic' },
      { action: 'guard', phase: 'start' },
    ]);
    expect(told().slice(0, 3)).toEqual([lost, restored, displaced]);
    expect(new Set(sent.map(({ key }) => key)).size).toBe(1);
  },
);

test.runIf(here).each([
  ['fw3', 'fw3'],
  ['fw4', 'fw4'],
  ['plain nft', 'nftables'],
] as const)(
  '%s: on a kernel without the fault the fix is told as no longer needed, once, with Revert',
  async (_, kind) => {
    const { world, door, store, watch, told, tells, buttons, run, plan } = await cured(kind);
    await watch();
    const again = async () => {
      const before = (await store.routers.get('r1'))?.lastSeenAt ?? 0;
      door.cut();
      await until(
        'it watches again',
        async () => ((await store.routers.get('r1'))?.lastSeenAt ?? 0) > before,
      );
    };
    await world.out(upgrade);
    await again();
    await tells(notNeeded);
    expect(buttons()).toEqual(['Revert: revert r1']);
    await again();
    // The old firmware comes back, and its firewall without the rules: now they are missed.
    await world.out(`umount /proc/sys/net/netfilter\n${loseOf[kind]}`);
    await again();
    await tells(lost);
    expect(buttons()).toEqual(['Apply fix: cure r1']);
    await world.out('mount --bind /run/sysctls /proc/sys/net/netfilter');
    await again();
    await until('it is told again', () => told().length > 2);
    // What was told as not needed is taken back; nothing is missed after that.
    expect(['reverted', 'nothing']).toContain((await revertAll({ ...run, plans: [plan] })).kind);
    await store.plans.finish(plan.id, 'reverted');
    await again();
    expect(told()).toEqual([notNeeded, lost, notNeeded]);
  },
);

const loseOf: Record<Kind, string> = {
  fw3: own,
  iptables: own,
  fw4: 'rm /etc/nftables.d/05-pushmedic.nft && fw4 -q reload',
  nftables: firewalls.find(([name]) => name === 'plain nft')?.[1].lose ?? '',
};
