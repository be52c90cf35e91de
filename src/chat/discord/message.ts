import { setTimeout as sleep } from 'node:timers/promises';
import type { Address } from '../../model/address.ts';
import { type Reply, text } from '../../model/message.ts';
import { speak } from '../../words/words.ts';
import type { Call } from '../command.ts';
import type { Line } from '../line.ts';
import { type Answering, isDiscreet } from './answer.ts';
import { safely, sentFrom } from './errors.ts';
import { aboutOf, type Heard, readHeard } from './heard.ts';
import { paint, readersOf } from './paint.ts';

/** Longest wait between two tries, ms. */
const longestPauseMs = 10_000;

/** Messages carry no locale: that of the person's last command or press, else what their letters tell. */
const localeOf = ({ author, content }: Heard, { locales }: Answering): string | undefined =>
  locales.get(author.id) ?? (/\p{Script=Han}/u.test(content) ? 'zh-CN' : undefined);

const callOf = (message: Heard, to: Address, line: Line, me: string, on: Answering): Call => ({
  id: message.id,
  account: `discord:${message.author.id}`,
  personName: message.member?.nick ?? message.author.global_name ?? message.author.username,
  to,
  locale: localeOf(message, on),
  ...line,
  about: aboutOf(message, me),
  at: Date.parse(message.timestamp),
});

/** What only slash commands can answer in a server: to one person alone. */
async function forYouAlone({ account, locale }: Call, { host }: Answering): Promise<Reply> {
  const say = speak(await host.language(account, locale));
  return {
    tone: 'info',
    title: say('discord.alone'),
    blocks: [text(say('discord.alone.todo'))],
    buttons: [],
  };
}

/** Few messages a second are taken in a channel: somebody waits, so a limit or a trouble that passes is sat out. */
async function patiently<T>(post: () => Promise<T>, tries = 4): Promise<T> {
  try {
    return await post();
  } catch (error) {
    const sent = tries > 1 ? sentFrom(error) : null;
    if (sent?.kind !== 'later') throw error;
    await sleep(Math.min(sent.afterMs, longestPauseMs));
    return patiently(post, tries - 1);
  }
}

/** A message that is written to the bot: in private, by mention, in reply. Everything else is passed over. */
export async function answerMessage(message: Heard, me: string, on: Answering): Promise<void> {
  const { host, wire, turns, standing, log } = on;
  const line = readHeard(message, me, host.specs);
  if (line === null) return;
  const isGroup = message.guild_id !== undefined;
  const to: Address = { platform: 'discord', chat: message.channel_id, group: isGroup };
  const call = callOf(message, to, line, me, on);
  const post = async (reply: Reply, key: string): Promise<string> => {
    const painted = await paint(reply, readersOf(to, false), host);
    const { id } = await patiently(() => wire.post(to.chat, painted, key, { replyTo: message.id }));
    return id;
  };
  try {
    if (isGroup && isDiscreet(line.name)) {
      await post(await forYouAlone(call, on), `call:${call.id}`);
      return;
    }
    const result = await host.call(call);
    if (result === null) return;
    const { key } = result;
    const reply = isGroup && result.reply.private ? await forYouAlone(call, on) : result.reply;
    await turns.paint(key, 0, async () => {
      const id = await post(reply, key);
      standing.set(key, id);
      if (reply.tone === 'working') await host.shown(key, id);
    });
  } catch (error) {
    log.warn({ message: message.id, error: safely(error) }, 'discord: a message was not answered');
  }
}
