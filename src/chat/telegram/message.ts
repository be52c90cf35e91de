import type { Message, User } from 'grammy/types';
import type { Reply } from '../../model/message.ts';
import { languageOf } from '../../words/index.ts';
import type { Line } from '../line.ts';
import { type Answering, type AnswerPlace, guarded, stand } from './answering.ts';
import { accountOf, addressOf, callOfMessage, isAnonymous } from './call.ts';
import { safely } from './errors.ts';
import { oldMs } from './limits.ts';
import { paint, readersOf } from './paint.ts';
import { answerPrivately, isSecret } from './private-answer.ts';
import { aboutOf, type Reading, readMessage } from './read.ts';
import { remarkOf } from './remark.ts';

const sceneOf = (message: Message): AnswerPlace => {
  const { chat, thread, group } = addressOf(message);
  const isGroup = group === true;
  return { place: { chat, thread }, isGroup, how: isGroup ? { replyTo: message.message_id } : {} };
};

/** A message somebody typed: what is no command for this bot is passed over. */
export async function answerMessage(message: Message, on: Answering): Promise<void> {
  const { host, me, now } = on;
  const reading: Reading = { me, specs: host.specs };
  const line = readMessage(message, reading);
  if (line === null) return;
  const { from } = message;
  if (from?.is_bot && !isAnonymous(message)) return;
  const scene = sceneOf(message);
  const { chat } = scene.place;
  const post = async (reply: Reply | null): Promise<void> => {
    if (reply === null) return;
    const readers = readersOf(scene.place, scene.isGroup);
    await on.wire.post(scene.place, await paint(reply, readers, host), scene.how);
  };
  if (from === undefined || isAnonymous(message))
    return post(remarkOf('anonymous', chat, languageOf(from?.language_code), on));
  await guarded(from, post, on, async () => {
    const ageMs = now() - message.date * 1_000;
    if (ageMs > oldMs) {
      on.log.info(
        { ageS: Math.round(ageMs / 1_000) },
        'telegram: a message was too old to be acted on. If it was not, the clock here is wrong',
      );
      const language = await host.language(accountOf(from), from.language_code);
      return post(remarkOf('late', chat, language, on));
    }
    const stopTyping = on.typing.start(scene.place);
    try {
      await answerLine(message, from, line, scene, on);
    } finally {
      stopTyping();
    }
  });
}

async function answerLine(
  message: Message,
  from: User,
  line: Line,
  scene: AnswerPlace,
  on: Answering,
): Promise<void> {
  const to = addressOf(message);
  // Whoever speaks can be written to again, whatever was found before.
  on.host
    .targetChanged(to, true)
    .catch((error: unknown) =>
      on.log.warn({ error: safely(error) }, 'telegram: could not note that a chat is there'),
    );
  const reading: Reading = { me: on.me, specs: on.host.specs };
  const call = { ...callOfMessage(message, from, to, line), about: aboutOf(message, reading) };
  const answered = await on.host.call(call);
  if (answered === null) return;
  if (isSecret(answered.reply, scene.isGroup)) return answerPrivately(from, answered.reply, scene, on);
  await stand(answered, scene, on);
}
