import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Lab } from '../../../docker/lab/lab.ts';
import {
  type Core,
  hostOn,
  makeWorkerContext,
  openCore,
  startBot,
  startWorkers,
} from '../../../src/app/wiring.ts';
import type { Platform } from '../../../src/chat/platform.ts';
import { makeTelegram } from '../../../src/chat/telegram/index.ts';
import { parseAllow } from '../../../src/ssh/address.ts';
import { readIdentity } from '../../../src/ssh/identity.ts';
import type { Sessions } from '../../../src/ssh/session.types.ts';
import { startTelegram, type Telegram, testToken } from '../../chat/telegram/server/server.ts';
import type { Chat, Message, User } from '../../chat/telegram/server/world.ts';
import { listening } from '../../support/listening.ts';
import { quiet } from '../../support/redis.ts';
import { aRouter } from '../../support/samples.ts';
import type { Identity } from './shell.ts';

/** The whole bot on a lab router: Redis, workers, watchers, notices, deliveries, and the Telegram client on our server. */
export interface ChatHouse {
  core: Core;
  sessions: Sessions;
  telegram: Telegram;
  person: User;
  chat: Chat;
  /** The bot's messages in the person's chat, as they read now. */
  written(): Message[];
  /** Starts what `pushmedic worker` runs. */
  work(): ReturnType<typeof startWorkers>;
  /** When something that matches had come in whole from the router, by our clock, ms. */
  heardAt(wanted: RegExp): number;
  /** All that came from the router so far. */
  heard(): string;
  close(): Promise<void>;
}

/** The same platform; `onTaken` hears when it has taken a message that somebody is to be notified of. */
const telling = (platform: Platform, onTaken: () => void): Platform => ({
  ...platform,
  async deliver(delivery, known) {
    const sent = await platform.deliver(delivery, known);
    if (delivery.notify !== undefined && sent.kind === 'sent') onTaken();
    return sent;
  },
});

/** `undoS`: seconds of the router's own clock, which may fly. */
export async function openChatHouse(
  lab: Lab,
  identity: Identity,
  undoS: number,
  onTaken = () => {},
): Promise<ChatHouse> {
  const dataDir = await mkdtemp(join(tmpdir(), 'pm-lab-'));
  const core = await openCore(
    { redisUrl: null, dataDir, secret: 'a secret of the house', timezone: 'UTC' },
    quiet,
  );
  const known = readIdentity(identity.private, 'the test');
  const context = makeWorkerContext(core, {
    identity: known,
    allow: parseAllow('127.0.0.1/32'),
    log: quiet,
    timing: () => ({ undoS, proofS: 60, proofAgainMs: 3_600_000, proofTries: 2 }),
  });
  const heard: { at: number; text: string }[] = [];
  const sessions = listening(context.sessions, (text) => heard.push({ at: Date.now(), text }));
  const telegram = await startTelegram();
  const person = telegram.user('Anna');
  const chat = telegram.direct(person);
  const host = hostOn(core, known.publicLine, quiet);
  const { notes } = core.store;
  const { apiUrl } = telegram;
  const platform = telling(makeTelegram({ token: testToken, apiUrl, host, notes, log: quiet }), onTaken);
  const bot = startBot([platform], core, quiet);
  const owner = `telegram:${person.id}` as const;
  await core.store.people.setOwners([owner]);
  await core.store.routers.add(aRouter({ ...lab.target, hostKey: lab.hostKey, owner }));
  let workers: ReturnType<typeof startWorkers> | undefined;
  return {
    core,
    sessions,
    telegram,
    person,
    chat,
    written: () => telegram.written(chat),
    work() {
      workers = startWorkers(core, { ...context, sessions });
      return workers;
    },
    heardAt(wanted) {
      let all = '';
      for (const { at, text } of heard) {
        all += text;
        if (wanted.test(all)) return at;
      }
      return Number.NaN;
    },
    heard: () => heard.map(({ text }) => text).join(''),
    async close() {
      await workers?.close({ graceMs: 0 });
      await bot.stop();
      await context.close();
      await core.close();
      await telegram.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
