import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pagesOf } from '../../commands/shared/pages.ts';
import type { Block } from '../../src/model/message.ts';

const block = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), text: fc.string({ maxLength: 800 }) }),
  fc.record({
    kind: fc.constant('code' as const),
    text: fc.string({ maxLength: 9000 }),
    caption: fc.string({ maxLength: 40 }),
  }),
);

/** What is read, without the line breaks that cutting a code block may add or take. */
const read = (blocks: readonly Block[]) =>
  blocks.map((one) => ('text' in one ? one.text.replaceAll('\n', '') : '')).join('');

test('pages hold everything once, in order, and each fits a message', () => {
  fc.assert(
    fc.property(fc.array(block, { maxLength: 12 }), (blocks: Block[]) => {
      const pages = pagesOf(blocks);
      expect(read(pages.flat())).toBe(read(blocks));
      for (const page of pages) expect(JSON.stringify(page).length).toBeLessThan(4000);
    }),
    { numRuns: 300 },
  );
});
