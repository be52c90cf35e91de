import { describe, expect, it, test } from 'vitest';
import { causes } from '../../src/causes/index.ts';
import { judge } from '../../src/diagnosis/judge.ts';
import type { Router } from '../../src/model/router.ts';
import { failed, type Snapshot } from '../../src/probes/engine/probe.ts';
import { speak } from '../../src/words/words.ts';
import { lookReply } from '../../workers/steps/look-reply.ts';
import { storedSnapshot } from '../support/captures.ts';

const story = (name: string): Snapshot => storedSnapshot(`stories/${name}`);
const router: Router = {
  id: '0a1b2c3d4e5f',
  name: 'home',
  owner: 'terminal:1',
  host: '192.168.1.1',
  port: 22,
  user: 'root',
  hostKey: null,
  addedAt: 0,
  lastSeenAt: null,
};

const buttonsOf = (snapshot: Snapshot, isWatched = false) => {
  const diagnosis = { snapshot, judgement: judge(snapshot, causes), followed: [] };
  const looked = { diagnosis, plans: [], none: [], remarks: [], isWatched };
  return lookReply(looked, router, 'diagnose', speak('en')).buttons;
};

describe('what would decide between the causes that remain', () => {
  it.each([
    ['a fault that is found needs none', '01-wechat-late-on-wifi', null],
    ['a proxy holds the connections', '03-since-openclash', 'watch'],
    ['another box translates once more', '06-two-routers-in-a-row', 'watch'],
    ['nobody is connected', '08-iphone-on-a-vpn', 'again'],
    ['the device does not answer', '09-ipad-asleep', 'locked'],
    ['an accelerator of the firmware', '11-padavan', 'watch'],
    ['nothing is wrong', '18-one-app-late', null],
  ])('%s', (_, name, says) => expect(judge(story(name), causes).deciding).toBe(says));

  it('none where the table could not be read', () => {
    const blind: Snapshot = { ...story('06-two-routers-in-a-row'), conntrack: failed('denied') };
    expect(judge(blind, causes).deciding).toBeNull();
  });
});

test('watching is a button', () => {
  expect(buttonsOf(story('06-two-routers-in-a-row'))).toContainEqual(
    expect.objectContaining({ command: 'watch-this', args: { router: router.id }, label: 'Watch' }),
  );
});

test('looking again while the phone is locked is a button for that phone', () => {
  expect(buttonsOf(story('09-ipad-asleep'))).toContainEqual(
    expect.objectContaining({
      command: 'diagnose',
      args: { router: router.id, device: '192.168.1.131' },
      label: 'Check again, phone locked',
    }),
  );
});

test('where checking again is all, there is one button for it', () => {
  expect(buttonsOf(story('08-iphone-on-a-vpn')).map(({ command }) => command)).toEqual(['diagnose']);
});

test('where all is well, a notification can be timed and the router watched, unless it is already', () => {
  const well = story('18-one-app-late');
  const named = (isWatched: boolean) => buttonsOf(well, isWatched).map(({ command }) => command);
  expect(named(false)).toEqual(['test-phone', 'watch-this', 'diagnose']);
  expect(named(true)).toEqual(['test-phone', 'diagnose']);
});
