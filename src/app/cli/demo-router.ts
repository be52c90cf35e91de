import { readFile } from 'node:fs/promises';
import { startDemoRouter } from '../../demo/router.ts';
import { fail } from '../../model/failure.ts';
import { formatTarget } from '../../ssh/address.ts';
import { languageOf } from '../../words/index.ts';
import { speak } from '../../words/words.ts';
import { calledAs, readBotConfig } from '../config.ts';
import { botIdentity } from './own-identity.ts';
import { stopped, stopSignal } from './stop-signal.ts';

export interface DemoRouterCall {
  port?: number;
  /** A file of public keys, one a line. */
  authorizedKey?: string;
  speed?: number;
}

const keysIn = (path: string): Promise<string[]> =>
  readFile(path, 'utf8').then(
    (text) => text.split('\n').filter((line) => line.trim() !== ''),
    (error: NodeJS.ErrnoException) =>
      fail(
        { cause: 'key-file', path, detail: error.code === 'ENOENT' ? 'missing' : (error.code ?? 'format') },
        error,
      ),
  );

/** `pushmedic demo-router`: the built-in router alone, on loopback, until Ctrl-C. */
export async function runDemoRouter({ port = 0, authorizedKey, speed = 1 }: DemoRouterCall): Promise<void> {
  const bot = readBotConfig();
  const say = speak(languageOf(bot.config.locale));
  const identityKeys =
    authorizedKey === undefined ? [(await botIdentity(bot)).publicLine] : await keysIn(authorizedKey);
  const signal = stopSignal();
  const router = await startDemoRouter({ identityKeys, port, factor: speed });
  const { type, sha256 } = router.hostKey;
  process.stdout.write(`${formatTarget(router.target)}\n${type} ${sha256}\n`);
  process.stderr.write(
    `${say('cli.demo-router', { address: formatTarget(router.target), call: calledAs() })}\n`,
  );
  await stopped(signal);
  await router.close();
}
