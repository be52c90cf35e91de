import { expect, test } from 'vitest';
import { paint } from '../../../src/chat/telegram/paint.ts';
import { render } from '../../../src/chat/telegram/render.ts';
import type { Block, Reply } from '../../../src/model/message.ts';
import { makeFakeHost } from '../fake-host.ts';
import { samples } from '../samples.ts';
import { pictureOf } from './picture.ts';
import { detected, parseHtml } from './server/entities.ts';

const { host } = makeFakeHost(() => null);
const blocksOnly = (...blocks: Block[]): Reply => ({ tone: 'info', title: 'x', blocks, buttons: [] });
const textOf = (reply: Reply) => parseHtml(render(reply, []).html).text;

test.each(Object.keys(samples))('%s looks as it was seen and approved', async (name) => {
  const reply = samples[name];
  if (!reply) throw new Error('no sample');
  const { html, keyboard, photos } = await paint(reply, null, host);
  const rows = keyboard.map((row) => row.map((button) => JSON.stringify(button)).join('  '));
  const pictures = photos.map((photo) => `${photo.name} (${photo.data.length} bytes): ${photo.caption}`);
  const seen = [html, ...rows, ...pictures].join('\n\n');
  await expect(`${seen}\n`).toMatchFileSnapshot(`golden/${name}.html`);
});

test('hostile names are the text they are: no tags, no calls, no links', () => {
  const names = [
    '<b>@everyone</b> [x](http://y) ```',
    '</pre><a href="tg://user?id=1">x</a>',
    '&lt;i&gt; & ;',
  ];
  for (const name of names) {
    const kinds: Block[] = [
      { kind: 'text', text: name },
      { kind: 'heading', text: name },
      { kind: 'list', items: [name] },
      { kind: 'fields', fields: [{ name, value: name }] },
      { kind: 'table', columns: ['a', 'b'], rows: [[name, name]] },
      { kind: 'code', text: name, caption: name },
      { kind: 'aside', text: name },
    ];
    for (const block of kinds) {
      const parsed = parseHtml(render(blocksOnly(block), []).html);
      expect(parsed.text.replaceAll('\u2060', '')).toContain(name);
      expect(detected(parsed)).toEqual([]);
      expect(parsed.entities.some(({ type }) => type.startsWith('text_'))).toBe(false);
    }
  }
});

test('a table that fits a phone is aligned, a wider one is told line by line', () => {
  const columns = ['Device', 'Service', 'After'];
  const narrow = blocksOnly({ kind: 'table', columns, rows: [['iPhone', 'APNs', '150 s']] });
  expect(render(narrow, []).html).toContain('<pre>Device  Service  After\niPhone  APNs     150 s</pre>');
  const wide = blocksOnly({
    kind: 'table',
    columns,
    rows: [['An iPhone of somebody', 'APNs', '150 seconds']],
  });
  expect(textOf(wide)).toContain('• An iPhone of somebody · Service: APNs · After: 150 seconds');
});

test('small print gives way to what matters, and long small print is folded', () => {
  const reply = blocksOnly(
    { kind: 'text', text: 'important '.repeat(300).trim() },
    { kind: 'aside', text: 'detail\n'.repeat(400) },
  );
  const { html } = render(reply, []);
  expect(html.match(/important/g)).toHaveLength(300);
  expect(html).toContain('<blockquote expandable>detail\n');
  expect(html).toContain('…</blockquote>');
});

test('short labels stand side by side, long ones below each other; one command is one button', () => {
  const button = (label: string, data: string) => ({ label, style: 'secondary' as const, data });
  const { keyboard } = render(blocksOnly(), [
    button('Apply fix', 'a'),
    button('Cancel', 'b'),
    button('My notifications are late (home)', 'c'),
    button('Again', 'a'),
    button('too long an id', 'x'.repeat(65)),
  ]);
  expect(keyboard.map((row) => row.map(({ text }) => text))).toEqual([
    ['Again', 'Cancel'],
    ['My notifications are late (home)'],
  ]);
});

test('a picture shows hostile text as the text it is', async () => {
  for (const name of ['verdict.en', 'verdict.zh']) {
    const picture = pictureOf(await paint(samples[name] ?? blocksOnly(), null, host));
    expect(picture).toContain('&lt;b&gt;@\u2060everyone&lt;/b&gt; [x](http:');
    expect(picture.match(/<pre>/g)).toHaveLength(2);
    expect(picture).toContain('<button');
  }
});
