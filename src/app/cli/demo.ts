import { userInfo } from 'node:os';
import { join } from 'node:path';
import type { Platform } from '../../chat/platform.ts';
import { makeScreen } from '../../chat/terminal/screen.ts';
import { talk } from '../../chat/terminal/talk.ts';
import { localAccount, makeTerminal, type Terminal } from '../../chat/terminal/terminal.ts';
import { playTour } from '../../chat/terminal/tour.ts';
import { type DemoRouter, startDemoRouter } from '../../demo/router.ts';
import { fastTime, realTime } from '../../model/router-time.ts';
import { parseAllow } from '../../ssh/address.ts';
import { languageOf } from '../../words/index.ts';
import { speak } from '../../words/words.ts';
import { type Config, calledAs, readConfig } from '../config.ts';
import { makeLog, secretsOf } from '../log.ts';
import {
  type Core,
  hostOn,
  makeWorkerContext,
  openCore,
  realTiming,
  startBot,
  startWorkers,
} from '../wiring.ts';
import { ownIdentity } from './own-identity.ts';
import { stopSignal } from './stop-signal.ts';

/** Router seconds per second: a phone's idle connection dies within eight seconds. */
const factor = 20;
/** Its id in the store. Any other router that is added is a real one. */
const demoId = 'demo';
/** On the demo's clock everything is over sooner; a scheduled rollback runs on the router's clock. */
const demoTiming = { undoS: 600, proofS: 90, proofAgainMs: 5_000, proofTries: 3, pace: factor };

async function registerDemo({ store }: Core, { target, hostKey }: DemoRouter): Promise<void> {
  const known = await store.routers.byName('demo');
  // Each start makes a new demo router on a new port: what was applied on the last one is gone with it.
  if (known) {
    await store.routers.remove(known.id);
    await store.watches.forget(known.id);
  }
  await store.people.setOwners([localAccount]);
  const owner = await store.people.of(localAccount);
  await store.routers.add({
    id: demoId,
    name: 'demo',
    owner: owner.id,
    ...target,
    hostKey,
    addedAt: Date.now(),
    lastSeenAt: null,
  });
}

/** What is to be heard on a phone goes to the demo's, by way of the demo's push service. */
const ringing = (terminal: Terminal, router: DemoRouter): Platform => ({
  ...terminal,
  async deliver(delivery, known) {
    const sent = await terminal.deliver(delivery, known);
    if (delivery.notify !== undefined) void router.notifyPhone();
    return sent;
  },
});

/**
 * The terminal chat on the demo router, which alone runs on the fast clock; a real router that is added is treated as
 * the bot would. Without input it plays a tour; exit status 1 when the tour goes wrong.
 */
export async function runDemo(config: Config = readConfig()): Promise<void> {
  const dataDir = join(config.dataDir, 'demo');
  const say = speak(languageOf(config.locale));
  // The conversation is on the screen; what the log has to say would only be in its way.
  const log = makeLog(config.logLevel === 'info' ? 'error' : config.logLevel, secretsOf(config));
  const signal = stopSignal(() => process.stderr.write(`\n${say('terminal.stopping')}\n`));
  const identity = await ownIdentity({ keyFile: config.keyFile, dataDir });
  const router = await startDemoRouter({ identityKeys: [identity.publicLine], factor });
  const ends: (() => Promise<void>)[] = [() => router.close()];
  try {
    const core = await openCore({ ...config, redisUrl: null, dataDir }, log);
    ends.push(() => core.close());
    await registerDemo(core, router);
    const context = makeWorkerContext(core, {
      identity,
      allow: [...config.allow, ...parseAllow('127.0.0.1/32')],
      log,
      timing: (routerId) => (routerId === demoId ? demoTiming : realTiming),
    });
    const demoTime = fastTime(Date.now(), factor);
    const worker = startWorkers(core, context, (routerId) => (routerId === demoId ? demoTime : realTime));
    ends.push(async () => {
      await worker.close({ graceMs: signal.aborted ? 0 : 10_000 });
      await context.close();
    });
    const screen = makeScreen(process.stdout, process.stdout.isTTY === true && !config.plain);
    const terminal = makeTerminal({
      host: hostOn(core, identity.publicLine, log),
      screen,
      personName: userInfo().username,
      locale: config.locale,
    });
    const bot = startBot([ringing(terminal, router)], core, log);
    ends.push(() => bot.stop());
    const isInteractive = process.stdin.isTTY === true;
    if (isInteractive) screen.note(`${say('terminal.welcome', { phone: 'Anna’s iPhone', factor })}\n`);
    const prompt = isInteractive ? () => void process.stdout.write('> ') : null;
    const lines = await talk(terminal, process.stdin, prompt, signal);
    if (lines > 0 || isInteractive || signal.aborted) return;
    if (await playTour(terminal, screen, say, calledAs())) return;
    screen.note(say('tour.failed'));
    process.exitCode = 1;
  } finally {
    for (const end of ends.reverse()) await end();
  }
}
