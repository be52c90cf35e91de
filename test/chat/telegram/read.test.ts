import fc from 'fast-check';
import type { Message } from 'grammy/types';
import { expect, test } from 'vitest';
import { type Reading, readMessage } from '../../../src/chat/telegram/read.ts';
import { specs } from '../fake-host.ts';

const reading: Reading = { me: { id: 7, username: 'pushmedic_bot' }, specs };

const messageOf = (text: string, type: 'private' | 'supergroup'): Message => {
  const from = { id: 1, is_bot: false, first_name: 'A' };
  const chat = type === 'private' ? { id: 1, type, first_name: 'A' } : { id: -1, type, title: 'G' };
  return { message_id: 1, date: 0, from, chat, text };
};

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 100 }),
  fc.string({ unit: fc.constantFrom(...'/@ "“”\n_abdiagnosehelp漢'), maxLength: 60 }),
);

test('whatever is typed, it is read as one command or as none; nothing is made up', () => {
  fc.assert(
    fc.property(hostile, fc.constantFrom('private', 'supergroup'), (text, type) => {
      const line = readMessage(messageOf(text, type), reading);
      if (line === null) return;
      const plain = text.replace(/[“”„«»]/g, '"').replace(/["\s]+/g, ' ');
      expect(line.name.length).toBeLessThanOrEqual(32);
      for (const value of Object.values(line.args))
        expect(plain).toContain(value.replace(/\s+/g, ' ').trim());
    }),
  );
});

test('in a group, nothing but a command that can be meant for this bot is read', () => {
  fc.assert(
    fc.property(hostile, (text) => {
      const line = readMessage(messageOf(text, 'supergroup'), reading);
      if (line !== null) expect(text.trim().startsWith('/')).toBe(true);
    }),
  );
});

test('a command for another bot is never read', () => {
  fc.assert(
    fc.property(
      fc.stringMatching(/^[a-z_]{3,20}bot$/),
      fc.constantFrom('private', 'supergroup'),
      (bot, type) => {
        fc.pre(bot !== 'pushmedic_bot');
        expect(readMessage(messageOf(`/diagnose@${bot} home`, type), reading)).toBeNull();
      },
    ),
  );
});
