import { keyLine } from '../../ssh/key-line.ts';
import { languageOf } from '../../words/index.ts';
import { speak } from '../../words/words.ts';
import { readConfig } from '../config.ts';
import { ownIdentity } from './own-identity.ts';

/** `pushmedic key`: the public key on stdout alone when piped, with the lines to paste on a terminal. */
export async function runKey(): Promise<void> {
  const config = readConfig();
  const { publicLine } = await ownIdentity(config);
  process.stdout.write(`${publicLine}\n`);
  const say = speak(languageOf(config.locale));
  process.stderr.write(`\n${say('key.line')}\n\n${keyLine(publicLine)}\n`);
}
