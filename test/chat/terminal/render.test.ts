import fc from 'fast-check';
import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { render } from '../../../src/chat/terminal/render.ts';
import { wrap } from '../../../src/chat/terminal/wrap.ts';
import { button } from '../../../src/model/button.ts';
import type { Reply } from '../../../src/model/message.ts';
import { clean } from '../../../src/model/plain.ts';

const plain = { colour: false, width: 60 };

const reply: Reply = {
  tone: 'bad',
  title: 'The router forgets “Anna’s iPhone”',
  blocks: [
    {
      kind: 'text',
      text: 'It is dropped from conntrack after 150 s, while the phone speaks every ten minutes.',
    },
    { kind: 'code', text: 'ipv4 2 tcp 6 118 ESTABLISHED', caption: '/proc/net/nf_conntrack' },
    { kind: 'fields', fields: [{ name: 'Kernel', value: '5.10.176' }] },
    { kind: 'list', items: ['wake the phone', 'try again'] },
    { kind: 'table', columns: ['When', 'Who'], rows: [['12:30', 'Anna']] },
    { kind: 'aside', text: 'Ruled out: a full table.' },
  ],
  buttons: [
    button('apply', { plan: 'abc' }, 'Apply fix', 'primary'),
    button('cancel', { plan: 'abc' }, 'Cancel'),
  ],
};

test('a reply reads well and offers its buttons as numbers', async () => {
  await expect(`${render(reply, plain)}\n`).toMatchFileSnapshot('./golden/reply.txt');
});

test('no colour without being asked, colour when asked', () => {
  expect(render(reply, plain)).not.toContain('\u001b');
  expect(render(reply, { ...plain, colour: true })).toContain('\u001b[');
});

test('no foreign control character reaches the terminal', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (hostile) => {
      const drawn = render(
        {
          ...reply,
          title: hostile,
          blocks: [
            { kind: 'text', text: hostile },
            { kind: 'code', text: hostile, caption: hostile },
            { kind: 'table', columns: [hostile], rows: [[hostile]] },
            { kind: 'fields', fields: [{ name: hostile, value: hostile }] },
          ],
          buttons: [{ label: hostile, style: 'primary', command: 'help', args: {} }],
        },
        plain,
      );
      expect(drawn).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/);
    }),
    { numRuns: 500 },
  );
});

test('an escape sequence in a host name becomes harmless', () => {
  expect(clean('\u001b]0;owned\u0007 \u202eenohPi')).toBe(']0;owned enohPi');
});

test('lines keep to the width, words stay whole, nothing is lost', () => {
  fc.assert(
    fc.property(
      fc.array(fc.stringMatching(/^[a-z\u4e00-\u4e20]{1,12}$/), { minLength: 1, maxLength: 40 }),
      (words) => {
        const text = words.join(' ');
        const lines = wrap(text, 30);
        expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(30);
        expect(lines.join('').replaceAll(' ', '')).toBe(words.join(''));
      },
    ),
  );
});
