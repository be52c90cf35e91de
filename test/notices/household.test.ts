import { expect, it } from 'vitest';
import { noticeMessage } from '../../src/notices/messages/notice.ts';
import { clockIn } from '../../src/notices/times.ts';
import { vendorOf } from '../../src/notices/vendor.ts';
import { speak } from '../../src/words/words.ts';
import { plain } from '../diagnosis/plain.ts';
import { guard } from './events.ts';
import { eventsOfNight, type Plan, toldOf } from './scenario-night.ts';

const zone = 'Europe/Berlin';
/** 20:00 in Berlin. */
const startsAt = Date.UTC(2026, 10, 24, 19);
const at = (clock: string): number => {
  const [hour = 0, minute = 0] = clock.split(':').map(Number);
  return (((hour + 4) % 24) * 60 + minute) * 60;
};
const epoch = (clock: string) => startsAt + at(clock) * 1_000;

const names = [
  'Annas-iPhone',
  'Bens-iPad',
  '王芳的-iPhone',
  'Pixel-8',
  null,
  '<b>@everyone</b>',
  'Oma',
  'Gast-1',
  'Gast-2',
  'Lenas-iPhone',
];

/**
 * Ten phones; three come home later, one goes out. The fix is applied at 21:00 and lost in the redial at 3:12; somebody
 * puts it back at 7:30.
 */
const plan: Plan = {
  names,
  shape: { kernel: 'affected', phones: 10, heartbeatS: 600, dual: false, rules: 'offload' },
  hours: 13,
  startsAt,
  acts: [
    ...[7, 8, 9].map((phone) => ({
      atS: 0,
      act: (house: Parameters<Plan['acts'][number]['act']>[0]) =>
        void house.happen({ afterS: 0, kind: 'leave', phone }),
    })),
    { atS: at('20:41'), act: (house) => void house.happen({ afterS: 0, kind: 'leave', phone: 6 }) },
    {
      atS: at('21:00'),
      act: (house, shape) => {
        shape.rules = 'accept';
        house.happen({ afterS: 0, kind: 'reload' });
        return { rulesChanged: true };
      },
    },
    { atS: at('21:40'), act: (house) => void house.happen({ afterS: 0, kind: 'return', phone: 9 }) },
    { atS: at('22:20'), act: (house) => void house.happen({ afterS: 0, kind: 'return', phone: 7 }) },
    { atS: at('23:30'), act: (house) => void house.happen({ afterS: 0, kind: 'return', phone: 6 }) },
    {
      atS: at('3:12'),
      act: (house, shape) => {
        shape.rules = 'offload';
        house.happen({ afterS: 0, kind: 'redial' });
        return { wanChanged: true };
      },
    },
    {
      atS: at('7:30'),
      act: (house, shape) => {
        shape.rules = 'accept';
        house.happen({ afterS: 0, kind: 'reload' });
        return { rulesChanged: true };
      },
    },
  ],
  guard: [
    { atS: at('3:13'), event: guard(epoch('3:13'), 'lost') },
    { atS: at('7:30'), event: guard(epoch('7:30'), 'restored') },
  ],
  curedAt: (atS) => (atS >= at('21:00') && atS < at('3:13')) || atS >= at('7:30'),
};

const events = eventsOfNight(plan);
const told = toldOf(events, (now) => ({
  quiet: { from: 22, to: 7 },
  zone,
  keepFixed: false,
  cured: plan.curedAt((now - startsAt) / 1_000),
}));
const posts = told.filter(({ message }) => message.isFirst);

/** Each message as it is posted, and as it stands in the end. */
const transcript = (language: 'en' | 'zh') => {
  const telling = {
    router: { id: 'r1', name: 'home' },
    say: speak(language),
    zone,
    keepFixed: false,
    cured: false,
    mayTrust: true,
    mutes: {},
    vendorOf,
  };
  const shown = ({ at: now, message }: (typeof told)[number]) => {
    const reply = noticeMessage(message.notice, { ...telling, now });
    const buttons = reply.buttons
      .map(({ label, command, args }) => `[${label}: ${[command, ...Object.values(args)].join(' ')}]`)
      .join(' ');
    return `${plain(reply)}\n${buttons}\n`;
  };
  return posts
    .map((post, index) => {
      const edits = told.filter(
        ({ message }) => !message.isFirst && message.notice.id === post.message.notice.id,
      );
      const last = edits.at(-1);
      const posted = `=== ${index + 1}, posted ${clockIn(post.at, zone)}\n${shown(post)}`;
      return last
        ? `${posted}\n--- edited ${edits.length} times, last at ${clockIn(last.at, zone)}\n${shown(last)}`
        : posted;
    })
    .join('\n');
};

it.each(['en', 'zh'] as const)('a night in a household reads like this in %s', async (language) => {
  await expect(transcript(language)).toMatchFileSnapshot(`golden/night.${language}.txt`);
});

it('tells each phone once an evening, nothing in quiet hours, and what happened then in the morning', () => {
  const evening = posts.filter(({ at: when }) => when < epoch('22:00'));
  expect(evening).toHaveLength(7);
  expect(posts.filter(({ at: when }) => when >= epoch('22:00') && when < epoch('7:00'))).toEqual([]);
  const morning = posts.filter(({ at: when }) => when === epoch('7:00'));
  expect(morning.filter(({ message }) => message.notice.kind === 'guard')).toHaveLength(1);
  expect(morning.filter(({ message }) => message.notice.kind === 'phone')).toHaveLength(9);
  expect(posts).toHaveLength(evening.length + morning.length);
});
