import { createColors } from 'picocolors';
import { explain } from '../../chat/explain.ts';
import { Failed } from '../../model/failure.ts';
import type { Identity } from '../../ssh/identity.ts';
import { languageOf } from '../../words/index.ts';
import { type Say, speak } from '../../words/words.ts';
import { aboutService } from '../cli/beside-bot.ts';
import { botIdentity } from '../cli/own-identity.ts';
import { type BotConfig, calledAs, localeOf, readBotConfig } from '../config.ts';
import { makeLog, secretsOf } from '../log.ts';
import { attention, type Checked, fine } from './check.ts';
import { checkRedis } from './redis.ts';
import { checkRouters } from './routers.ts';
import { checkTokens } from './tokens.ts';

const marks = { fine: '✔', attention: '✖', off: '-' } as const;

async function checkKey(bot: BotConfig, say: Say): Promise<{ checked: Checked; identity: Identity | null }> {
  const name = say('doctor.key');
  try {
    const identity = await botIdentity(bot);
    return {
      checked: fine(name, say('doctor.key.good', { type: identity.type, sha256: identity.sha256 })),
      identity,
    };
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    const { title, blocks } = explain(error.failure, say.language, calledAs());
    const texts = blocks.flatMap((block) => ('text' in block ? [block.text] : []));
    return { checked: attention(name, [title, ...texts].join(' ')), identity: null };
  }
}

/** Everything that can be checked with this configuration. */
export async function examine(bot: BotConfig, say: Say): Promise<Checked[]> {
  const { config } = bot;
  const log = makeLog('silent', secretsOf(config));
  const redis = await checkRedis(bot, log, say);
  try {
    const { checked, identity } = await checkKey(bot, say);
    const tokens = await checkTokens(config, say);
    return [
      redis.checked,
      ...tokens,
      checked,
      ...(await checkRouters(redis.link, identity, config, log, say)),
    ];
  } finally {
    await redis.close();
  }
}

/** `pushmedic doctor`: a line for each thing, with what to do. Exit status 0 when nothing needs attention, else 1. */
export async function runDoctor(): Promise<void> {
  const say = speak(languageOf(localeOf()));
  let all: Checked[];
  let plain = false;
  try {
    const bot = readBotConfig();
    plain = bot.config.plain;
    const name = say('doctor.config');
    const whose = aboutService(bot, say).map((about) => ({ name, ...about }));
    all = [fine(name, 'ok'), ...whose, ...(await examine(bot, say))];
  } catch (error) {
    if (!(error instanceof Failed) || error.failure.cause !== 'config-invalid') throw error;
    all = error.failure.problems.map((problem) => attention(say('doctor.config'), problem));
  }
  const colours = createColors(process.stdout.isTTY === true && !plain);
  const paint = { fine: colours.green, attention: colours.red, off: colours.dim };
  for (const { name, state, text } of all)
    process.stdout.write(`${paint[state](marks[state])} ${colours.bold(name)}: ${text}\n`);
  const n = all.filter(({ state }) => state === 'attention').length;
  process.stdout.write(
    `\n${say('doctor.title')}: ${n === 0 ? say('doctor.ok') : say('doctor.found', { n })}\n`,
  );
  process.exitCode = n === 0 ? 0 : 1;
}
