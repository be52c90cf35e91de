import { afterEach, expect, test } from 'vitest';
import { done, makeFakeHost } from '../fake-host.ts';
import { buttonId, textOf } from './server/read.ts';
import { startBot } from './set-up.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function running() {
  const fake = makeFakeHost((call) => ({
    reply:
      call.name === 'help'
        ? {
            ...done('Three steps'),
            buttons: [{ label: 'Add a router', style: 'primary', command: 'router add', args: {} }],
          }
        : done('Trust 192.168.1.1?'),
    key: call.id,
  }));
  const bot = await startBot(fake.host);
  closing.push(bot.close);
  return { ...bot, ...fake };
}

test('/router add without arguments opens a form; what is sent is the command', async () => {
  const { discord, person, channel, calls } = await running();
  const opened = discord.typeCommand(person, channel, 'router add', { name: 'home' });
  expect((await discord.acknowledged(opened)).type).toBe(9);
  expect(calls).toEqual([]);
  const sent = discord.submitModal(person, opened, { host: '192.168.1.1', port: '2222' });
  const message = await discord.answer(sent);
  expect(calls[0]).toMatchObject({
    name: 'router add',
    args: { name: 'home', address: 'root@192.168.1.1:2222' },
  });
  expect(message.only).toBe(person.id);
  expect(textOf(message)).toContain('192.168.1.1');
  expect(discord.violations()).toEqual([]);
});

test('the form speaks Chinese to Chinese clients; an IPv6 address gets its brackets', async () => {
  const { discord, channel, calls } = await running();
  const li = discord.user('li', 'zh-CN');
  const opened = discord.typeCommand(li, channel, 'router add');
  await discord.acknowledged(opened);
  expect(JSON.stringify(opened.modal)).toContain('添加路由器');
  await discord.answer(discord.submitModal(li, opened, { name: 'jia', host: 'fd00::1', user: 'admin' }));
  expect(calls[0]?.args).toEqual({ name: 'jia', address: 'admin@[fd00::1]:22' });
  expect(discord.violations()).toEqual([]);
});

test('/router add with everything typed needs no form', async () => {
  const { discord, person, channel, calls } = await running();
  const typed = { name: 'home', address: 'root@192.168.1.1' };
  await discord.answer(discord.typeCommand(person, channel, 'router add', typed));
  expect(calls[0]).toMatchObject({ name: 'router add', args: typed });
});

test('a button for /router add opens the form and leaves its message alone', async () => {
  const { discord, person, channel, calls } = await running();
  const help = await discord.answer(discord.typeCommand(person, channel, 'help'));
  const opened = discord.press(person, help, buttonId(help, 'Add a router'));
  expect((await discord.acknowledged(opened)).type).toBe(9);
  await discord.answer(discord.submitModal(person, opened, { name: 'home', host: 'router.lan' }));
  expect(calls.at(-1)?.args).toEqual({ name: 'home', address: 'root@router.lan:22' });
  expect(textOf(help)).toContain('Three steps');
  expect(discord.violations()).toEqual([]);
});

test('completion: names that fit, with the router typed so far; slow or failed lookups give nothing', async () => {
  const { discord, person, channel, host } = await running();
  const complete = (typed: Record<string, string>, focused: string) =>
    discord.autocomplete(person, channel, 'diagnose', typed, focused);
  expect(await complete({ router: 'ho' }, 'router')).toEqual([
    { name: 'router-ho-1', value: 'router-ho-1' },
    { name: 'router-ho-2', value: 'router-ho-2' },
  ]);
  expect((await complete({ router: 'home', device: '' }, 'device')).map(({ value }) => value)).toEqual([
    'device--1',
    'device-home-2',
  ]);
  const many = Array.from({ length: 40 }, (_, at) => `x${at}`);
  host.suggest = async () => ['', 'a'.repeat(101), 'same', 'same', ...many];
  expect(await complete({ router: '' }, 'router')).toHaveLength(25);
  host.suggest = () => Promise.reject(new Error('no Redis'));
  expect(await complete({ router: '' }, 'router')).toEqual([]);
  host.suggest = () => new Promise(() => {});
  expect(await complete({ router: '' }, 'router')).toEqual([]);
  expect(discord.violations()).toEqual([]);
});
