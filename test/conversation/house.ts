import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostOn, makeWorkerContext, openCore } from '../../src/app/wiring.ts';
import type { Host, Platform } from '../../src/chat/platform.ts';
import { type DemoRouter, startDemoRouter } from '../../src/demo/router.ts';
import { makeNotices } from '../../src/notices/notices.ts';
import type { Run, WorkerContext } from '../../src/queue/handler.ts';
import { parseAllow } from '../../src/ssh/address.ts';
import { readIdentity } from '../../src/ssh/identity.ts';
import { makeKeyPair } from '../../src/ssh/key-pair.ts';
import type { Store } from '../../src/store/store.types.ts';
import { handlers } from '../../workers/index.ts';
import { quiet } from '../support/redis.ts';
import { hearing } from './hearing.ts';

/** The routers' clocks stand still here and go on by `skip` only, so that every look reads the same lines. */
const routerStartedAt = Date.UTC(2026, 2, 9, 18);
/** `sleep` on a router takes a fifth of its time; an undo timer does not run out while a slow machine applies. */
const factor = 5;
const timing = { undoS: 600, proofS: 1, proofAgainMs: 1, proofTries: 12, pace: factor };
const unlimited = { overall: null, chat: () => [] };

/** A job as in its last try: what fails is told at once. */
const once =
  <J>(work: (job: J, run: Run) => Promise<void>) =>
  async (job: J, run: Run): Promise<void> => {
    // The handler has told the person; nothing is left for the queue.
    await work(job, { ...run, isLast: true }).catch(() => {});
  };

/** A bot with all that is behind it: Redis, workers, notices, three routers. The clients come from the platform. */
export interface House {
  host: Host;
  store: Store;
  notices: ReturnType<typeof makeNotices>;
  /** `home` lets the bot in, so does `attic`; `cellar` does not know its key. */
  routers: Record<'home' | 'attic' | 'cellar', DemoRouter>;
  /** Names of the commands that were called. */
  called: Set<string>;
  /** Runs a shell line on `home`, as its owner would. */
  onHome(script: string): Promise<void>;
  /** Lets the next round of a proof begin; resolves when it was waiting. */
  proveOn(): Promise<void>;
  /** Resolves when a loop on a router has seen all that has happened so far. */
  looked(): Promise<void>;
  /** Moves the clock of workers and notices. */
  ahead(ms: number): void;
  now(): number;
  /** Starts a platform, deliveries included. */
  open(platform: Platform): Promise<void>;
  close(): Promise<void>;
}

export async function openHouse(): Promise<House> {
  const dataDir = await mkdtemp(join(tmpdir(), 'pm-talk-'));
  const pair = makeKeyPair('pushmedic');
  const identity = readIdentity(pair.private, 'test');
  const allow = parseAllow('127.0.0.1/32');
  const router = (seed: number, identityKeys: string[]) =>
    startDemoRouter({ identityKeys, factor, seed, now: () => routerStartedAt });
  const [home, attic, cellar, core] = await Promise.all([
    router(1, [identity.publicLine]),
    router(2, [identity.publicLine]),
    router(3, []),
    openCore({ redisUrl: null, dataDir, secret: 'a secret of the house', timezone: 'UTC' }, quiet),
  ]);
  let aheadMs = 0;
  const now = () => Date.now() + aheadMs;
  const opened = makeWorkerContext(core, { identity, allow, log: quiet, timing: () => timing });
  const held: (() => void)[] = [];
  const heard = hearing(opened.sessions);
  const context: WorkerContext = {
    ...opened,
    sessions: heard.sessions,
    now,
    enqueue: async (job, id) => {
      if (job.kind !== 'prove') return core.queue.add(job, id);
      held.push(() => void core.queue.add(job, id));
      return id;
    },
  };
  const worker = core.queue.runWorker(
    {
      apply: once((job, run) => handlers.apply(job, context, run)),
      diagnose: once((job, run) => handlers.diagnose(job, context, run)),
      login: once((job, run) => handlers.login(job, context, run)),
      prove: once((job, run) => handlers.prove(job, context, run)),
      register: once((job, run) => handlers.register(job, context, run)),
      report: once((job, run) => handlers.report(job, context, run)),
      revert: once((job, run) => handlers.revert(job, context, run)),
      test: once((job, run) => handlers.test(job, context, run)),
      watch: once((job, run) => handlers.watch(job, context, run)),
    },
    { concurrency: 4 },
  );
  const notices = makeNotices({ ...context, store: core.store, now });
  const called = new Set<string>();
  const answering = hostOn(core, identity.publicLine, quiet);
  const host: Host = {
    ...answering,
    call: (call) => {
      called.add(call.name);
      return answering.call(call);
    },
  };
  const platforms: { stop(): Promise<void> }[] = [];
  return {
    host,
    store: core.store,
    notices,
    routers: { home, attic, cellar },
    called,
    now,
    onHome: (script) =>
      context.sessions.borrow(home.target, { hostKey: home.hostKey, limited: false }, async (session) => {
        await session.run(script);
      }),
    async proveOn() {
      while (held.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
      held.shift()?.();
    },
    looked: heard.lookedTwice,
    ahead(ms) {
      aheadMs += ms;
    },
    async open(platform) {
      await platform.start();
      const deliverer = core.deliveries.runDeliverer(platform, { limits: unlimited });
      platforms.push({ stop: () => platform.stop().then(() => deliverer.close()) });
    },
    async close() {
      for (const platform of platforms) await platform.stop();
      await worker.close({ graceMs: 0 });
      await notices.close();
      await opened.close();
      await core.close();
      await Promise.all([home.close(), attic.close(), cellar.close()]);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
