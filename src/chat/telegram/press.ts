import type { CallbackQuery } from 'grammy/types';
import type { Language } from '../../model/language.ts';
import type { Reply } from '../../model/message.ts';
import { explain } from '../explain.ts';
import { type Answering, type AnswerPlace, guarded, stand } from './answering.ts';
import { accountOf, callOfPress, isAccessible, pressedAddress } from './call.ts';
import { isNotModified } from './errors.ts';
import { paint, readersOf } from './paint.ts';
import { answerPrivately, isSecret } from './private-answer.ts';
import { pressesOf } from './read.ts';
import { remarkOf } from './remark.ts';
import { lineOf, mentionOf } from './rich.ts';
import { show } from './show.ts';

/**
 * A press is the command it stands for, typed by whoever pressed. It was answered before (see `listen`);
 * `isLate`: Telegram says that it was made when nobody listened.
 */
export async function answerPress(query: CallbackQuery, isLate: boolean, on: Answering): Promise<void> {
  const { host } = on;
  const to = pressedAddress(query);
  const { from, message, data } = query;
  if (to === null || message === undefined || data === undefined) return;
  const isGroup = to.group === true;
  const scene: AnswerPlace = {
    place: { chat: to.chat, thread: to.thread },
    how: isGroup ? { replyTo: message.message_id, silent: true } : {},
    isGroup,
  };
  await guarded(from, whisper, on, async () => {
    const language = await host.language(accountOf(from), from.language_code);
    if (isLate) return whisper(remarkOf('late', to.chat, language, on));
    const line = await host.press(data);
    if (line === null) return tellStale(language);
    const answered = await host.call(callOfPress(query, to, line, on.now()));
    if (answered === null) return;
    if (isSecret(answered.reply, isGroup)) await answerPrivately(from, answered.reply, scene, on);
    else if (answered.aside && answered.reply.tone === 'working') await stand(answered, scene, on);
    else if (answered.aside) await whisper(answered.reply);
    else await stand(answered, scene, on, to.message);
  });

  /** Buttons that do nothing any more go away. Made-up ids do not stand under the message and get no answer. */
  async function tellStale(language: Language): Promise<void> {
    const isThere = isAccessible(message) && pressesOf(message).includes(data ?? '');
    if (isThere)
      await on.wire.strip(scene.place.chat, message.message_id).catch((error: unknown) => {
        if (!isNotModified(error)) throw error;
      });
    if (isThere || !isGroup) await whisper({ ...explain({ cause: 'press-gone' }, language), tone: 'unsure' });
  }

  /** For the one who pressed; the pressed message stays as it is. In a group all read it, so it says for whom. */
  async function whisper(reply: Reply | null): Promise<void> {
    if (reply === null) return;
    const before = isGroup ? mentionOf(from.id, lineOf(from.first_name, 64)) : undefined;
    const readers = readersOf(scene.place, isGroup);
    await show(on.wire, scene.place, await paint(reply, readers, host, before), {
      log: on.log,
      how: scene.how,
      known: undefined,
      partly: () => {},
    });
  }
}
