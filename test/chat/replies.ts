import fc from 'fast-check';
import type { Button } from '../../src/model/button.ts';
import type { Block, Reply } from '../../src/model/message.ts';

const words = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 2, arbitrary: fc.string({ unit: fc.constantFrom(...'`*_\\<@#-1.| \n:漢字😀'), maxLength: 200 }) },
  { weight: 1, arbitrary: fc.nat(3).map((n) => '<b>@everyone</b> [x](http://y) ``` '.repeat(10 ** n)) },
  { weight: 1, arbitrary: fc.nat(4).map((n) => 'x'.repeat(10 ** n)) },
  { weight: 1, arbitrary: fc.nat(3).map((n) => 'line\n'.repeat(10 ** n)) },
);
const several = fc.array(words, { maxLength: 30 });
const png = fc.oneof(fc.constant('iVBORw0KGgo='), fc.constant(''), fc.string({ maxLength: 9 }));

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constantFrom('text', 'heading', 'aside'), text: words }),
  fc.record({ kind: fc.constant('list' as const), items: several }),
  fc.record({
    kind: fc.constant('fields' as const),
    fields: fc.array(fc.record({ name: words, value: words }), { maxLength: 30 }),
  }),
  fc.record({
    kind: fc.constant('table' as const),
    columns: several,
    rows: fc.array(several, { maxLength: 20 }),
  }),
  fc.record({ kind: fc.constant('code' as const), text: words, caption: words }),
  fc.record({ kind: fc.constant('code' as const), text: words }),
  fc.record({ kind: fc.constant('image' as const), png, alt: words, name: words }),
  fc.record({ kind: fc.constant('file' as const), name: words, text: words }),
);
const button: fc.Arbitrary<Button> = fc.record({
  label: words,
  style: fc.constantFrom('primary', 'secondary', 'danger'),
  command: words,
  args: fc.dictionary(words, words, { maxKeys: 3 }),
});
/** Any reply, hostile and far too long ones among them. */
export const replies: fc.Arbitrary<Reply> = fc.record({
  tone: fc.constantFrom('good', 'bad', 'unsure', 'info', 'working'),
  title: words,
  blocks: fc.array(block, { maxLength: 40 }),
  buttons: fc.array(button, { maxLength: 40 }),
});
