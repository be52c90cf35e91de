import { afterAll, beforeAll, expect, test } from 'vitest';
import { bootLab, type Lab } from '../../docker/lab/lab.ts';
import { duration } from '../../src/notices/times.ts';
import type { WatchEvent, WatchEventOf } from '../../src/watch/events.ts';
import { startWatchers } from '../../src/watch/watcher.ts';
import type { Watchers } from '../../src/watch/watcher.types.ts';
import { speak } from '../../src/words/words.ts';
import type { Message } from '../chat/telegram/server/world.ts';
import { quiet, until } from '../support/redis.ts';
import { type ChatHouse, openChatHouse } from './support/chat-house.ts';
import { makeIdentity, openShell, type Shell } from './support/shell.ts';

/**
 * Watching a router with a real flowtable, from the router to the chat, on a clock that skips idle time: hours pass in
 * minutes. Durations are the router's own, and so is the truth they are held against, which a sampler on the router
 * writes down every two seconds. How soon a notice comes is measured by our clock alone.
 */
const identity = makeIdentity();
const file = '/etc/nftables.d/05-pushmedic.nft';
const say = speak('en');
/** As the lab's phone calls itself. */
const phone = '<b>@everyone</b>';
const undoS = 10_000_000;
let lab: Lab;
let shell: Shell;
let house: ChatHouse;
let workers: ReturnType<ChatHouse['work']>;
let seldom: Watchers | undefined;

beforeAll(async () => {
  lab = await bootLab({ kernel: '5.10', firewall: 'fw4', warp: true, authorizedKey: identity.publicLine });
  shell = await openShell(lab, identity);
  house = await openChatHouse(lab, identity, undoS);
});
afterAll(async () => {
  await seldom?.close();
  await house?.close();
  shell?.close();
  await lab?.stop();
});

/** What Telegram shows of a name leaves no mention behind. */
const plain = (text: string) => text.replace(/\p{Cf}/gu, '');
const says = (wanted: string) => (message: Message) => plain(message.text).includes(plain(wanted));
const one = async (wanted: string, ms: number): Promise<Message> => {
  await until(`"${wanted}" in the chat`, () => house.written().some(says(wanted)), ms);
  const [found, ...more] = house.written().filter(says(wanted));
  if (!found || more.length > 0) throw new Error(`${more.length + 1} messages say ${wanted}`);
  return found;
};
const of = async <K extends WatchEvent['kind']>(kind: K) =>
  (await house.core.store.notices.events('r1', 0, Number.MAX_SAFE_INTEGER)).filter(
    (event): event is WatchEventOf<K> => event.kind === kind,
  );
/** The whole seconds, up to an hour, for which `line` stands in a text. */
const named = (text: string, line: (s: number) => string): number[] =>
  Array.from({ length: 3_600 }, (_, s) => s).filter((s) => plain(text).includes(plain(line(s))));
const hasApply = ({ keyboard }: Message) => keyboard.flat().some(({ text }) => text === say('button.apply'));
/** What a notice says of an eviction, after its date. */
const quietFor = (s: number) =>
  `${say('watch.notice.gone.what', { when: '@', router: 'Home', service: 'APNs', idle: duration(s, say) })
    .split(/[@;]/)
    .at(1)};`;

/**
 * When the phone spoke last and was answered again, as it noted itself, and between which two samples the table lost
 * the connection.
 */
async function truth(): Promise<{ spokeS: number; lostS: [number, number]; backS: number }> {
  const lines = (await shell.text('cat /tmp/truth'))
    .trim()
    .split('\n')
    .map((line) => line.split(' '));
  const seen = lines.map(([at = '', state = '']) => ({ atS: Number(at), there: state === '1' }));
  const lost = seen.findIndex(({ there }, n) => n > 5 && !there && seen[n + 1]?.there === false);
  const log = await shell.text('/lab/phone log v4');
  const at = (word: string) => Number(new RegExp(`^([\\d.]+) PING ${word} ack`, 'm').exec(log)?.[1]);
  const atS = (n: number) => seen[n]?.atS ?? Number.NaN;
  return { spokeS: at('8'), lostS: [atS(lost - 1), atS(lost)], backS: at('heartbeat') };
}

/** By how much `measured` lies outside of what `from` and `to` allow. */
const outside = (measured: number, from: number, to: number): number =>
  Math.max(0, from - measured, measured - to);

/**
 * How much further than five seconds a moment between two looks can be off: nothing as long as looks are eight seconds
 * apart, which a loaded machine's router stretches.
 */
function stretched(looks: string): number {
  const found = [
    ...looks.matchAll(/^(\w{12}) t ([\d.]+) ([\d.]+)\n(?:\1 [^.].*\n)*?\1 \+ .*dport=5223/gm),
  ].at(-1);
  if (!found) throw new Error('no look told of the connection that came back');
  return Math.max(0, (Number(found[2]) - Number(found[3]) - 8) / 2);
}

test('an idle phone is evicted and comes back with its heartbeat: one notice, right in every particular', async () => {
  // A bot may write to who has written to it.
  house.telegram.say(house.person, house.chat, '/help');
  await until('help is shown', () => house.written().length === 1, 20_000);
  // As `/watch on` does, which would want a worker: watching is to begin with the phone's connection.
  await house.core.store.watches.put({
    routerId: 'r1',
    to: { platform: 'telegram', chat: String(house.chat.id) },
    account: `telegram:${house.person.id}`,
    language: 'en',
    keepFixed: false,
    since: Date.now(),
  });
  await shell.run(`/lab/phone fresh v4 600
( while :; do read -r u x </proc/uptime; if grep -F 'dst=17.57.144.10 ' /proc/net/nf_conntrack | grep -q -v -e _WAIT -e CLOSE; then echo "$u 1"; else echo "$u 0"; fi; sleep 2; done >/tmp/truth 2>/dev/null </dev/null & echo $! >/tmp/sampler ) >/dev/null 2>&1`);
  workers = house.work();

  const asGone = (await one(say('watch.notice.gone', { phone }), 200_000)).text;
  await until('the phone is back', async () => (await of('back')).length > 0, 200_000);
  // The sampler has yet to see it, too.
  await shell.run('sleep 8; kill "$(cat /tmp/sampler)"');
  const notice = await one(phone, 20_000);
  await until('the notice is edited', () => !says(say('watch.notice.gone', { phone }))(notice), 20_000);
  const { spokeS, lostS, backS } = await truth();
  const looks = house.heard();

  expect(house.written()).toHaveLength(2);
  const [idleS = Number.NaN, ...noMore] = named(asGone, quietFor);
  expect(noMore, 'one idle time').toEqual([]);
  expect(outside(idleS, lostS[0] - spokeS, lostS[1] - spokeS), 'idle time').toBeLessThanOrEqual(5);
  expect(notice.keyboard.flat().map(({ text }) => text)).toEqual(
    (['button.apply', 'button.mute', 'button.details'] as const).map((label) => say(label)),
  );

  const [gapS = Number.NaN, ...others] = named(
    notice.text,
    (s) => `${say('watch.notice.back', { phone, gap: duration(s, say) })}\n`,
  );
  expect(others, 'one gap').toEqual([]);
  const off = outside(gapS, backS - lostS[1], backS - lostS[0]);
  expect(off, 'gap').toBeLessThanOrEqual(5 + stretched(looks));

  // The look that shows it has come in with its last line.
  const lateMs = (notice.painted[0] ?? Number.NaN) - house.heardAt(/^(\w{12}) - \S.*\n(?:.*\n)*?\1 \.\n/m);
  expect(lateMs, 'the notice follows its sample').toBeGreaterThanOrEqual(0);
  expect(lateMs).toBeLessThan(5_000);

  expect(await of('evicted')).toMatchObject([
    {
      class: 'fixed-pickup',
      flow: {
        service: 'apns',
        family: 'ipv4',
        device: { ip: '192.168.1.188', mac: '5a:11:22:33:44:55', name: phone },
        server: { ip: '17.57.144.10', port: 5223 },
      },
    },
  ]);
});

test('its Apply fix, pressed through: hours without an eviction, and not another word', async () => {
  const { telegram, person, core, sessions } = house;
  const notice = await one(phone, 1_000);
  telegram.press(person, notice, say('button.apply'));
  const offers = () => house.written().filter((each) => each !== notice && hasApply(each));
  await until('the fix is offered', () => offers().length > 0, 60_000);
  const [offer, ...more] = offers();
  if (!offer || more.length > 0) throw new Error('the fix is offered once');
  telegram.press(person, offer, say('button.apply'));
  await until('it is applied', async () => (await core.store.plans.applied('r1')).length > 0, 60_000);
  await shell.run('/lab/phone fresh v4 600');
  // Looked at less often: each look holds up the clock that skips idle time.
  await workers.watchers.close();
  const onEvent = (event: WatchEvent) => workers.notices.onEvent(event);
  const timing = { everyS: 15 };
  seldom = startWatchers({ store: core.store, sessions, log: quiet, limited: false, onEvent, timing });
  await until('it is watched again', () => seldom?.counts().watching === 1, 60_000);
  const before = await of('evicted');
  // A proof names the phone, too; a notice is what has Mute under it.
  const notices = () =>
    house.written().filter(({ keyboard }) => keyboard.flat().some(({ text }) => text === say('button.mute')));
  const said = notices();
  await shell.run('sleep 7300');
  expect(await of('evicted')).toEqual(before);
  expect(await of('guard')).toEqual([]);
  expect(notices()).toEqual(said);
  expect(seldom.counts()).toEqual({ held: 1, watching: 1, unreachable: 0 });
});

test('a reload that drops the rules is told, with Apply fix under it', async () => {
  await shell.run(`rm ${file}; fw4 -q reload`);
  const guard = await one(say('watch.guard.lost', { router: 'Home' }), 60_000);
  expect(guard.keyboard.flat().map(({ text }) => text)).toEqual([say('button.apply')]);
  const lost = await of('guard');
  expect(lost).toMatchObject([{ state: 'lost' }]);
  expect(lost[0]?.evidence.map(({ line }) => line).join('\n')).toContain('flow add @ft');
  expect(house.telegram.violations()).toEqual([]);
});

test('where the router has the tool conntrack, it says when; what listens there goes with the watch', async () => {
  const count = async () =>
    Number(await shell.text('cat /proc/[0-9]*/comm 2>/dev/null | grep -c -x conntrack; :'));
  await seldom?.close();
  await shell.run('ln -s /lab/bin/conntrack /usr/sbin/conntrack; /lab/phone fresh v4 600');
  const { core, sessions } = house;
  const onEvent = (event: WatchEvent) => workers.notices.onEvent(event);
  seldom = startWatchers({ store: core.store, sessions, log: quiet, limited: false, onEvent });
  const before = (await of('evicted')).length;
  await until('it listens', async () => (await count()) === 2, 60_000);
  await until('an eviction', async () => (await of('evicted')).length > before, 120_000);
  const ended = / - ([\d.]+) ([\d.]+) ([\d.]+) ipv4 .*dport=5223 /;
  expect(house.heardAt(ended), 'the look carries the event').not.toBeNaN();
  await seldom.close();
  await until('nothing listens', async () => (await count()) === 0, 60_000);
});
