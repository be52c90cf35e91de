import { afterEach, expect, test } from 'vitest';
import type { Call } from '../../../src/chat/command.ts';
import { deliveryOf, done, makeFakeHost, offer, working } from '../fake-host.ts';
import { textOf } from './server/read.ts';
import { startBot } from './set-up.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

test('a text file is attached and shown as one, unmasked and whole, and gone with the next repaint', async () => {
  const { discord, platform, call, message } = await asked('diagnose');
  const text = `${'root@192.168.108.1\n'.repeat(3_000)}`;
  const reply = { ...offer(), blocks: [{ kind: 'file', name: '../a report.txt', text } as const] };
  await platform.deliver(deliveryOf(call, reply), { message: message.id, revision: 0 });
  expect(message.attachments.map(({ filename, data }) => [filename, data.toString()])).toEqual([
    ['a-report.txt', text],
  ]);
  await platform.deliver(deliveryOf(call, done(), { revision: 2 }), { message: message.id, revision: 1 });
  expect(message.attachments).toEqual([]);
  expect(discord.violations()).toEqual([]);
});

const quarter = 15 * 60_000;

async function asked(name: string) {
  const clock = { now: Date.now() };
  const fake = makeFakeHost((call) => ({ reply: working(), key: `job-${call.id}` }));
  const bot = await startBot(fake.host, { now: () => clock.now });
  closing.push(bot.close);
  const message = await bot.discord.answer(bot.discord.typeCommand(bot.person, bot.channel, name));
  const call = fake.calls[0] as Call;
  return { ...bot, ...fake, message, call, clock };
}

for (const how of ['by our clock', 'by what Discord says'] as const) {
  test(`a result after 15 minutes (${how}): a new message that refers to the old one, repainted from then on`, async () => {
    const { discord, platform, call, message, clock } = await asked('diagnose');
    discord.age(quarter);
    if (how === 'by our clock') clock.now += quarter;
    const first = await platform.deliver(deliveryOf(call, offer()), { message: message.id, revision: 0 });
    if (first.kind !== 'sent') throw new Error(first.kind);
    expect(first.message).not.toBe(message.id);
    const posted = discord.world.messages.get(first.message);
    expect(posted).toMatchObject({ replyTo: message.id, only: null, channel: call.to.chat });
    expect(posted && textOf(posted)).toContain('192.•••.23');
    clock.now += 60_000;
    const known = { message: first.message, revision: 1 };
    expect(await platform.deliver(deliveryOf(call, done(), { revision: 2 }), known)).toEqual(first);
    expect(posted && textOf(posted)).toContain('Fixed');
    expect([...discord.world.messages.values()]).toHaveLength(2);
    const dead = discord.world.requests.filter(({ status }) => status === 401);
    expect(dead).toHaveLength(how === 'by our clock' ? 0 : 1);
    expect(discord.violations()).toEqual([]);
  });
}

test('progress after 15 minutes makes no new message', async () => {
  const { discord, platform, call, message, clock } = await asked('diagnose');
  clock.now += quarter;
  const sent = await platform.deliver(deliveryOf(call, working('still'), { transient: true }), null);
  expect(sent).toEqual({ kind: 'sent', message: message.id });
  expect([...discord.world.messages.values()]).toHaveLength(1);
});

test('what was for one person alone is masked when it must go to the channel, and refers to nothing', async () => {
  const { discord, platform, call, clock } = await asked('router list');
  clock.now += quarter;
  const sent = await platform.deliver(deliveryOf(call, { ...offer(), private: true }), null);
  const posted = discord.world.messages.get(sent.kind === 'sent' ? sent.message : '');
  expect(posted && textOf(posted)).toContain('192.•••.23');
  expect(posted?.replyTo).toBeNull();
  expect(discord.violations()).toEqual([]);
});

test('an acknowledged message that somebody deleted: the result is posted anew', async () => {
  const { discord, platform, call, message } = await asked('diagnose');
  message.deleted = true;
  const sent = await platform.deliver(deliveryOf(call, done()), null);
  const posted = discord.world.messages.get(sent.kind === 'sent' ? sent.message : '');
  expect(posted && textOf(posted)).toContain('Fixed');
  expect(discord.violations()).toEqual([]);
});
