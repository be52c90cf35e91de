import { afterAll, beforeAll, expect, test } from 'vitest';
import { undo } from '../../commands/buttons/undo.ts';
import { commands } from '../../commands/index.ts';
import { parseLine } from '../../src/chat/line.ts';
import { anna, aRouter } from '../support/samples.ts';
import { type Bench, bench } from './host.ts';

/** What a release would do that calls `undo` by another name. */
const renamed = commands.map((one) =>
  one === undo ? { ...undo, name: 'take back', aliases: ['undo'] } : one,
);

let on: Bench;
beforeAll(async () => {
  on = await bench({ offered: renamed });
  await on.store.people.setOwners([anna]);
  await on.store.routers.add(aRouter());
});
afterAll(() => on.close());

test('a button kept under the name of before runs the renamed command', async () => {
  const id = await on.store.presses.put({ command: 'undo', args: { router: 'r1' } });
  expect(await on.host.press(id)).toEqual({ name: 'take back', args: { router: 'r1' } });
  await on.press(anna, { command: 'undo', args: { router: 'r1' }, label: 'Revert', style: 'danger' });
  expect(on.jobs).toMatchObject([{ kind: 'revert', routerId: 'r1' }]);
});

test('so does a line typed with it, and a call by it', async () => {
  expect(parseLine('UNDO home', renamed)).toEqual({ name: 'take back', args: { router: 'home' } });
  on.jobs.length = 0;
  await on.say(anna, 'help', { name: 'undo', args: { router: 'r1' } });
  expect(on.jobs).toMatchObject([{ kind: 'revert' }]);
});

test('a press of a command that is no more is stale', async () => {
  expect(await on.host.press(await on.store.presses.put({ command: 'gone', args: {} }))).toBeNull();
});

test('no alias hides a command or another alias', () => {
  const names = commands.flatMap(({ name, aliases = [] }: { name: string; aliases?: readonly string[] }) => [
    name,
    ...aliases,
  ]);
  expect(new Set(names).size).toBe(names.length);
});
