import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { markSent } from '../../src/notices/pending.ts';
import { reduce } from '../../src/notices/reduce.ts';
import { emptyNoticeState } from '../../src/notices/state.ts';
import { watchId } from '../../src/watch/events.ts';
import { type Bench, bench } from '../commands/host.ts';
import { aRouter, bert as operator, anna as owner } from '../support/samples.ts';
import { watching } from './context.ts';
import { anna, back, evicted, usual } from './events.ts';

const chat = { platform: 'telegram' as const, chat: '1' };
const pressed = { ...chat, message: '77', token: 't', tokenAt: 1, group: true };
let on: Bench;

beforeAll(async () => {
  on = await bench();
  await on.store.people.setOwners([owner]);
  await on.store.people.setRole(operator, 'operator');
  await on.store.routers.add(aRouter());
});
beforeEach(async () => {
  on.jobs.length = 0;
  await on.store.watches.forget('r1');
  await on.store.notices.setDigest(chat, null);
});
afterAll(() => on.close());

it('watch on asks for a login first; status knows of the watch', async () => {
  const answered = await on.say(operator, 'watch on', { to: pressed });
  expect(answered?.reply).toMatchObject({ tone: 'working', title: 'Logging in to Home …' });
  expect(on.jobs).toMatchObject([{ kind: 'watch', routerId: 'r1', keepFixed: false }]);
  await on.store.watches.put(watching({ to: chat }));
  expect((await on.say(operator, 'status'))?.reply.blocks).toMatchObject([
    { fields: [{ value: expect.stringContaining('watched for this chat') }] },
  ]);
});

it.each(['watch on --keep-fixed', 'watch on home --keep-fixed', 'watch --keep-fixed on home'])(
  '%s has lost rules put back, if an owner says so',
  async (line) => {
    expect((await on.say(operator, line))?.reply.tone).toBe('bad');
    expect(on.jobs).toEqual([]);
    await on.say(owner, line);
    await on.say(owner, 'watch on');
    expect(on.jobs).toMatchObject([{ keepFixed: true }, { keepFixed: false }]);
  },
);

it('watch off ends it, and says so when there was nothing to end', async () => {
  await on.store.watches.put(watching({ to: chat }));
  expect((await on.say(operator, 'watch off'))?.reply.title).toBe('No longer watching Home for this chat');
  expect((await on.say(operator, 'watch off'))?.reply.title).toBe('Home was not watched for this chat');
  expect(await on.store.watches.routers()).toEqual([]);
});

it.each(['22-7', '0-6', '13-14'])('quiet %s', async (hours) => {
  expect((await on.say(operator, `quiet ${hours} europe/berlin`))?.reply.tone).toBe('good');
  const [from, to] = hours.split('-').map(Number);
  expect(await on.store.notices.hours(operator)).toEqual({ quiet: { from, to }, zone: 'Europe/Berlin' });
  await on.say(operator, 'quiet off');
  expect(await on.store.notices.hours(operator)).toEqual({ quiet: null, zone: 'Europe/Berlin' });
});

it.each(['25-7', '7', 'soon', '7-7', '22-7 Mars/Olympus', '-1-5'])(
  'quiet %s is not understood',
  async (typed) => {
    const before = await on.store.notices.hours(operator);
    expect((await on.say(operator, `quiet ${typed}`))?.reply.tone).toBe('bad');
    expect(await on.store.notices.hours(operator)).toEqual(before);
  },
);

it('digest is entered for the next morning, changed and ended', async () => {
  await on.say(operator, 'quiet off Asia/Shanghai');
  const answered = await on.say(operator, 'digest weekly');
  expect(answered?.reply.title).toBe('A digest every Monday morning');
  const digest = await on.store.notices.digest(chat);
  const due = new Intl.DateTimeFormat('en', {
    timeZone: 'Asia/Shanghai',
    weekday: 'long',
    hour: 'numeric',
    hourCycle: 'h23',
  }).format(digest?.dueAt);
  expect(due).toMatch(/Monday.*08|08.*Monday/);
  await on.say(operator, 'digest off');
  expect(await on.store.notices.digest(chat)).toBeNull();
});

/** A notice as it stands in the chat. */
async function told() {
  await on.store.watches.put(watching({ to: chat, account: operator }));
  const now = Date.now();
  const event = evicted(now - 60_000);
  await on.store.notices.record(event, now);
  await on.store.notices.record(back(event, 41), now);
  const id = watchId('r1', chat);
  const { state, messages } = reduce(emptyNoticeState, event, usual, now);
  const { version } = await on.store.notices.state(id);
  await on.store.notices.swap(id, version, markSent(state, messages), null);
  return { id, event };
}

it('Mute 24 h repaints the notice, and Unmute does', async () => {
  const { id } = await told();
  const line = `mute r1 ${anna.mac}`;
  const muted = await on.say(operator, line, { to: pressed });
  expect(muted?.aside).toBeUndefined();
  expect(muted?.reply.title).toBe('Anna’s iPhone cannot be reached over Wi-Fi right now');
  expect(muted?.reply.buttons.map(({ label }) => label)).toEqual(['Apply fix', 'Unmute', 'Details']);
  const until = (await on.store.notices.state(id)).state.mutes[anna.mac ?? ''] ?? 0;
  expect(until - Date.now()).toBeGreaterThan(23.9 * 3_600_000);
  const open = await on.say(operator, `${line} off`, { to: pressed });
  expect(open?.reply.buttons.map(({ label }) => label)).toEqual(['Apply fix', 'Mute 24 h', 'Details']);
  expect((await on.store.notices.state(id)).state.mutes).toEqual({});
});

it('Mute of a phone nobody told of says that the button is stale', async () => {
  await told();
  expect((await on.say(operator, 'mute r1 00:00:00:00:00:00', { to: pressed }))?.reply.tone).not.toBe('good');
});

it('Details come beside the notice, with a picture, its text and the router’s own lines', async () => {
  const { event } = await told();
  const details = await on.say(operator, `seen r1 ${anna.mac} ${event.id}`, { to: pressed });
  expect(details?.aside).toBe(true);
  const image = details?.reply.blocks.find((block) => block.kind === 'image');
  expect(image).toMatchObject({ alt: expect.stringContaining('unreachable 41 s') });
  expect(
    Buffer.from(image?.kind === 'image' ? image.png : '', 'base64')
      .subarray(1, 4)
      .toString(),
  ).toBe('PNG');
  expect(details?.reply.blocks).toContainEqual({
    kind: 'code',
    text: '/proc/net/nf_conntrack: ipv4 2 tcp 6 2 ESTABLISHED src=192.168.1.23',
  });
  expect(details?.reply.names).toEqual(['Anna’s iPhone']);
});

it.each([
  ['cure', 'fix'],
  ['check', 'diagnose'],
])('what %s finds is told beside the notice, which stays as it is', async (command, intent) => {
  const answered = await on.say(operator, `${command} r1`, { to: { ...pressed, thread: '5' } });
  expect(answered?.aside).toBe(true);
  expect(on.jobs).toMatchObject([{ kind: 'diagnose', intent, routerId: 'r1' }]);
  expect(on.jobs[0]?.asker.to).toEqual({ ...chat, thread: '5', group: true });
});

it('a forgotten router is watched by nobody', async () => {
  await told();
  await on.say(owner, 'forget r1');
  expect(await on.store.watches.routers()).toEqual([]);
  expect(await on.store.notices.events('r1', 0, Date.now())).toEqual([]);
  await on.store.routers.add(aRouter());
});
