import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Button } from '../../src/model/button.ts';
import { speak } from '../../src/words/words.ts';
import { anna, aRouter } from '../support/samples.ts';
import { type Bench, bench } from './host.ts';

const say = speak('en');
const group = { to: { platform: 'telegram' as const, chat: '-7', group: true } };

let on: Bench;
beforeAll(async () => {
  on = await bench();
  await on.store.people.setOwners([anna]);
  await on.store.routers.add(aRouter());
});
afterAll(() => on.close());

const labels = (buttons: readonly Button[] = []) => buttons.map(({ label }) => label);

test('/digest shows how it is set; a press sets it', async () => {
  const before = await on.say(anna, 'digest');
  expect(before?.reply.title).toBe(say('set.digest.title', { every: 'off' }));
  await on.press(
    anna,
    before?.reply.buttons.find(({ label }) => label === 'weekly'),
  );
  const after = await on.say(anna, 'digest');
  expect(after?.reply.title).toBe(say('set.digest.title', { every: 'weekly' }));
  expect(labels(after?.reply.buttons)).toEqual(['daily', 'off']);
  expect((await on.say(anna, 'digest', group))?.reply.title).toBe(say('set.digest.title', { every: 'off' }));
});

test('/language shows which it is, also to strangers; a press changes it', async () => {
  const before = await on.say('telegram:5', 'language');
  // Each in its own words: who cannot read the question finds theirs.
  expect(labels(before?.reply.buttons)).toEqual(['中文（简体）', '中文（繁體）']);
  await on.press('telegram:5', before?.reply.buttons[0]);
  expect((await on.say('telegram:5', 'language'))?.reply.title).toBe(speak('zh')('set.language.title'));
});

test('/names shows what a group reads; a press changes it', async () => {
  expect((await on.say(anna, 'names'))?.reply.title).toBe(say('names.alone.title'));
  const before = await on.say(anna, 'names', group);
  expect(before?.reply.title).toBe(say('set.names.hidden'));
  expect(before?.reply.buttons[0]).toMatchObject({ command: 'names', args: { show: 'shown' } });
  await on.say(anna, 'names shown', group);
  expect((await on.say(anna, 'names', group))?.reply.title).toBe(say('set.names.shown'));
  await on.say(anna, 'names hidden', group);
});

test('/quiet shows the hours of whoever asks; a press sets usual ones', async () => {
  const before = await on.say(anna, 'quiet');
  expect(before?.reply.title).toBe(say('set.quiet.none'));
  await on.press(anna, before?.reply.buttons[0]);
  const after = await on.say(anna, 'quiet');
  expect(after?.reply.title).toBe(say('quiet.title', { from: '22:00', to: '07:00' }));
  await on.press(
    anna,
    after?.reply.buttons.find(({ label }) => label === say('button.none-quiet')),
  );
  expect((await on.say(anna, 'quiet'))?.reply.title).toBe(say('set.quiet.none'));
});

test('/watch shows what is watched here, each router with its buttons', async () => {
  await on.store.routers.add(aRouter({ id: 'r2', name: 'Club', addedAt: Date.now() + 1 }));
  await on.store.watches.put({
    routerId: 'r1',
    to: { platform: 'telegram', chat: '1' },
    account: anna,
    language: 'en',
    keepFixed: false,
    since: 0,
  });
  const shown = await on.say(anna, 'watch');
  expect(labels(shown?.reply.buttons)).toEqual(['Stop watching Home', 'Keep Home fixed', 'Watch Club']);
  expect(shown?.reply.buttons[2]).toMatchObject({ command: 'watch', args: { switch: 'on', router: 'r2' } });
});
