import { sequentialize } from '@grammyjs/runner';
import { Bot, type Context } from 'grammy';
import type { Update, UserFromGetMe } from 'grammy/types';
import type { Answering } from './answering.ts';
import { addressOf } from './call.ts';
import { isQueryOld, safely } from './errors.ts';
import { answerMessage } from './message.ts';
import { answerPress } from './press.ts';

/** What the server is asked for; it leaves everything else out. */
export const updates = ['message', 'callback_query', 'my_chat_member'] as const satisfies (keyof Update)[];

/**
 * Turns updates into calls: presses are answered before anything else, then one thing after the other in each chat.
 */
export function listen(token: string, me: UserFromGetMe, on: Answering): Bot {
  const bot = new Bot(token, { botInfo: me });
  const late = new WeakSet<Context>();

  bot.on('callback_query', async (context, next) => {
    try {
      await on.wire.answerPress(context.callbackQuery.id);
    } catch (error) {
      if (isQueryOld(error)) late.add(context);
      else on.log.warn({ error: safely(error) }, 'telegram: a press could not be answered');
    }
    await next();
  });
  bot.use(sequentialize(({ chat }) => (chat === undefined ? undefined : String(chat.id))));
  bot.on('message:migrate_to_chat_id', ({ chat, message }) =>
    on.host.moved(addressOf({ chat }), String(message.migrate_to_chat_id)),
  );
  bot.on('message', ({ message }) => answerMessage(message, on));
  bot.on('callback_query', (context) => answerPress(context.callbackQuery, late.has(context), on));
  bot.on('my_chat_member', async ({ myChatMember }) => {
    const { chat, new_chat_member: now } = myChatMember;
    const isMuted = now.status === 'restricted' && !(now.is_member && now.can_send_messages);
    const isAlive = now.status !== 'left' && now.status !== 'kicked' && !isMuted;
    await on.host.targetChanged(addressOf({ chat }), isAlive);
  });
  bot.catch(({ error }) => on.log.error({ error: safely(error) }, 'telegram: an update was not handled'));
  return bot;
}
