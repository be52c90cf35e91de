import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Core, makeWorkerContext, openCore } from '../../src/app/wiring.ts';
import { type DemoRouter, startDemoRouter } from '../../src/demo/router.ts';
import type { Delivery } from '../../src/model/delivery.ts';
import type { JobOf } from '../../src/model/job.ts';
import type { Reply } from '../../src/model/message.ts';
import type { PushTest } from '../../src/model/push-test.ts';
import { parseAllow } from '../../src/ssh/address.ts';
import { readIdentity } from '../../src/ssh/identity.ts';
import { makeKeyPair } from '../../src/ssh/key-pair.ts';
import { test as handler } from '../../workers/test.ts';
import { quiet } from '../support/redis.ts';
import { anna, aRouter } from '../support/samples.ts';

/** Router seconds in one of ours: what takes minutes there takes seconds here. */
const pace = 20;

/** The handler of a test on a demo router whose push service is what the chat's platform hands messages to. */
export interface TimedBench {
  core: Core;
  demo: DemoRouter;
  /** Runs a job; the same id again is the same job, run again. */
  run(id: string, options?: { signal: AbortSignal }): Promise<void>;
  /** What a job's message says now. */
  shown(id: string): Reply | undefined;
  /** Notifications that were sent. */
  rung: Delivery[];
  tests(): Promise<PushTest[]>;
  close(): Promise<void>;
}

export async function timedBench(): Promise<TimedBench> {
  const dataDir = await mkdtemp(join(tmpdir(), 'pm-timed-'));
  const pair = makeKeyPair('pushmedic');
  const identity = readIdentity(pair.private, 'test');
  const core = await openCore({ redisUrl: null, dataDir, secret: null, timezone: 'UTC' }, quiet);
  const demo = await startDemoRouter({ identityKeys: [identity.publicLine], factor: pace });
  const timing = { undoS: 600, proofS: 1, proofAgainMs: 1, proofTries: 1, pace };
  const opened = makeWorkerContext(core, {
    identity,
    allow: parseAllow('127.0.0.1/32'),
    log: quiet,
    timing: () => timing,
  });
  await core.store.routers.add(aRouter({ ...demo.target, hostKey: demo.hostKey }));
  const messages = new Map<string, { reply: Reply; revision: number }>();
  const rung: Delivery[] = [];
  const deliverer = core.deliveries.runDeliverer(
    {
      id: 'discord',
      async deliver(delivery) {
        const { key, reply, revision } = delivery;
        messages.set(key, { reply, revision });
        if (delivery.notify !== undefined) {
          rung.push(delivery);
          void demo.notifyPhone();
        }
        return { kind: 'sent', message: key };
      },
    },
    { limits: { overall: null, chat: () => [] } },
  );
  const to = { platform: 'discord' as const, chat: '1' };
  const job: JobOf<'test'> = {
    kind: 'test',
    asker: { account: anna, personName: 'Anna', to, language: 'en' },
    routerId: 'r1',
    phone: '5a:11:22:33:44:55',
  };
  return {
    core,
    demo,
    rung,
    run: (id, { signal } = new AbortController()) =>
      handler(job, opened, { id, attempt: 1, isLast: true, signal }),
    shown: (id) => messages.get(`job:${id}`)?.reply,
    tests: () => core.store.pushTests.ofPhone('r1', '5a:11:22:33:44:55'),
    async close() {
      await deliverer.close();
      await opened.close();
      await core.close();
      await demo.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export const newId = (): string => `test-${randomUUID()}`;
