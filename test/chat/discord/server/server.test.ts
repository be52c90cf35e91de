import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { until } from '../../until.ts';
import { type Discord, startDiscord, testToken } from './server.ts';
import type { Channel, JsonObject, User } from './world.ts';

/** The strict server must see what breaks the rules: here a careless bot breaks them one by one. */
let discord: Discord;
let socket: WebSocket;
let person: User;
let channel: Channel;

const identify = { token: testToken, intents: 1, properties: {} };
async function logIn(d: JsonObject): Promise<void> {
  socket = new WebSocket(discord.apiUrl.replace('http', 'ws').replace('/api', ''));
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send(JSON.stringify({ op: 2, d }));
}

beforeEach(async () => {
  discord = await startDiscord();
  person = discord.user('anna');
  channel = discord.guild('home').channel;
  discord.world.commands.set('global', [{ id: '5', name: 'go', contexts: [0, 1, 2], options: [] }]);
  await logIn(identify);
  await until('the login', () => discord.gateway.connected());
});
afterEach(async () => {
  socket.terminate();
  await discord.close();
});

async function send(method: string, path: string, body: object, headers: Record<string, string> = {}) {
  const needsToken = !/^\/(interactions|webhooks)/.test(path);
  const response = await fetch(`${discord.apiUrl}/v10${path}`, {
    method,
    headers: {
      'user-agent': 'DiscordBot (test, 1)',
      'content-type': 'application/json',
      ...(needsToken ? { authorization: `Bot ${testToken}` } : {}),
      ...headers,
    },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return {
    status: response.status,
    json: (text === '' ? {} : JSON.parse(text)) as { id?: string; code?: number },
  };
}

const quiet = { allowed_mentions: { parse: [] } };
const say = (...components: object[]) => ({ ...quiet, flags: 1 << 15, components });
const text = (content: string) => ({ type: 10, content });
const row = (...ids: string[]) => ({
  type: 1,
  components: ids.map((id) => ({ type: 2, style: 1, label: 'x', custom_id: id })),
});
const post = (body: object) =>
  send('POST', `/channels/${channel.id}/messages`, { nonce: '1', enforce_nonce: true, ...body });
const rules = () => discord.violations().map(({ rule }) => rule);

function command() {
  const made = discord.typeCommand(person, channel, 'go');
  const base = `/webhooks/${discord.world.app}/${made.token}`;
  return {
    made,
    callback: (body: object) => send('POST', `/interactions/${made.id}/${made.token}/callback`, body),
    edit: (body: object) => send('PATCH', `${base}/messages/@original`, body),
    followUp: (body: object) => send('POST', base, body),
  };
}

test('a careful bot breaks nothing', async () => {
  const { callback, edit, followUp } = command();
  expect((await callback({ type: 5, data: { flags: 64 } })).status).toBe(204);
  expect((await edit(say(text('done'), row('a', 'b')))).status).toBe(200);
  expect((await followUp({ ...say(text('more')), flags: (1 << 15) | 64 })).status).toBe(200);
  expect((await post(say(text('news')))).status).toBe(200);
  expect(rules()).toEqual([]);
});

test.each<[string, object]>([
  ['schema', say(text('x'.repeat(4_001)))],
  ['text displays', say(text('x'.repeat(2_500)), text('x'.repeat(2_500)))],
  ['text displays', say(text(' '))],
  ['component count', say(...Array.from({ length: 21 }, (_, at) => row(`a${at}`)))],
  ['custom_id', say(row('same', 'same'))],
  ['components v2', { ...say(text('x')), content: 'x' }],
  ['components v2', { ...quiet, components: [text('x')] }],
  ['content', { ...quiet, content: 'x'.repeat(2_001) }],
  ['mentions', { content: '@everyone' }],
  ['mentions', { content: 'x', allowed_mentions: { parse: ['users'] } }],
  ['embed', { ...quiet, embeds: [{ description: 'x'.repeat(4_000) }, { description: 'x'.repeat(4_000) }] }],
  ['embed', { ...quiet, embeds: [{ fields: [{ name: ' ', value: 'x' }] }] }],
  ['flags', { ...say(text('x')), flags: (1 << 15) | 64 }],
  ['attachments', say({ type: 12, items: [{ media: { url: 'attachment://no.png' } }] })],
  ['attachments', { ...say(text('x')), attachments: [{ id: '0', filename: 'x.png' }] }],
  ['nonce', { ...say(text('x')), nonce: null }],
  ['unknown key', { ...say(text('x')), colour: 'red' }],
])('a message that breaks "%s" is seen', async (rule, body) => {
  await post(body);
  expect(rules()).toContain(rule);
});

test('the same nonce gives the same message', async () => {
  const first = await post(say(text('news')));
  const again = await post(say(text('news')));
  expect(again.json.id).toBe(first.json.id);
});

test('first answers: one, of a kind that fits, with nothing a deferral does not take', async () => {
  const twice = command();
  await twice.callback({ type: 5 });
  expect((await twice.callback({ type: 5 })).json.code).toBe(40060);
  expect(rules()).toContain('single first answer');
  await command().callback({ type: 6 });
  expect(rules()).toContain('first answer');
  await command().callback({ type: 5, data: { flags: 1 << 15 } });
  expect(rules()).toContain('deferral');
  expect(rules()).toContain('left thinking');
  expect(rules()).toContain('unanswered');
});

test('an answer after 3 s and a webhook before the first answer are seen', async () => {
  const early = command();
  expect((await early.edit(say(text('x')))).json.code).toBe(10015);
  expect(rules()).toContain('first answer');
  const late = command();
  late.made.madeAt -= 4_000;
  late.made.deliveredAt = late.made.madeAt;
  expect((await late.callback({ type: 5 })).json.code).toBe(10062);
  expect(rules()).toContain('3 s');
});

test('ephemeral is fixed by the deferral, and out of reach for the channel route', async () => {
  const { callback, followUp, made } = command();
  await callback({ type: 5 });
  await followUp({ ...say(text('x')), flags: (1 << 15) | 64 });
  expect(rules()).toEqual(['ephemeral']);
  const hidden = command();
  await hidden.callback({ type: 5, data: { flags: 64 } });
  await hidden.edit(say(text('x')));
  const path = `/channels/${channel.id}/messages/${hidden.made.message}`;
  expect((await send('PATCH', path, say(text('y')))).json.code).toBe(10008);
  expect(rules()).toEqual(['ephemeral', 'ephemeral']);
  expect(made.answer?.type).toBe(5);
});

test('the flag of components V2 stays', async () => {
  const { json } = await post(say(text('x')));
  await send('PATCH', `/channels/${channel.id}/messages/${json.id}`, { ...quiet, flags: 0, content: null });
  expect(rules()).toContain('components v2');
});

test('expired tokens and dead channels: refused once, a violation the second time', async () => {
  const { callback, edit } = command();
  await callback({ type: 5 });
  discord.age(15 * 60_000);
  expect((await edit(say(text('x')))).json.code).toBe(50027);
  expect(rules()).not.toContain('dead target');
  await edit(say(text('x')));
  expect(rules()).toContain('dead target');
  channel.state = 'mute';
  expect((await post(say(text('x')))).json.code).toBe(50013);
  await post(say(text('x')));
  expect(rules().filter((rule) => rule === 'dead target')).toHaveLength(2);
});

test('limits: a bucket, and who does not wait', async () => {
  const statuses: number[] = [];
  for (let at = 0; at < 6; at += 1)
    statuses.push((await post({ ...say(text('x')), nonce: `n${at}` })).status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  expect(rules()).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect((await post(say(text('x')))).status).toBe(429);
  expect(rules()).toEqual(['retry_after']);
});

test('the global limit counts what carries the token', async () => {
  const gets = await Promise.all(
    Array.from({ length: 60 }, () =>
      fetch(`${discord.apiUrl}/v10/users/@me`, {
        headers: { authorization: `Bot ${testToken}`, 'user-agent': 'DiscordBot (test, 1)' },
      }),
    ),
  );
  expect(gets.filter(({ status }) => status === 429).length).toBeGreaterThanOrEqual(10);
});

test('tokens where none belong, wrong paths, wrong agents', async () => {
  const { made } = command();
  const path = `/interactions/${made.id}/${made.token}/callback`;
  await send('POST', path, { type: 5 }, { authorization: `Bot ${testToken}` });
  await send('POST', '/nowhere', {});
  await post({ ...say(text('x')) });
  await send('POST', `/channels/${channel.id}/messages`, say(text('x')), { 'user-agent': 'curl' });
  expect(rules()).toEqual(expect.arrayContaining(['token', 'route', 'user agent']));
});

test('the gateway: privileged intents and unknown opcodes close it', async () => {
  await logIn({ ...identify, intents: 1 | (1 << 15) });
  expect(await new Promise((resolve) => socket.once('close', resolve))).toBe(4014);
  await logIn({ ...identify, token: 'wrong' });
  expect(await new Promise((resolve) => socket.once('close', resolve))).toBe(4004);
  expect(rules()).toEqual(['intents']);
});

test('silence instead of heartbeats is seen', async () => {
  await discord.close();
  discord = await startDiscord({ heartbeatMs: 30 });
  await logIn(identify);
  expect(await new Promise((resolve) => socket.once('close', resolve))).toBe(4009);
  expect(rules()).toEqual(['heartbeat']);
});

test.each<[string, JsonObject]>([
  ['an upper-case name', { name: 'Go', description: 'x' }],
  ['no description', { name: 'go', description: '' }],
  ['a wrong locale', { name: 'go', description: 'x', name_localizations: { 'de-DE': 'los' } }],
  ['required last', { name: 'go', description: 'x', options: [option('a', false), option('b', true)] }],
  ['an option twice', { name: 'go', description: 'x', options: [option('a', false), option('a', false)] }],
  [
    'choices and completion',
    {
      name: 'go',
      description: 'x',
      options: [{ ...option('a', false), autocomplete: true, choices: [{ name: 'x', value: 'x' }] }],
    },
  ],
])('a command with %s is refused', async (_, bad) => {
  const { status } = await send('PUT', `/applications/${discord.world.app}/commands`, [{ type: 1, ...bad }]);
  expect(status).toBe(400);
  expect(discord.violations()).toHaveLength(1);
});

function option(name: string, required: boolean): JsonObject {
  return { type: 3, name, description: 'x', required };
}
