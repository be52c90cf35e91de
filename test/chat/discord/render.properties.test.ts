import { MessageCreateRequestSchema } from 'discord-api-spec/zod';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { render } from '../../../src/chat/discord/render.ts';
import { share } from '../../../src/chat/message/share.ts';
import type { Block } from '../../../src/model/message.ts';
import { replies } from '../replies.ts';
import { createMessage } from './server/messages.ts';
import { checkSchema } from './server/schema.ts';
import type { Json } from './server/world.ts';
import { makeWorld } from './server/world.ts';

test('whatever a reply holds, its message keeps every limit', () => {
  fc.assert(
    fc.property(replies, fc.boolean(), (given, sameIds) => {
      const world = makeWorld({ token: '', heartbeatMs: 1, globalPerSecond: 1 });
      const buttons = given.buttons.map((one, at) => ({ ...one, customId: sameIds ? 'same' : `id${at}` }));
      const { body, files } = render(given, buttons);
      const json = checkSchema(
        world,
        MessageCreateRequestSchema,
        JSON.parse(JSON.stringify(body)) as Json,
        'message',
      );
      const sent = new Map(
        files.map((file, at) => [at, { name: file.name, data: Buffer.from(file.data as Buffer) }]),
      );
      createMessage(
        world,
        { json, files: sent },
        { channel: '1', interaction: null, ephemeralFor: null },
        'message',
      );
      expect(world.violations).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

/** What must be read of a small block. A table too wide for a phone names its first column by the place alone. */
function mustShow(block: Block): string[] {
  if (block.kind === 'list') return block.items;
  if (block.kind === 'table') return block.rows.flat();
  return 'text' in block ? [block.text] : [];
}

test('of a reply that fits, nothing is left out', () => {
  const word = fc.stringMatching(/^[a-z漢字]{1,12}$/);
  const small: fc.Arbitrary<Block> = fc.oneof(
    fc.record({ kind: fc.constantFrom('text', 'heading', 'aside', 'code'), text: word }),
    fc.record({ kind: fc.constant('list' as const), items: fc.array(word, { minLength: 1, maxLength: 3 }) }),
    fc.record({
      kind: fc.constant('table' as const),
      columns: fc.array(word, { minLength: 2, maxLength: 2 }),
      rows: fc.array(fc.array(word, { minLength: 2, maxLength: 2 })),
    }),
  );
  fc.assert(
    fc.property(word, fc.array(small, { maxLength: 12 }), (title, blocks) => {
      const { body } = render({ tone: 'info', title, blocks, buttons: [] }, []);
      const seen = JSON.stringify(body.components);
      for (const text of [title, ...blocks.flatMap(mustShow)]) expect(seen).toContain(text);
    }),
  );
});

test('shares never exceed the room, and nobody gets more than wanted', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5_000)), fc.nat(5_000), (wanted, room) => {
      const shares = share(wanted, room);
      expect(shares.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(room);
      for (const [at, one] of shares.entries()) expect(one).toBeLessThanOrEqual(wanted[at] ?? 0);
      if (wanted.reduce((sum, one) => sum + one, 0) <= room) expect(shares).toEqual(wanted);
    }),
  );
});
