import type { Asker } from '../../src/model/job.ts';
import { hiding, text } from '../../src/model/message.ts';
import type { PushTest } from '../../src/model/push-test.ts';
import {
  type Interruption,
  namesIn,
  otherOf,
  resultMessage,
  testButtons,
  testedPhone,
} from '../../src/notices/messages/push-test.ts';
import type { WorkerContext } from '../../src/queue/handler.ts';
import { fineClockOf } from './clock.ts';
import type { Painter } from './painter.ts';
import type { Timed } from './time-notification.ts';

/** Shows what came of a test, beside the last one without the fix (or with it) where there is one. */
async function showResult(
  { id }: PushTest,
  why: Interruption,
  asker: Asker,
  context: WorkerContext,
  paint: Painter,
): Promise<void> {
  const { store } = context;
  // Read anew: the person may have said meanwhile when they saw it.
  const test = await store.pushTests.get(id);
  if (test === null) return;
  const all = await store.pushTests.ofPhone(test.routerId, test.phone.key);
  const clock = await fineClockOf(asker, context);
  await paint.final(resultMessage(test, otherOf(test, all), { say: paint.say, clock, why }));
}

/** Keeps and shows how a test ended. */
export async function endTest(
  timed: Timed,
  asker: Asker,
  context: WorkerContext,
  paint: Painter,
): Promise<void> {
  const { test } = timed;
  await context.store.pushTests.put(test);
  if (timed.kind === 'over') return showResult(test, timed.why, asker, context, paint);
  await paint.final({
    tone: 'info',
    title: paint.say('test.stopped.title'),
    blocks: [text(paint.say(test.handedAt === null ? 'test.stopped.before' : 'test.stopped.after'))],
    buttons: testButtons(test, paint.say),
    ...hiding(namesIn(test), paint.say),
  });
}

/** How the history tells of it. */
export const lineOf = (timed: Timed, { say }: Painter) => ({
  outcome: timed.kind === 'stopped' ? 'stopped' : (timed.test.arrival?.kind ?? 'interrupted'),
  test: {
    phone: testedPhone(timed.test, say),
    delayS: timed.test.arrival?.delayS ?? null,
    fix: timed.test.fix,
  },
});
