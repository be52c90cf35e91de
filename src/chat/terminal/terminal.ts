import { randomUUID } from 'node:crypto';
import type { AccountId, Address } from '../../model/address.ts';
import type { Delivery } from '../../model/delivery.ts';
import type { Reply } from '../../model/message.ts';
import { speak } from '../../words/words.ts';
import type { Call } from '../command.ts';
import { type Line, readTyped } from '../line.ts';
import type { Host, Platform, Sent } from '../platform.ts';
import { saveFiles } from './save-files.ts';
import type { Screen } from './screen.ts';

/** Who sits at the terminal: whoever may run this program owns it. */
export const localAccount: AccountId = 'terminal:local';

export interface Terminal extends Platform {
  /**
   * Does what a typed line or number stands for, and resolves with the answer once nothing more is being worked
   * on for it; null when the line was empty.
   */
  type(line: string): Promise<Reply | null>;
  /** Resolves with the next finished reply that fits, or null after `ms`. */
  waitFor(fits: (reply: Reply) => boolean, ms: number): Promise<Reply | null>;
  /** Buttons of the newest reply that has any. */
  buttons(): Reply['buttons'];
}

const isFinal = (reply: Reply): boolean => reply.tone !== 'working';

/** The terminal as a chat platform: one chat, one person, buttons as numbers. */
export function makeTerminal(options: {
  host: Host;
  screen: Screen;
  personName: string;
  locale: string | undefined;
}): Terminal {
  const { host, screen, personName, locale } = options;
  const to: Address = { platform: 'terminal', chat: 'local' };
  const waiting = new Set<(reply: Reply, key: string) => void>();
  const finished = new Map<string, Reply>();
  let choices: Reply['buttons'] = [];

  const show = (reply: Reply, key: string) => {
    if (!isFinal(reply)) return screen.progress(reply);
    screen.print(reply);
    if (reply.buttons.length > 0) choices = reply.buttons;
    finished.set(key, reply);
    for (const tell of [...waiting]) tell(reply, key);
  };

  const waitFor = (fits: (reply: Reply, key: string) => boolean, ms: number | null) =>
    new Promise<Reply | null>((resolve) => {
      const done = (reply: Reply | null) => {
        waiting.delete(tell);
        clearTimeout(timer);
        resolve(reply);
      };
      const tell = (reply: Reply, key: string) => fits(reply, key) && done(reply);
      const timer = ms === null ? undefined : setTimeout(() => done(null), ms);
      waiting.add(tell);
    });

  /** A number is the button it stands for; anything else is a command line, or what is said. */
  const read = (typed: string): Line => {
    const choice = choices[Number(typed) - 1];
    return choice ? { name: choice.command, args: choice.args } : readTyped(typed, host.specs);
  };

  const callFor = (typed: string): Call => ({
    id: randomUUID(),
    account: localAccount,
    personName,
    to,
    locale,
    ...read(typed),
    at: Date.now(),
  });

  return {
    id: 'terminal',
    downSince: () => null,
    start: async () => {},
    stop: async () => screen.end(),
    async deliver(delivery: Delivery): Promise<Sent> {
      const written = await saveFiles(delivery.reply, Date.now());
      const say = speak(await host.language(localAccount, locale));
      show(delivery.reply, delivery.key);
      for (const path of written) screen.note(say('terminal.written', { path }));
      return { kind: 'sent', message: delivery.key };
    },
    buttons: () => choices,
    waitFor: (fits, ms) => waitFor(fits, ms),
    async type(typed) {
      const line = typed.trim();
      if (line === '') return null;
      const answered = await host.call(callFor(line));
      if (!answered) return null;
      // A quick job may have been delivered before the call's own answer came back.
      const already = finished.get(answered.key);
      if (already) return already;
      const rest = isFinal(answered.reply) ? null : waitFor((_, key) => key === answered.key, null);
      show(answered.reply, answered.key);
      return rest ?? answered.reply;
    },
  };
}
