import { afterAll, beforeAll, expect, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { explain } from '../../src/chat/explain.ts';
import { mayRun } from '../../src/chat/rights.ts';
import type { AccountId } from '../../src/model/address.ts';
import type { Role } from '../../src/model/person.ts';
import { speak } from '../../src/words/words.ts';
import { aRouter } from '../support/samples.ts';
import { type Bench, bench } from './host.ts';

const people: Record<Role | 'stranger', AccountId> = {
  owner: 'telegram:1',
  operator: 'telegram:2',
  viewer: 'telegram:3',
  stranger: 'telegram:4',
};

const stranger = speak('en')('stranger.title');
const notAllowed = explain({ cause: 'not-allowed', needs: '' }, 'en').title;

let on: Bench;
beforeAll(async () => {
  on = await bench();
  await on.store.people.setOwners([people.owner]);
  await on.store.people.setRole(people.operator, 'operator');
  await on.store.people.setRole(people.viewer, 'viewer');
  await on.store.routers.add(aRouter());
});
afterAll(() => on.close());

/** A line that is complete, whatever it does. */
const lineOf = (
  name: string,
  args: readonly { name: string; required: boolean; choices?: readonly string[] }[],
) =>
  [
    name,
    ...args
      .filter(({ name: arg, required }) => required || arg === 'code')
      .map(({ choices }) => choices?.[0] ?? 'x'),
  ].join(' ');

/** The matrix is made from the list, so that a new command is in it before its author writes a test. */
const matrix = commands.flatMap(({ name, args, role }) =>
  (Object.keys(people) as (keyof typeof people)[]).map((who) => ({
    who,
    name,
    line: lineOf(name, args),
    role,
  })),
);

test.each(matrix)('$who and /$name', async ({ who, line, role }) => {
  const allowed = mayRun(who === 'stranger' ? null : who, role);
  const before = on.jobs.length;
  const answered = await on.say(people[who], line);
  const title = answered?.reply.title;
  const refused = answered === null || title === stranger || title === notAllowed;
  if (!allowed) {
    expect(on.jobs.length).toBe(before);
    expect(refused).toBe(true);
    return;
  }
  expect(refused).toBe(false);
});

test('a stranger is refused once, and then there is silence', async () => {
  const first = await on.say('telegram:99', 'status');
  expect(first?.reply.title).toBe('This bot looks after somebody’s router');
  expect(first?.aside).toBe(true);
  expect(await on.say('telegram:99', 'diagnose')).toBeNull();
});

test('a stranger’s small talk is no command and gets no more than a command does; people with a role are helped', async () => {
  const hello = { name: 'hello?' };
  expect((await on.say('telegram:98', 'status', hello))?.reply.title).toBe(stranger);
  expect(await on.say('telegram:98', 'status', hello)).toBeNull();
  const unknown = explain({ cause: 'command-unknown', name: 'hello?' }, 'en').title;
  expect((await on.say(people.viewer, 'status', hello))?.reply.title).toBe(unknown);
});

test('an owner cannot lock himself out', async () => {
  await on.say(people.owner, `deny ${people.owner}`);
  expect((await on.store.people.of(people.owner)).role).toBe('owner');
});
