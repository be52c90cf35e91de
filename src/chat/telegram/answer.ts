import { randomBytes } from 'node:crypto';
import type { CallbackQuery, Message, User } from 'grammy/types';
import type { Call } from '../../command.ts';
import { explain, explainBug } from '../../explain.ts';
import type { Reply } from '../../reply.ts';
import { text } from '../../reply.ts';
import { type Language, languageOf, speak } from '../../words/words.ts';
import { parseLine } from '../line.ts';
import type { Log } from '../log.ts';
import type { Host } from '../platform.ts';
import type { Turns } from '../turns.ts';
import {
  accountOf,
  addressOf,
  callOfMessage,
  callOfPress,
  isAccessible,
  isAnonymous,
  pressedAddress,
} from './call.ts';
import { isDeadTarget, isNotModified, safely } from './errors.ts';
import { oldMs } from './limits.ts';
import { paint } from './paint.ts';
import { pressesOf, type Reading, readMessage, withRouter } from './read.ts';
import type { Recent } from './recent.ts';
import { render } from './render.ts';
import { lineOf, mentionOf } from './rich.ts';
import { show } from './show.ts';
import type { Typing } from './typing.ts';
import type { How, Wire } from './wire.ts';

export interface Answering {
  host: Host;
  wire: Wire;
  turns: Turns;
  typing: Typing;
  /** In which messages the answers of late stand, by their key. */
  standing: Recent<string>;
  /** When something was said that is not to be said again and again, by what and where, ms. */
  said: Recent<number>;
  me: Reading['me'];
  log: Log;
  now(): number;
}

/** The same remark is made in a chat at most this often, ms. */
const remarkMs = 60_000;

/** A message somebody typed. */
export async function answerMessage(message: Message, on: Answering): Promise<void> {
  const { host, me, now } = on;
  const reading: Reading = { me, specs: host.specs };
  const line = readMessage(message, reading);
  if (line === null) return;
  const { from } = message;
  const to = addressOf(message);
  const how: How = to.group ? { replyTo: message.message_id } : {};
  const place = { chat: to.chat, thread: to.thread };
  if (from === undefined || isAnonymous(message)) return remark('anonymous', languageOf(from?.language_code));
  await guarded(
    from,
    (trouble) => post(trouble),
    on,
    async () => {
      if (now() - message.date * 1_000 > oldMs) {
        const language = await host.language(accountOf(from), from.language_code);
        return remark('late', language);
      }
      const stopTyping = on.typing.start(place);
      try {
        const whole = await withRouter(line, message, reading, (id) => host.press(id));
        await answerCall(callOfMessage(message, from, to, whole));
      } finally {
        stopTyping();
      }
    },
  );

  async function answerCall(call: Call): Promise<void> {
    const result = await host.call(call);
    if (result === null) return;
    const { reply, key } = result;
    if (reply.private && to.group && reply.tone !== 'working') return answerAlone(from?.id ?? 0, reply);
    await on.turns.paint(key, 0, async () => {
      const painted = await paint(reply, to.group === true, host);
      const id = await show(on.wire, place, painted, {
        log: on.log,
        how,
        known: undefined,
        partly: (part) => on.standing.set(key, part),
      });
      on.standing.set(key, id);
      if (reply.tone !== 'working') return;
      on.typing.follow(key, place);
      await host.shown(key, id);
    });
  }

  async function answerAlone(user: number, reply: Reply): Promise<void> {
    const isSent = await alone(user, reply, on);
    const language = await host.language(accountOf({ id: user }), from?.language_code);
    await on.wire.post(place, noteOf(isSent, language, on), how);
  }

  async function post(reply: Reply): Promise<void> {
    await on.wire.post(place, await paint(reply, to.group === true, host), how);
  }

  async function remark(what: 'anonymous' | 'late', language: Language): Promise<void> {
    if (isSaidLately(`${what} ${to.chat}`, on)) return;
    await post(remarkOf(what, language));
  }
}

/**
 * A press is the command line it stands for, typed by whoever pressed. It was answered before (see `listen`);
 * `isLate`: Telegram says that it was made when nobody listened.
 */
export async function answerPress(query: CallbackQuery, isLate: boolean, on: Answering): Promise<void> {
  const { host } = on;
  const to = pressedAddress(query);
  const { from, message, data } = query;
  if (to === null || data === undefined) return;
  const place = { chat: to.chat, thread: to.thread };
  const how: How = message && to.group ? { replyTo: message.message_id, silent: true } : {};
  await guarded(from, whisper, on, async () => {
    const language = await host.language(accountOf(from), from.language_code);
    if (isLate) {
      if (!isSaidLately(`late ${to.chat}`, on)) await whisper(remarkOf('late', language));
      return;
    }
    const stored = await host.press(data);
    const line = stored === null ? null : parseLine(stored, host.specs);
    if (line === null) return tellStale(language);
    const call = callOfPress(query, to, line, on.now());
    const result = await host.call(call);
    if (result === null) return;
    const { reply, key } = result;
    if (reply.private && to.group && reply.tone !== 'working') {
      const isSent = await alone(from.id, reply, on);
      await on.wire.post(place, noteOf(isSent, language, on), how);
    } else if (result.aside) await whisper(reply);
    else await repaint(reply, key);
  });

  async function repaint(reply: Reply, key: string): Promise<void> {
    await on.turns.paint(key, 0, async () => {
      const painted = await paint(reply, to?.group === true, host);
      const id = await show(on.wire, place, painted, {
        log: on.log,
        how,
        known: on.standing.get(key) ?? to?.message,
        partly: (part) => on.standing.set(key, part),
      });
      on.standing.set(key, id);
      if (reply.tone !== 'working') return;
      on.typing.follow(key, place);
      await host.shown(key, id);
    });
  }

  /** Buttons that do nothing any more go away. Made-up ids do not stand under the message and get no answer. */
  async function tellStale(language: Language): Promise<void> {
    const isThere = isAccessible(message) && pressesOf(message).includes(data ?? '');
    if (isThere)
      await on.wire.strip(place.chat, message.message_id).catch((error: unknown) => {
        if (!isNotModified(error)) throw error;
      });
    if (isThere || !to?.group)
      await whisper({ ...explain({ cause: 'press-gone' }, language), tone: 'unsure' });
  }

  /** For the one who pressed; the pressed message stays as it is. In a group all read it, so it says for whom. */
  async function whisper(reply: Reply): Promise<void> {
    const before = to?.group ? mentionOf(from.id, lineOf(from.first_name, 64)) : undefined;
    await on.wire.post(place, await paint(reply, to?.group === true, host, before), how);
  }
}

/** Whether `what` was said within the last minute; notes that it is said now. */
function isSaidLately(what: string, { said, now }: Pick<Answering, 'said' | 'now'>): boolean {
  const before = said.get(what);
  if (before !== undefined && now() - before < remarkMs) return true;
  said.set(what, now());
  return false;
}

function remarkOf(what: 'anonymous' | 'late', language: Language): Reply {
  const say = speak(language);
  return {
    tone: 'unsure',
    title: say(`telegram.${what}`),
    blocks: [text(say(`telegram.${what}.todo`))],
    buttons: [],
  };
}

/** A secret goes to the asker's own chat; false when the bot may not write there. */
async function alone(user: number, reply: Reply, { wire, host }: Answering): Promise<boolean> {
  try {
    await wire.post({ chat: String(user) }, await paint(reply, false, host));
    return true;
  } catch (error) {
    if (!isDeadTarget(error)) throw error;
    return false;
  }
}

/** What the group reads instead of a secret. */
function noteOf(isSent: boolean, language: Language, { me }: Answering) {
  const say = speak(language);
  const reply: Reply = {
    tone: 'info',
    title: say(isSent ? 'telegram.alone' : 'telegram.closed'),
    blocks: isSent ? [] : [text(say('telegram.closed.todo'))],
    buttons: [],
  };
  const open = { label: say('telegram.open'), style: 'primary', url: `https://t.me/${me.username}` } as const;
  return render(reply, [open]);
}

/** Somebody waits: whatever goes wrong, they are told. */
async function guarded(
  from: User,
  tell: (trouble: Reply) => Promise<void>,
  { log }: Answering,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (isDeadTarget(error)) return log.info({ error: safely(error) }, 'telegram: nobody to answer any more');
    const id = randomBytes(3).toString('hex');
    log.error({ id, error: safely(error) }, 'telegram: an answer failed');
    await tell(explainBug(id, languageOf(from.language_code))).catch((again: unknown) =>
      log.warn({ id, error: safely(again) }, 'telegram: could not say so either'),
    );
  }
}
