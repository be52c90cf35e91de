import fc from 'fast-check';
import { expect, test } from 'vitest';
import { render } from '../../../src/chat/telegram/render.ts';
import { textOf } from '../../../src/chat/telegram/rich.ts';
import { replies } from '../replies.ts';
import { detected, parseHtml } from './server/entities.ts';
import { sendDocument, sendMessage, sendPhoto } from './server/messages.ts';
import type { Chat, World } from './server/world.ts';
import { makeWorld } from './server/world.ts';

const chat: Chat = {
  id: 1,
  type: 'private',
  title: 'x',
  state: 'open',
  topics: null,
  movedTo: null,
  refused: 0,
};

function makeServer(): World {
  return makeWorld({ token: '1:x', perSecond: 1, groupPerMinute: 1, burst: 1 });
}

test('whatever a reply holds, its messages keep every limit and every tag is closed', () => {
  fc.assert(
    fc.property(replies, fc.boolean(), (given, sameIds) => {
      const world = makeServer();
      const buttons = given.buttons.map((one, at) => ({ ...one, data: sameIds ? 'same' : `id${at}` }));
      const { html, keyboard, photos } = render(given, buttons);
      expect(Buffer.byteLength(html)).toBeLessThan(32_768);
      const message = sendMessage(world, chat, {
        chat_id: 1,
        text: html,
        parse_mode: 'HTML',
        reply_markup: { inline_keyboard: JSON.parse(JSON.stringify(keyboard)) },
      });
      expect(detected(message)).toEqual([]);
      for (const { kind, data, name, caption } of photos) {
        expect(name).toMatch(kind === 'photo' ? /^\w[\w-]*\.png$/ : /^\w(?:[\w-]*\w)?\.txt$/);
        const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), data]);
        const files = new Map([['f', { name, data: kind === 'photo' ? png : data }]]);
        const body = { params: {}, files };
        if (kind === 'photo') sendPhoto(world, chat, { chat_id: 1, photo: 'attach://f', caption }, body);
        else sendDocument(world, chat, { chat_id: 1, document: 'attach://f', caption }, body);
      }
      expect(world.violations.filter(({ rule }) => rule !== 'entities')).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('of a reply that fits, nothing is left out', () => {
  const word = fc.stringMatching(/^[a-z漢字]{1,12}$/);
  const block = fc.oneof(
    fc.record({ kind: fc.constantFrom('text', 'heading', 'aside', 'code'), text: word }),
    fc.record({ kind: fc.constant('list' as const), items: fc.array(word, { minLength: 1, maxLength: 3 }) }),
    fc.record({
      kind: fc.constant('fields' as const),
      fields: fc.array(fc.record({ name: word, value: word }), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      kind: fc.constant('table' as const),
      columns: fc.array(word, { minLength: 2, maxLength: 2 }),
      rows: fc.array(fc.array(word, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 4 }),
    }),
  );
  fc.assert(
    fc.property(word, fc.array(block, { maxLength: 12 }), (title, blocks) => {
      const { text } = parseHtml(render({ tone: 'info', title, blocks, buttons: [] }, []).html);
      const wanted = blocks.flatMap((one) => {
        if (one.kind === 'list') return one.items;
        if (one.kind === 'fields') return one.fields.flatMap(({ name, value }) => [name, value]);
        if (one.kind === 'table') return one.rows.flat();
        return [one.text];
      });
      for (const word of [title, ...wanted]) expect(text).toContain(word);
    }),
  );
});

test('cutting a text halves no character, no reference and never exceeds its room', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.nat(80), (given, max) => {
      const { html, length } = textOf(given, max);
      const { text } = parseHtml(html);
      expect(length).toBeLessThanOrEqual(max);
      expect(text.length).toBeLessThanOrEqual(length);
      expect(/\p{Surrogate}/u.test(text)).toBe(false);
    }),
  );
});
