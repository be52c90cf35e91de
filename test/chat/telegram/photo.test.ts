import { afterEach, expect, test } from 'vitest';
import type { Delivery } from '../../../src/model/delivery.ts';
import type { Block } from '../../../src/model/message.ts';
import { done, makeFakeHost } from '../fake-host.ts';
import type { Chat } from './server/world.ts';
import { startBot } from './set-up.ts';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Pixels of two colours, and something that is no picture. */
const grey =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwADBwGA0T5XFgAAAABJRU5ErkJggg==';
const white =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==';
const broken = Buffer.from('no picture').toString('base64');

const image = (png: string, alt: string): Block => ({ kind: 'image', png, alt, name: 'life.png' });

async function running() {
  const bot = await startBot(makeFakeHost(() => null).host);
  closing.push(bot.close);
  return bot;
}

const notice = ({ id }: Chat, revision: number, ...images: Block[]): Delivery => ({
  key: 'n1',
  to: { platform: 'telegram', chat: String(id), group: id < 0 },
  reply: { ...done(`Seen ${revision}`), blocks: images },
  revision,
});

test('a picture follows its text, and is painted over when it changes', async () => {
  const { telegram, platform, group } = await running();
  telegram.world.options.burst = 20;
  const first = await platform.deliver(notice(group, 1, image(grey, 'A graph')), null);
  if (first.kind !== 'sent') throw new Error(first.kind);
  const [text, photo] = telegram.written(group);
  expect(text?.text).toBe('✅ Seen 1');
  expect(photo).toMatchObject({ text: 'A graph', replyTo: text?.id, keyboard: [] });
  expect(photo?.photo?.toString('base64')).toBe(grey);

  const known = { message: first.message, revision: 1 };
  expect(await platform.deliver(notice(group, 2, image(grey, 'A graph')), known)).toEqual(first);
  expect(photo?.painted).toHaveLength(1);

  const second = await platform.deliver(notice(group, 3, image(white, 'A graph')), known);
  if (second.kind !== 'sent') throw new Error(second.kind);
  expect(photo?.photo?.toString('base64')).toBe(white);
  expect(telegram.written(group)).toHaveLength(2);

  await platform.deliver(notice(group, 4), { message: second.message, revision: 3 });
  expect(telegram.written(group).map((one) => one.text)).toEqual(['✅ Seen 4']);
  expect(telegram.violations()).toEqual([]);
});

const file = (text: string): Block => ({ kind: 'file', name: 'a report.txt', text });

test('a text file follows the text and the pictures as a document, and is painted over when it changes', async () => {
  const { telegram, platform, group } = await running();
  telegram.world.options.burst = 20;
  const blocks = [image(grey, 'A graph'), file('root@192.168.108.1\n'), image(white, 'Another')];
  const first = await platform.deliver(notice(group, 1, ...blocks), null);
  if (first.kind !== 'sent') throw new Error(first.kind);
  const sent = telegram.written(group);
  expect(sent.map(({ photo, document }) => [photo !== null, document?.name])).toEqual([
    [false, undefined],
    [true, undefined],
    [true, undefined],
    [false, 'a-report.txt'],
  ]);
  // Made for everybody: nothing in it is masked in a group.
  expect(sent[3]?.document?.data.toString()).toBe('root@192.168.108.1\n');
  const known = { message: first.message, revision: 1 };
  const changed = [blocks[0], file('two'), blocks[2]].flatMap((one) => one ?? []);
  expect((await platform.deliver(notice(group, 2, ...changed), known)).kind).toBe('sent');
  expect(telegram.written(group)).toHaveLength(4);
  expect(sent[3]?.document?.data.toString()).toBe('two');
  expect(telegram.violations()).toEqual([]);
});

test('several pictures are one album', async () => {
  const { telegram, platform, chat } = await running();
  telegram.set(chat, 'open');
  const sent = await platform.deliver(notice(chat, 1, image(grey, 'One'), image(white, 'Two')), null);
  expect(sent.kind).toBe('sent');
  const [, one, two] = telegram.written(chat);
  expect([one?.text, two?.text]).toEqual(['One', 'Two']);
  expect(one?.album).toBe(two?.album);
  expect(one?.album).not.toBeNull();
  expect(telegram.violations()).toEqual([]);
});

test('the text stands and the picture must wait: another try repaints the text and sends the picture once', async () => {
  const { telegram, platform, chat } = await running();
  telegram.set(chat, 'open');
  telegram.faults.add({ match: /^sendPhoto$/, times: 1, play: { kind: 'status', status: 502 } });
  const delivery = notice(chat, 1, image(grey, 'A graph'));
  expect((await platform.deliver(delivery, null)).kind).toBe('later');
  expect((await platform.deliver(delivery, null)).kind).toBe('sent');
  expect(telegram.written(chat).map((one) => one.text)).toEqual(['✅ Seen 1', 'A graph']);
  expect(telegram.violations()).toEqual([]);
});

test('a picture that Telegram cannot read is left out, the text is sent', async () => {
  const { telegram, platform, chat, log } = await running();
  telegram.set(chat, 'open');
  expect((await platform.deliver(notice(chat, 1, image(broken, 'A graph')), null)).kind).toBe('sent');
  expect(telegram.written(chat).map((one) => one.text)).toEqual(['✅ Seen 1']);
  expect(log.lines.join('\n')).toContain('a picture was left out');
});
