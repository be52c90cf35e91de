import { setTimeout as sleep } from 'node:timers/promises';
import { canHeal, Failed } from '../../src/model/failure.ts';
import type { Arrival, PushTest } from '../../src/model/push-test.ts';
import type { Router } from '../../src/model/router.ts';
import type { Interruption } from '../../src/notices/messages/push-test.ts';
import type { Run, WorkerContext } from '../../src/queue/handler.ts';
import {
  afterLook,
  type CourseStep,
  longestListenS,
  newCourse,
  withoutTime,
} from '../../src/watch/arrival/course.ts';
import { observe } from '../../src/watch/arrival/observe.ts';
import { longestWaitS } from '../../src/watch/arrival/quiet.ts';
import type { Settings } from '../../src/watch/lifecycle/household.ts';
import { connectOptions } from './reach.ts';
import { takenAt } from './taken-at.ts';

/** How often it is asked whether somebody pressed **Cancel**, ms. */
const stopEveryMs = 1_000;
/** Connections to the router that may break on the way. */
const mostBreaks = 3;
const againMs = 2_000;

/** How it ended. `stopped`: somebody pressed **Cancel**. */
export type Timed = { kind: 'stopped'; test: PushTest } | { kind: 'over'; test: PushTest; why: Interruption };

export interface Timing {
  test: PushTest;
  router: Router;
  settings: Settings;
  /** Seconds the phone has to be quiet before. */
  neededS: number;
  context: WorkerContext;
  run: Run;
  /** Hands the notification to the deliveries, under this key. */
  hand(key: string): Promise<void>;
  onProgress(step: CourseStep): void;
}

/** Ends everything when the first of several is over: with what came of it, or with an error. */
function ending(signal: AbortSignal) {
  const over = new AbortController();
  let timed: Timed | null = null;
  return {
    signal: AbortSignal.any([signal, over.signal]),
    timed: () => timed,
    finish(as: Timed): void {
      timed ??= as;
      over.abort(new Error('the test is over'));
    },
    fail: (error: unknown) => over.abort(error),
  };
}

/**
 * Waits on the router until the phone has been quiet, sends, and looks until the notification is there. What is known is
 * kept on the way, so that whoever goes on after a crash does not send again.
 * @throws Failed of the connection, before anything was sent; the run's signal.
 */
export async function timeNotification(on: Timing): Promise<Timed> {
  const { context, run } = on;
  const { pushTests } = context.store;
  const end = ending(run.signal);
  const { phone, pace } = on.test;
  let test = on.test;
  let course = newCourse({ phone, pace, neededS: on.neededS }, on.settings);

  const over = (arrival: Arrival, why: Interruption = 'restarted') =>
    end.finish({ kind: 'over', test: { ...test, arrival }, why });

  async function send(): Promise<void> {
    const handedAt = Date.now();
    const isKept = course.standing?.forgotten !== true;
    test = { ...test, handedAt, fix: test.fix === 'kept' && !isKept ? 'not-kept' : test.fix };
    await pushTests.put(test);
    const key = `test:${test.id}`;
    await on.hand(key);
    const sentAt = await takenAt(key, context.store, end.signal);
    if (sentAt === null) return over(withoutTime('unsent'));
    test = { ...test, sentAt };
    await pushTests.put(test);
    course = { ...course, handedMs: handedAt, takenMs: sentAt };
  }

  function onStep(step: CourseStep): void {
    if (step.kind === 'over') over(step.arrival);
    else if (step.kind === 'rebooted') over(withoutTime('interrupted'), 'rebooted');
    else on.onProgress(step);
    if (step.kind === 'send') send().catch(end.fail);
  }

  const askWhetherStopped = () =>
    pushTests
      .isStopped(test.id)
      .then((stopped) => stopped && end.finish({ kind: 'stopped', test }))
      .catch((error: unknown) => context.log.debug({ err: error }, 'whether a test is to stop'));
  const stopper = setInterval(askWhetherStopped, stopEveryMs);
  try {
    await watched(
      on,
      end.signal,
      () => test.handedAt !== null,
      (look) => {
        const next = afterLook(course, look, Date.now());
        course = next.course;
        onStep(next.step);
      },
    );
    over(withoutTime('interrupted'), 'lost');
  } catch (error) {
    if (end.timed() === null) throw error;
  } finally {
    clearInterval(stopper);
  }
  return end.timed() ?? { kind: 'stopped', test };
}

/**
 * Looks until the signal ends it, on a connection that is made anew when it breaks; resolves when it breaks too often after the
 * notification was sent.
 */
async function watched(
  { router, context }: Timing,
  signal: AbortSignal,
  isSent: () => boolean,
  onLook: Parameters<typeof observe>[1]['onLook'],
): Promise<void> {
  const seconds = longestWaitS + 2 * longestListenS;
  for (let breaks = 0; ; breaks++) {
    try {
      // A connection of its own: a session runs one script at a time, and this one runs for minutes.
      const session = await context.sessions.connect(router, {
        ...connectOptions(router, signal),
        keepaliveMs: 0,
      });
      await observe(session, { seconds, signal, onLook }).finally(() => session.close());
      return;
    } catch (error) {
      if (signal.aborted) throw error;
      const heals = error instanceof Failed && canHeal(error.failure) && breaks < mostBreaks;
      if (!heals && isSent()) return;
      if (!heals) throw error;
      await sleep(againMs, undefined, { signal });
    }
  }
}
