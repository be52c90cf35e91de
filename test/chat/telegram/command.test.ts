import { afterEach, expect, test } from 'vitest';
import { button } from '../../../src/model/button.ts';
import { deliveryOf, done, makeFakeHost, offer, working } from '../fake-host.ts';
import { type Bot, makeBot, startBot } from './set-up.ts';

const bots: Bot[] = [];
const started = async (...args: Parameters<typeof startBot>): Promise<Bot> => {
  const bot = await startBot(...args);
  bots.push(bot);
  return bot;
};
afterEach(async () => {
  for (const bot of bots.splice(0)) await bot.close();
});

test('a command shows that it works, and ends with the result in the same message', async () => {
  const { host, calls, shown } = makeFakeHost((call) => ({ reply: working(), key: `job-${call.id}` }));
  const { telegram, person, chat, platform } = await started(host);
  const asked = telegram.say(person, chat, '/diagnose home "Anna’s phone"');
  const message = await telegram.message(chat, '⏳ Looking at home');
  const [call] = calls;
  if (!call) throw new Error('no call');
  expect(call).toMatchObject({
    id: `telegram:${chat.id}:${asked.id}`,
    account: `telegram:${person.id}`,
    personName: 'Anna',
    name: 'diagnose',
    args: { router: 'home', device: 'Anna’s phone' },
    locale: 'en',
    to: { platform: 'telegram', chat: String(chat.id), group: false },
  });
  await expect.poll(() => shown.get(`job-${call.id}`)).toBe(String(message.id));
  expect(await platform.deliver(deliveryOf(call, offer()), null)).toEqual({
    kind: 'sent',
    message: String(message.id),
  });
  expect(message.text).toContain('192.168.1.23');
  expect(message.keyboard.flat().map(({ text }) => text)).toEqual(['Apply fix', 'Cancel']);
  expect(telegram.written(chat)).toHaveLength(1);
  expect(message.preview).toBe(false);
  expect(telegram.violations()).toEqual([]);
});

test('two words, an underscore, a capital, a list by default', async () => {
  const { host, calls } = makeFakeHost((call) => ({ reply: done(call.id), key: call.id }));
  const { telegram, person, chat } = await started(host);
  const lines = [
    '/router add home root@10.0.0.1',
    '/router_add home root@10.0.0.1',
    '/Router Add home root@10.0.0.1',
    '/router',
    'diagnose',
  ];
  for (const line of lines) telegram.say(person, chat, line);
  await expect.poll(() => calls.length).toBe(lines.length);
  const added = { name: 'router add', args: { name: 'home', address: 'root@10.0.0.1' } };
  expect(calls.map(({ name, args }) => ({ name, args }))).toEqual([
    added,
    added,
    added,
    { name: 'router list', args: {} },
    { name: 'diagnose', args: {} },
  ]);
  await expect.poll(() => telegram.written(chat).length).toBe(lines.length);
  expect(telegram.violations()).toEqual([]);
});

test('/start PAYLOAD brings the code; what is no command is passed on to be explained', async () => {
  const { host, calls } = makeFakeHost((call) => ({ reply: done(), key: call.id }));
  const { telegram, person, chat } = await started(host);
  telegram.say(person, chat, '/start Zk3aQ1xw');
  telegram.say(person, chat, '/nonsense at all');
  telegram.say(person, chat, 'hello?');
  await expect.poll(() => calls.length).toBe(3);
  expect(calls.map(({ name, args }) => ({ name, args }))).toEqual([
    { name: 'start', args: { code: 'Zk3aQ1xw' } },
    { name: 'nonsense', args: {} },
    { name: 'hello?', args: {} },
  ]);
});

test('in a group: commands for this bot alone, as a reply, addresses masked', async () => {
  const { host, calls } = makeFakeHost((call) => ({ reply: offer(), key: call.id }));
  const { telegram, person, group } = await started(host);
  telegram.say(person, group, '/diagnose@other_bot');
  telegram.say(person, group, '/unheard_of');
  telegram.say(person, group, 'diagnose');
  const asked = telegram.say(person, group, '/diagnose@Pushmedic_Bot home');
  const answer = await telegram.message(group, 'Late pushes');
  expect(answer.replyTo).toBe(asked.id);
  expect(answer.text).toContain('192.•••.23');
  expect(answer.text).not.toContain('192.168.1.23');
  expect(calls.map(({ args }) => args)).toEqual([{ router: 'home' }]);
  expect(calls[0]?.to).toMatchObject({ group: true });
  expect(telegram.violations()).toEqual([]);
});

test('the answer stays in its topic; when that is gone, the group reads it', async () => {
  const { host, calls } = makeFakeHost((call) => ({ reply: working(), key: `job-${call.id}` }));
  const { telegram, person, platform } = await started(host);
  const forum = telegram.group('forum', { topics: [7] });
  telegram.say(person, forum, '/diagnose', { thread: 7 });
  const message = await telegram.message(forum, 'Looking');
  expect(message.thread).toBe(7);
  const [call] = calls;
  if (!call) throw new Error('no call');
  expect(call.to.thread).toBe('7');
  forum.topics?.delete(7);
  const sent = await platform.deliver({ ...deliveryOf(call, done('Notice')), key: 'other' }, null);
  expect(sent.kind).toBe('sent');
  expect((await telegram.message(forum, 'Notice')).thread).toBeNull();
  expect(telegram.violations()).toEqual([]);
});

test('a slow command holds up its own chat only', async () => {
  let release = () => {};
  const slow = new Promise<void>((resolve) => {
    release = resolve;
  });
  const { host } = makeFakeHost(async (call) => {
    if (call.personName === 'Anna') await slow;
    return { reply: done(`for ${call.personName}`), key: call.id };
  });
  const { telegram, person, chat } = await started(host);
  const ben = telegram.user('Ben');
  telegram.say(person, chat, '/diagnose');
  telegram.say(person, chat, '/help');
  telegram.say(ben, telegram.direct(ben), '/diagnose');
  await telegram.message(telegram.direct(ben), 'for Ben');
  expect(telegram.written(chat)).toEqual([]);
  await expect.poll(() => telegram.world.actions.map((action) => action.chat)).toContain(chat.id);
  release();
  await expect.poll(() => telegram.written(chat).length).toBe(2);
  expect(telegram.violations()).toEqual([]);
});

test('an anonymous administrator is refused with the reason, once', async () => {
  const { host, calls } = makeFakeHost((call) => ({ reply: done(), key: call.id }));
  const { telegram, person, group } = await started(host);
  telegram.say(person, group, '/diagnose', { as: 'group' });
  telegram.say(person, group, '/diagnose', { as: 'channel' });
  telegram.say(person, group, '/help');
  await telegram.message(group, 'Fixed');
  expect(
    telegram.written(group).filter(({ text }) => text.includes('cannot see who is asking')),
  ).toHaveLength(1);
  expect(calls.map(({ name }) => name)).toEqual(['help']);
  expect(telegram.violations()).toEqual([]);
});

test('a person mentioned or replied to is meant by their id', async () => {
  const { host, calls } = makeFakeHost((call) => ({ reply: done(), key: call.id }));
  const { telegram, person, group } = await started(host);
  const ben = telegram.user('Ben Foo');
  telegram.say(person, group, '/allow Ben Foo viewer', { mention: ben });
  const said = telegram.say(ben, group, 'hello');
  telegram.say(person, group, '/allow operator', { replyTo: said });
  telegram.say(person, group, '/allow 17 operator', { replyTo: said });
  telegram.say(person, group, '/allow @ben operator', { replyTo: said });
  await expect.poll(() => calls.length).toBe(4);
  expect(calls.map(({ args }) => args)).toEqual([
    { person: `telegram:${ben.id}`, role: 'viewer' },
    { person: `telegram:${ben.id}`, role: 'operator' },
    { person: '17', role: 'operator' },
    // What was written counts, though nobody can tell who that is.
    { person: '@ben', role: 'operator' },
  ]);
});

test('a contact sent to the bot alone, and a reply to one, mean the person on it', async () => {
  const { host, calls } = makeFakeHost((call) => ({ reply: done(), key: call.id }));
  const { telegram, person, group } = await started(host);
  const direct = telegram.direct(person);
  const ben = telegram.user('Ben');
  const card = telegram.say(person, direct, '', { contact: ben });
  telegram.say(person, direct, '/allow viewer', { replyTo: card });
  telegram.say(person, direct, '', { contact: 'number' });
  telegram.say(person, group, '', { contact: ben });
  await expect.poll(() => calls.length).toBe(3);
  const account = `telegram:${ben.id}`;
  expect(calls.map(({ name, args }) => [name, args])).toEqual([
    ['person', { person: account, name: 'Ben' }],
    ['allow', { person: account, role: 'viewer' }],
    ['person', {}],
  ]);
  expect(telegram.violations()).toEqual([]);
});

test('a reply to a message of the bot is about its router', async () => {
  const { host, calls } = makeFakeHost((call) => ({
    reply: {
      ...offer(),
      buttons: [
        button('apply', { plan: 'x' }, 'Details'),
        button('diagnose', { router: 'r42' }, 'Check again'),
      ],
    },
    key: call.id,
  }));
  const { telegram, person, group } = await started(host);
  telegram.say(person, group, '/diagnose');
  const message = await telegram.message(group, 'Late pushes');
  telegram.say(person, group, '/diagnose', { replyTo: message });
  telegram.say(person, group, 'diagnose', { replyTo: message });
  telegram.say(person, group, 'thanks!', { replyTo: message });
  telegram.say(person, group, 'my iPhone is late', { replyTo: message });
  telegram.say(person, group, '/diagnose other', { replyTo: message });
  await expect.poll(() => calls.length).toBe(5);
  const under = message.keyboard.flat().map(({ callback_data }) => callback_data);
  expect(under).toHaveLength(2);
  expect(calls.map(({ name, about }) => ({ name, about }))).toEqual([
    { name: 'diagnose', about: [] },
    { name: 'diagnose', about: under },
    { name: 'diagnose', about: under },
    { name: 'late', about: under },
    { name: 'diagnose', about: under },
  ]);
});

test('in private all is heard: names in Chinese, and what is no command as it was said', async () => {
  const { host, calls } = makeFakeHost((call) => ({ reply: done(call.id), key: call.id }));
  const { telegram, person, chat } = await started(host);
  for (const line of ['/诊断 home', '诊断', 'my iPhone is late', '192.168.1.1', '/diagnos home'])
    telegram.say(person, chat, line);
  await expect.poll(() => calls.length).toBe(5);
  expect(calls).toMatchObject([
    { name: 'diagnose', args: { router: 'home' } },
    { name: 'diagnose', args: {} },
    { said: 'my iPhone is late' },
    { said: '192.168.1.1' },
    { name: 'diagnos', said: '/diagnos home' },
  ]);
});

test('a secret asked for in a group goes to the private chat; closed, the group is told how to open it', async () => {
  const { host } = makeFakeHost((call) => ({
    reply: { ...done('Your code is 4711'), private: true },
    key: call.id,
  }));
  const { telegram, person, group, chat } = await started(host);
  telegram.say(person, group, '/help');
  const closed = await telegram.message(group, 'for you alone');
  expect(closed.keyboard[0]?.[0]?.url).toBe('https://t.me/pushmedic_bot');
  telegram.set(chat, 'open');
  telegram.say(person, group, '/help');
  await telegram.message(chat, '4711');
  await telegram.message(group, 'answered you in our private chat');
  expect(telegram.written(group).some(({ text }) => text.includes('4711'))).toBe(false);
  expect(telegram.violations()).toEqual([]);
});

test('old commands after a restart: asked again, nothing is done', async () => {
  const { host, calls } = makeFakeHost((call) => ({ reply: done(), key: call.id }));
  const { telegram, person, chat, platform } = await started(host);
  await platform.stop();
  telegram.say(person, chat, '/fix', { agoMs: 6 * 60_000 });
  telegram.say(person, chat, '/diagnose', { agoMs: 6 * 60_000 });
  telegram.say(person, chat, '/help', { agoMs: 60_000 });
  const again = makeBot(telegram, host);
  await again.platform.start();
  await telegram.message(chat, 'Fixed');
  expect(telegram.written(chat).filter(({ text }) => text.includes('not listening'))).toHaveLength(1);
  expect(calls.map(({ name }) => name)).toEqual(['help']);
  await again.platform.stop();
  expect(telegram.polling.unconfirmed()).toBe(0);
  expect(telegram.violations()).toEqual([]);
});

test('an error of the bot is told with a code, and logged under it', async () => {
  const { host } = makeFakeHost(() => {
    throw new Error('a bug');
  });
  const { telegram, person, chat, log } = await started(host);
  telegram.say(person, chat, '/diagnose');
  const message = await telegram.message(chat, /[0-9a-f]{6}/);
  const code = /\b([0-9a-f]{6})\b/.exec(message.text)?.[1] ?? 'none';
  expect(log.lines.join('\n')).toContain(`"id":"${code}"`);
  expect(log.lines.join('\n')).toContain('a bug');
});

test('nothing to say: nothing is said', async () => {
  const { host, calls } = makeFakeHost(() => null);
  const { telegram, person, chat } = await started(host);
  telegram.say(person, chat, '/diagnose');
  await expect.poll(() => calls.length).toBe(1);
  await bots.at(-1)?.platform.stop();
  expect(telegram.written(chat)).toEqual([]);
  expect(telegram.world.actions).toEqual([]);
});
