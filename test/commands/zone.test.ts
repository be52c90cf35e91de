import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Reply } from '../../src/model/message.ts';
import { anna, aRouter, bert } from '../support/samples.ts';
import { type Bench, bench } from './host.ts';

const at = Date.UTC(2026, 10, 24, 21, 14, 5);

let on: Bench;
beforeAll(async () => {
  on = await bench({ zone: 'Asia/Kathmandu' });
  await on.store.people.setOwners([anna, bert]);
  await on.store.routers.add({ ...aRouter(), lastSeenAt: at });
  await on.store.history.write({
    at,
    routerId: 'r1',
    routerName: 'Home',
    account: anna,
    personName: 'Anna',
    action: 'revert',
    phase: 'end',
    outcome: 'ok',
  });
});
afterAll(() => on.close());

const told = async (account: typeof anna, line: string): Promise<string> => {
  const reply: Reply | undefined = (await on.say(account, line))?.reply;
  return JSON.stringify(reply);
};

test('whoever set no zone is told times in the one that is configured', async () => {
  expect(await told(anna, 'history')).toContain('2026-11-25 02:59 GMT+5:45');
  expect(await told(anna, 'status')).toContain('2026-11-25 02:59 GMT+5:45');
  expect(await told(anna, 'digest daily')).toContain(' 08:00:00 GMT+5:45');
  expect(await told(anna, 'quiet 22-7')).toContain('Kathmandu time');
});

test('a person’s own zone is told them alone, and is not lost when hours are set without it', async () => {
  expect(await told(bert, 'quiet 22-7 europe/berlin')).toContain('Berlin time');
  expect(await told(bert, 'quiet 23-6')).toContain('Berlin time');
  expect(await told(bert, 'history')).toContain('2026-11-24 22:14 GMT+1');
  expect(await told(bert, 'digest weekly')).toMatch(/ 08:00:00 GMT\+[12]/);
  expect(await told(anna, 'history')).toContain('2026-11-25 02:59 GMT+5:45');
});

const labels = (reply: Reply | undefined) => reply?.buttons.map(({ label }) => label) ?? [];
const pressing = (reply: Reply | undefined, end: string) =>
  reply?.buttons.find(({ label }) => label.endsWith(end));

test('whoever sets hours is asked once in which zone they are, by what their clock shows', async () => {
  const dora = 'telegram:31' as const;
  await on.store.people.setRole(dora, 'viewer');
  const asked = (await on.say(dora, 'quiet 10pm-7am'))?.reply;
  expect(asked?.title).toBe('Quiet from 22:00 to 07:00');
  expect(JSON.stringify(asked)).toContain('Kathmandu is what the machine is set to');
  expect(labels(asked)).toEqual(['Yes, Kathmandu', 'Another zone']);
  const offered = await on.press(dora, pressing(asked, 'Another zone'));
  expect(offered?.reply.title).toBe('What time is it where you are?');
  expect(labels(offered?.reply)).toHaveLength(9);
  expect(labels(offered?.reply)[0]).toMatch(/^\d\d:\d\d Honolulu$/);
  const next = await on.press(dora, pressing(offered?.reply, 'Next ▸'));
  const set = await on.press(dora, pressing(next?.reply, 'Berlin'));
  expect(JSON.stringify(set)).toContain('Berlin time');
  expect(set?.reply.buttons).toEqual([]);
  expect(await on.store.notices.hours(dora)).toEqual({ quiet: { from: 22, to: 7 }, zone: 'Europe/Berlin' });
  expect((await on.say(dora, 'quiet 22:30-7'))?.reply.buttons).toEqual([]);
});

test('an abbreviation of several zones is asked about, and what nobody knows is said', async () => {
  const asked = (await on.say(bert, 'quiet 22:00 - 07:00 CST'))?.reply;
  expect(asked?.title).toBe('CST is the name of more than one time zone');
  expect(labels(asked).map((label) => label.slice(6))).toEqual(['Shanghai', 'Chicago', 'Havana']);
  await on.press(bert, pressing(asked, 'Chicago'));
  expect(await on.store.notices.hours(bert)).toEqual({ quiet: { from: 22, to: 7 }, zone: 'America/Chicago' });
  expect((await on.say(bert, 'quiet 22-7 nowhere'))?.reply.title).toContain('“nowhere”');
  expect((await on.say(bert, 'quiet 9-9'))?.reply.tone).toBe('bad');
  await on.say(bert, 'zone 北京');
  expect((await on.store.notices.hours(bert)).zone).toBe('Asia/Shanghai');
});

test('without a zone of one’s own: that of the routers, else what the locale lets one guess, else the machine’s', async () => {
  const eve = 'telegram:32' as const;
  const to = { platform: 'telegram', chat: '32' } as const;
  await on.store.people.setRole(eve, 'viewer');
  const known = () => on.store.notices.zoneFor(eve, to);
  expect(await known()).toEqual({ zone: 'Asia/Kathmandu', from: 'machine' });
  await on.say(eve, 'status', { locale: 'ja' });
  expect(await known()).toEqual({ zone: 'Asia/Tokyo', from: 'locale' });
  await on.store.notices.sawRouterZone('r1', 'Europe/Paris');
  expect(await known()).toEqual({ zone: 'Europe/Paris', from: 'router' });
  await on.say(eve, 'zone london');
  expect(await known()).toEqual({ zone: 'Europe/London', from: 'own' });
  await on.store.routers.remove('r1');
  expect((await on.store.notices.zoneFor(anna, to)).from).toBe('machine');
  await on.store.routers.add({ ...aRouter(), lastSeenAt: at });
});

test('a group reads times in its own zone, which an operator sets there; one person alone in theirs', async () => {
  const group = { platform: 'telegram', chat: '-9', group: true } as const;
  await on.store.people.setRole('telegram:33', 'viewer');
  expect((await on.say('telegram:33', 'zone berlin', { to: group }))?.reply.tone).toBe('bad');
  expect((await on.say(anna, 'zone berlin', { to: group }))?.reply.title).toBe('This chat’s time: Berlin');
  expect(JSON.stringify(await on.say(bert, 'status', { to: group }))).toContain('2026-11-24 22:14 GMT+1');
  expect(JSON.stringify(await on.say(bert, 'status'))).toContain('2026-11-25 05:14 GMT+8');
  const alone = { ...group, platform: 'discord', ephemeral: true } as const;
  expect(JSON.stringify(await on.say(bert, 'status', { to: alone }))).toContain('GMT+8');
});
