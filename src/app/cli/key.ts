import { keyLine } from '../../ssh/key-line.ts';
import { tellBotConfig } from './beside-bot.ts';
import { botIdentity } from './own-identity.ts';

/** `pushmedic key`: the public key on stdout alone when piped, with the lines to paste on a terminal. */
export async function runKey(): Promise<void> {
  const bot = tellBotConfig();
  const { publicLine } = await botIdentity(bot);
  process.stdout.write(`${publicLine}\n`);
  const { say } = bot;
  process.stderr.write(`\n${say('key.line')}\n\n${keyLine(publicLine)}\n`);
}
