import type { Language } from '../../model/language.ts';
import { type Reply, text } from '../../model/message.ts';
import { speak } from '../../words/words.ts';
import type { Answering } from './answering.ts';

/** The same remark is made in a chat at most this often, ms. */
const everyMs = 60_000;

/** What Telegram's own rules make us say: nobody can tell who asks, or it is too old to be acted on. */
export type Remark = 'anonymous' | 'late';

/** The remark; null when it was made in this chat within the last minute. Notes that it is made now. */
export function remarkOf(
  what: Remark,
  chat: string,
  language: Language,
  { said, now }: Pick<Answering, 'said' | 'now'>,
): Reply | null {
  const name = `${what} ${chat}`;
  const before = said.get(name);
  if (before !== undefined && now() - before < everyMs) return null;
  said.set(name, now());
  const say = speak(language);
  return {
    tone: 'unsure',
    title: say(`telegram.${what}`),
    blocks: [text(say(`telegram.${what}.todo`))],
    buttons: [],
  };
}
