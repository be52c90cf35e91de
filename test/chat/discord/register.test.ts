import { afterEach, expect, test } from 'vitest';
import { commands } from '../../../commands/index.ts';
import type { CommandSpec } from '../../../src/chat/command.ts';
import { toCommands } from '../../../src/chat/discord/commands.ts';
import { vocabulary } from '../../../src/chat/discord/vocabulary.ts';
import { makeFakeHost, makeNotes, specs } from '../fake-host.ts';
import { putCommands } from './server/command-rules.ts';
import { asList, asObject, asText } from './server/schema.ts';
import { startDiscord } from './server/server.ts';
import { type Json, type JsonObject, makeWorld } from './server/world.ts';
import { makeBot } from './set-up.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const words: Record<string, string> = {
  'en/command.diagnose.description': 'Find out why pushes are late',
  'zh/command.diagnose.description': '查出推送为什么来得晚',
  'zh/command.diagnose.name': '诊断',
  'en/option.router.description': 'x'.repeat(300),
  'zh/option.state.name': 'NOT valid!',
  'en/choice.on': 'on',
  'zh/choice.on': '开启',
};
const say = (language: string, key: string) => words[`${language}/${key}`];

test('one set, everywhere or in one server: names, texts, choices and completion', () => {
  const commands = toCommands(specs, 'global', say);
  expect(commands.map(({ name }) => name)).toEqual(['diagnose', 'watch', 'router', 'allow', 'help']);
  expect(commands[0]).toMatchObject({
    name_localizations: { 'zh-CN': '诊断' },
    description: 'Find out why pushes are late',
    description_localizations: { 'zh-CN': '查出推送为什么来得晚' },
    contexts: [0, 1, 2],
    integration_types: [0, 1],
    options: [
      { name: 'router', autocomplete: true, required: false },
      { name: 'device', autocomplete: true },
    ],
  });
  expect(commands[1]?.options?.[0]).toMatchObject({
    name: 'state',
    required: true,
    choices: [{ value: 'on', name_localizations: { 'zh-CN': '开启' } }, { value: 'off' }],
  });
  expect(commands[2]?.options).toMatchObject([
    {
      type: 1,
      name: 'add',
      options: [
        { name: 'name', required: false },
        { name: 'address', required: false },
      ],
    },
    { type: 1, name: 'list', options: [] },
  ]);
  expect(toCommands(specs, 'guild', say).some((command) => 'contexts' in command)).toBe(false);
});

test('a command cannot be a group as well', () => {
  const twice: CommandSpec[] = [...specs, { name: 'router', args: [], role: 'owner' }];
  expect(() => toCommands(twice, 'global', say)).toThrow('/router');
});

test.each(['global', 'guild'] as const)('the registered set keeps every rule (%s)', (scope) => {
  const world = makeWorld({ token: '', heartbeatMs: 1, globalPerSecond: 1 });
  world.guilds.set('1', { id: '1', name: 'x', botIsMember: true });
  for (const texts of [say, vocabulary]) {
    const set = JSON.parse(JSON.stringify(toCommands(specs, scope, texts))) as Json;
    putCommands(world, scope === 'global' ? 'global' : '1', set);
  }
  expect(world.violations).toEqual([]);
});

test('the bot’s own commands keep every rule and are named and described in both languages', () => {
  const world = makeWorld({ token: '', heartbeatMs: 1, globalPerSecond: 1 });
  const set = JSON.parse(JSON.stringify(toCommands(commands, 'global', vocabulary))) as JsonObject[];
  putCommands(world, 'global', set);
  expect(world.violations).toEqual([]);
  const nodes = (list: Json[]): JsonObject[] =>
    list.map(asObject).flatMap((node) => [node, ...nodes(asList(node.options))]);
  for (const node of nodes(set)) {
    const chinese = asText(asObject(node.description_localizations)['zh-CN']);
    expect(chinese, `description of ${asText(node.name)}`).toMatch(/\p{sc=Han}/u);
    expect(asText(node.description), `description of ${asText(node.name)}`).not.toBe(node.name);
    expect(node.name_localizations, `Chinese name of ${asText(node.name)}`).toBeDefined();
  }
});

test('written at first, not again while it stays the same, again when it changes', async () => {
  const discord = await startDiscord();
  closing.push(() => discord.close());
  const notes = makeNotes();
  const { host } = makeFakeHost(() => null);
  const run = async (given: readonly CommandSpec[], guildId?: string) => {
    const { platform } = makeBot(
      discord,
      { ...host, specs: given },
      { notes, ...(guildId ? { guildId } : {}) },
    );
    await platform.start();
    await platform.stop();
    return discord.world.commandWrites;
  };
  expect(await run(specs)).toBe(1);
  expect(await run(specs)).toBe(1);
  expect(await run(specs.slice(1))).toBe(2);
  const { id } = discord.guild('home');
  /** Written in the server, taken away elsewhere: nothing may show twice. */
  expect(await run(specs, id)).toBe(4);
  expect(discord.world.commands.get('global')).toEqual([]);
  expect(discord.world.commands.get(id)?.length).toBe(5);
  expect(discord.violations()).toEqual([]);
});

test('a server that the bot is not in: the log says what to do, the bot listens all the same', async () => {
  const discord = await startDiscord();
  closing.push(() => discord.close());
  const { platform, log } = makeBot(discord, makeFakeHost(() => null).host, { guildId: '81384788765712384' });
  closing.push(() => platform.stop());
  await platform.start();
  expect(log.lines.join('\n')).toContain('DISCORD_GUILD_ID');
  expect(discord.gateway.connected()).toBe(true);
});
