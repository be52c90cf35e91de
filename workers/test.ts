import { classOf } from '../src/diagnosis/facts.ts';
import { flowsOf } from '../src/diagnosis/flows.ts';
import { timeoutsOf } from '../src/diagnosis/timeouts.ts';
import { chatOf } from '../src/model/address.ts';
import { fail } from '../src/model/failure.ts';
import type { PushTest, TestPhone } from '../src/model/push-test.ts';
import type { Router } from '../src/model/router.ts';
import { choosePhone, noPhone } from '../src/notices/messages/choose-phone.ts';
import { notification, testedPhone } from '../src/notices/messages/push-test.ts';
import { phonesOf } from '../src/notices/tested-phones.ts';
import type { Snapshot } from '../src/probes/engine/probe.ts';
import { take } from '../src/probes/engine/take.ts';
import type { Handler, Run, WorkerContext } from '../src/queue/handler.ts';
import { quietNeededS } from '../src/watch/arrival/quiet.ts';
import { settingsOf } from '../src/watch/settings.ts';
import { audited } from './steps/audit.ts';
import { type Painter, painter } from './steps/painter.ts';
import { connectOptions, routerOf } from './steps/reach.ts';
import { sawRouter } from './steps/saw-router.ts';
import { testProgress } from './steps/test-progress.ts';
import { endTest, lineOf } from './steps/test-result.ts';
import { type Timing, timeNotification } from './steps/time-notification.ts';

/** Seconds between two looks. */
const everyS = 1;
const minuteMs = 60_000;

/** Sends a notification to the chat when the phone's connection is idle, and times its way to the phone on the router. */
export const test: Handler<'test'> = async (job, context, run) => {
  const { asker } = job;
  const router = await routerOf(job.routerId, context);
  const paint = painter(asker, context, run);
  // This same job ran before and its worker died after it had sent: nobody can tell what came meanwhile.
  const before = await context.store.pushTests.get(run.id);
  if (before?.handedAt != null)
    return endTest({ kind: 'over', test: before, why: 'restarted' }, asker, context, paint);
  const snapshot = await context.sessions.borrow(router, connectOptions(router, run.signal), (session) =>
    take(session, { signal: run.signal }),
  );
  await sawRouter(router.id, context);
  const phones = await phonesSeen(snapshot, router, context);
  const [only, ...others] = phones;
  if (only === undefined) return paint.final(noPhone(router, paint.say));
  const wanted = job.phone ?? (others.length === 0 ? only.key : undefined);
  const phone = phones.find(({ key }) => key === wanted);
  if (phone === undefined) {
    const found = phones.map((one) => ({ router, phone: one }));
    return paint.final(choosePhone(found, paint.say));
  }
  const begun: PushTest = {
    id: run.id,
    routerId: router.id,
    phone,
    account: asker.account,
    handedAt: null,
    sentAt: null,
    fix: (await context.store.plans.applied(router.id)).length > 0 ? 'kept' : 'none',
    arrival: null,
    sawAt: null,
    pace: context.timing(router.id).pace ?? 1,
  };
  await alone(begun, context, run, paint, async () => {
    const timing = timingOf(begun, { router, snapshot, context, run, paint });
    const hand: Timing['hand'] = (key) =>
      context.send({
        key,
        to: chatOf(asker.to),
        reply: notification(begun, paint.say),
        revision: 1,
        notify: asker.account,
      });
    const timed = await audited(context, asker, router, { action: 'test' }, async () => {
      const result = await timeNotification({ ...timing, hand });
      return { result, ...lineOf(result, paint) };
    });
    await endTest(timed, asker, context, paint);
  });
};

/** Phones with a push connection, those that have one now before those that were seen with one. */
async function phonesSeen(
  snapshot: Snapshot,
  router: Router,
  { store }: WorkerContext,
): Promise<TestPhone[]> {
  const devices = flowsOf(snapshot).map(({ device }) => device);
  if (devices.length > 0) await store.routers.sawDevices(router.id, devices);
  return phonesOf([...devices, ...(await store.routers.devices(router.id))]);
}

/** Runs `work` while nobody else tests this phone. A run that is broken off by a shutdown keeps the phone for the next. */
async function alone(
  test: PushTest,
  { store, now }: WorkerContext,
  { signal }: Run,
  { say }: Painter,
  work: () => Promise<void>,
): Promise<void> {
  const begun = await store.pushTests.begin(test, now());
  const phone = testedPhone(test, say);
  if (begun.kind === 'running') fail({ cause: 'test-running', phone });
  if (begun.kind === 'tooMany') {
    const minutes = Math.max(1, Math.ceil((begun.againAt - now()) / minuteMs));
    fail({ cause: 'test-too-many', phone, minutes });
  }
  try {
    await work();
  } finally {
    if (!signal.aborted) await store.pushTests.end(test);
  }
}

function timingOf(
  test: PushTest,
  on: { router: Router; snapshot: Snapshot; context: WorkerContext; run: Run; paint: Painter },
): Omit<Timing, 'hand'> {
  const { router, snapshot, context, run, paint } = on;
  const known = { timeouts: timeoutsOf(snapshot), class: classOf(snapshot) };
  const neededS = quietNeededS(known.class, known.timeouts);
  const onProgress = testProgress(test, neededS, paint);
  return { test, router, settings: settingsOf(known, everyS), neededS, context, run, onProgress };
}
