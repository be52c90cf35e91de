import { expect, test } from 'vitest';
import { paint } from '../../../src/chat/discord/paint.ts';
import { mask } from '../../../src/chat/message/mask.ts';
import type { Reply } from '../../../src/model/message.ts';
import { makeFakeHost } from '../fake-host.ts';
import { samples } from '../samples.ts';
import { pictureOf } from './picture.ts';
import { asObject } from './server/schema.ts';

const { host } = makeFakeHost(() => null);
const group = { platform: 'discord', chat: '1', group: true } as const;
const painted = (reply: Reply, open = false) => paint(reply, open ? group : null, host);

test.each(Object.keys(samples))('%s looks as it was seen and approved', async (name) => {
  const reply = samples[name];
  if (!reply) throw new Error('no sample');
  const { body, files } = await painted(reply);
  const seen = JSON.stringify({ ...body, files: files.map((file) => file.name) }, null, 2);
  await expect(`${seen}\n`).toMatchFileSnapshot(`golden/${name}.json`);
});

test('every kind of block is among the samples', () => {
  const kinds = new Set(Object.values(samples).flatMap(({ blocks }) => blocks.map(({ kind }) => kind)));
  expect([...kinds].sort()).toEqual(['aside', 'code', 'fields', 'heading', 'image', 'list', 'table', 'text']);
});

test('where others read it is the masked reply that is painted', async () => {
  for (const reply of Object.values(samples))
    expect(await painted(reply, true)).toEqual(await painted(mask(reply)));
});

test('two buttons for one command are one button', async () => {
  const again = { label: 'Again', style: 'primary', command: 'help', args: {} } as const;
  const { body } = await painted({ tone: 'info', title: 'x', blocks: [], buttons: [again, again] });
  expect(JSON.stringify(body).match(/custom_id/g)).toHaveLength(1);
});

test('small print gives way to what matters', async () => {
  const { body } = await painted({
    tone: 'info',
    title: 'x',
    blocks: [
      { kind: 'text', text: 'important '.repeat(300).trim() },
      { kind: 'aside', text: 'detail\n'.repeat(400) },
    ],
    buttons: [],
  });
  const text = JSON.stringify(body);
  expect(text.match(/important/g)).toHaveLength(300);
  expect(text).toMatch(/… \+\d+/);
});

test('a picture shows hostile text as the text it is', async () => {
  for (const name of ['verdict.en', 'verdict.zh']) {
    const { body } = await painted(samples[name] ?? { tone: 'info', title: '', blocks: [], buttons: [] });
    const picture = pictureOf(asObject(JSON.parse(JSON.stringify(body))));
    expect(picture).toContain('&#60;b&#62;@everyone&#60;/b&#62; [x](http:');
    expect(picture.match(/<pre>/g)).toHaveLength(2);
    expect(picture).toContain('<button');
  }
});
