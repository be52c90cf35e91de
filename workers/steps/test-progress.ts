import { button } from '../../src/model/button.ts';
import { hiding, text } from '../../src/model/message.ts';
import type { PushTest } from '../../src/model/push-test.ts';
import { namesIn, testedPhone } from '../../src/notices/messages/push-test.ts';
import { duration } from '../../src/notices/times.ts';
import type { CourseStep } from '../../src/watch/arrival/course.ts';
import type { Say } from '../../src/words/words.ts';
import type { Painter } from './painter.ts';

/** A message is repainted when so much of the time has passed, seconds: both platforms count edits. */
const stepS = { waiting: 10, listening: 30 } as const;

function said(
  step: CourseStep,
  phone: string,
  neededS: number,
  say: Say,
): { title: string; explained: string[] } | null {
  switch (step.kind) {
    case 'waiting': {
      const leftS = Math.ceil(step.leftS / stepS.waiting) * stepS.waiting;
      return {
        title: say('test.wait.title', { phone, left: duration(leftS, say) }),
        explained: [say('test.wait.text', { needed: duration(neededS, say) })],
      };
    }
    case 'send':
    case 'sending':
      return { title: say('test.sending.title', { phone }), explained: [] };
    case 'listening': {
      const sinceS = Math.floor(step.sinceS / stepS.listening) * stepS.listening;
      return {
        title: say('test.listen.title', { phone }),
        explained: [say('test.listen.text', { since: duration(sinceS, say) })],
      };
    }
    case 'over':
    case 'rebooted':
      return null;
  }
}

/** Shows how far a test is, in steps, with **Cancel** under it. */
export function testProgress(
  test: PushTest,
  neededS: number,
  { say, progress: paint }: Painter,
): (step: CourseStep) => void {
  const phone = testedPhone(test, say);
  let shown = '';
  return (step) => {
    const words = said(step, phone, neededS, say);
    if (words === null) return;
    const { title, explained } = words;
    const all = [title, ...explained].join('\n');
    if (all === shown) return;
    const painted = paint({
      tone: 'working',
      title,
      blocks: explained.map(text),
      buttons: [button('stop', { test: test.id }, say('button.cancel'))],
      ...hiding(namesIn(test), say),
    });
    if (painted) shown = all;
  };
}
