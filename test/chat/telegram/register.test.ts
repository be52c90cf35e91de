import { afterEach, expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';
import { makeFakeHost, makeNotes } from '../fake-host.ts';
import { startTelegram } from './server/server.ts';
import { makeBot } from './set-up.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function server() {
  const telegram = await startTelegram();
  closing.push(telegram.close);
  return telegram;
}

const writes = (telegram: Awaited<ReturnType<typeof server>>) =>
  telegram.world.requests.filter(({ method }) => method.startsWith('setMy')).length;

test('menus per scope and language, with descriptions; groups are not offered what is about one person', async () => {
  const telegram = await server();
  const { platform } = makeBot(telegram, { ...makeFakeHost(() => null).host, specs: commands });
  await platform.start();
  await platform.stop();
  const { commands: menus, texts } = telegram.world;
  expect([...menus.keys()].sort()).toEqual([
    'all_group_chats/',
    'all_group_chats/zh',
    'all_private_chats/',
    'all_private_chats/zh',
  ]);
  const names = (key: string) => menus.get(key)?.map(({ command }) => command);
  expect(names('all_private_chats/')).toEqual([
    ...new Set(commands.filter((one) => !('hidden' in one)).map(({ name }) => name.split(' ')[0])),
  ]);
  expect(names('all_private_chats/zh')).toEqual(names('all_private_chats/'));
  expect(names('all_group_chats/')).not.toContain('claim');
  for (const { description } of menus.get('all_private_chats/zh') ?? [])
    expect(description).toMatch(/\p{Script=Han}/u);
  expect(texts.get('about/zh')).toMatch(/\p{Script=Han}/u);
  expect(texts.get('description/')).toContain('router');
  expect(telegram.violations()).toEqual([]);
});

test('written at first, not again while they stay the same, again when they change', async () => {
  const telegram = await server();
  const notes = makeNotes();
  const { host } = makeFakeHost(() => null);
  for (const specs of [host.specs, host.specs, host.specs.slice(1)]) {
    const { platform } = makeBot(telegram, { ...host, specs }, { notes });
    await platform.start();
    await platform.stop();
  }
  expect(writes(telegram)).toBe(16);
});

test('a menu that cannot be written is logged, and tried again at the next start', async () => {
  const telegram = await server();
  const notes = makeNotes();
  const { host } = makeFakeHost(() => null);
  telegram.faults.add({ match: /^setMyCommands$/, times: 1, play: { kind: 'status', status: 400 } });
  const first = makeBot(telegram, host, { notes });
  await first.platform.start();
  await first.platform.stop();
  expect(first.log.lines.join('\n')).toContain('menu of commands could not be written');
  const second = makeBot(telegram, host, { notes });
  await second.platform.start();
  await second.platform.stop();
  expect(telegram.world.commands.size).toBe(4);
});
