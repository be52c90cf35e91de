import type { Host, Platform } from '../../../src/chat/platform.ts';
import { makeTelegram } from '../../../src/chat/telegram/index.ts';
import { makeNotes } from '../fake-host.ts';
import { type Lines, makeLines } from '../lines.ts';
import { startTelegram, type Telegram, testToken } from './server/server.ts';

type More = Partial<Parameters<typeof makeTelegram>[0]>;

/** The real client against our server. */
export function makeBot(telegram: Telegram, host: Host, more: More = {}): { platform: Platform; log: Lines } {
  const log = makeLines();
  const platform = makeTelegram({
    token: testToken,
    apiUrl: telegram.apiUrl,
    host,
    notes: makeNotes(),
    log,
    ...more,
  });
  return { platform, log };
}

/** Both, running. */
export async function startBot(host: Host, more: More = {}) {
  const telegram = await startTelegram();
  const person = telegram.user('Anna');
  const chat = telegram.direct(person);
  const group = telegram.group('home');
  const { platform, log } = makeBot(telegram, host, more);
  await platform.start();
  return {
    telegram,
    platform,
    log,
    person,
    chat,
    group,
    async close() {
      await platform.stop();
      await telegram.close();
    },
  };
}

export type Bot = Awaited<ReturnType<typeof startBot>>;
