import type { User } from 'grammy/types';
import { type Reply, text } from '../../model/message.ts';
import { speak } from '../../words/words.ts';
import type { Answering, AnswerPlace } from './answering.ts';
import { accountOf } from './call.ts';
import { isDeadTarget } from './errors.ts';
import { paint } from './paint.ts';
import { render } from './render.ts';

/** Whether a group must not read a reply. A working one holds nothing yet, and is repainted where it stands. */
export const isSecret = (reply: Reply, isGroup: boolean): boolean =>
  isGroup && reply.private === true && reply.tone !== 'working';

/** A secret goes to the asker's own chat; the group reads that it did, or how to open that chat. */
export async function answerPrivately(
  from: User,
  reply: Reply,
  scene: AnswerPlace,
  on: Answering,
): Promise<void> {
  const { host, wire, me } = on;
  const isSent = await reaches(() =>
    paint(reply, null, host).then((to) => wire.post({ chat: String(from.id) }, to)),
  );
  const say = speak(await host.language(accountOf(from), from.language_code));
  const note: Reply = {
    tone: 'info',
    title: say(isSent ? 'telegram.alone' : 'telegram.closed'),
    blocks: isSent ? [] : [text(say('telegram.closed.todo'))],
    buttons: [],
  };
  const open = { label: say('telegram.open'), style: 'primary', url: `https://t.me/${me.username}` } as const;
  await wire.post(scene.place, render(note, [open]), scene.how);
}

/** False when the bot may not write there. */
async function reaches(send: () => Promise<unknown>): Promise<boolean> {
  try {
    await send();
    return true;
  } catch (error) {
    if (!isDeadTarget(error)) throw error;
    return false;
  }
}
