import pLimit from 'p-limit';
import { explain } from '../../chat/explain.ts';
import { Failed } from '../../model/failure.ts';
import type { Log } from '../../model/log.ts';
import type { Router } from '../../model/router.ts';
import type { RedisLink } from '../../redis/client/connect.ts';
import { makeSeal } from '../../redis/client/seal.ts';
import type { Identity } from '../../ssh/identity.ts';
import type { Sessions } from '../../ssh/session.types.ts';
import { makeSessions } from '../../ssh/sessions.ts';
import { openStore } from '../../store/store.ts';
import type { Say } from '../../words/words.ts';
import { type Config, calledAs } from '../config.ts';
import { attention, type Checked, fine, off } from './check.ts';

async function checkRouter(router: Router, sessions: Sessions, say: Say): Promise<Checked> {
  const name = say('doctor.router', { name: router.name });
  if (!router.hostKey) return attention(name, say('doctor.router.untrusted'));
  const startedAt = performance.now();
  try {
    const session = await sessions.connect(router, { hostKey: router.hostKey, limited: true });
    await session.run('true', { timeoutMs: 10_000 });
    return fine(name, say('doctor.router.good', { ms: Math.round(performance.now() - startedAt) }));
  } catch (error) {
    if (!(error instanceof Failed)) throw error;
    const { title, blocks } = explain(error.failure, say.language, calledAs());
    const texts = blocks.flatMap((block) => ('text' in block ? [block.text] : []));
    return attention(name, [title, ...texts].join(' '));
  }
}

/** Whether each registered router lets the bot in, eight at a time. */
export async function checkRouters(
  link: RedisLink | null,
  identity: Identity | null,
  config: Config,
  log: Log,
  say: Say,
): Promise<Checked[]> {
  const name = say('doctor.router', { name: '' }).trim();
  if (!link || !identity) return [off(name, say('doctor.routers.unknown'))];
  const store = await openStore(link, { seal: makeSeal(config.secret), log });
  const routers = await store.routers.list();
  if (routers.length === 0) return [off(name, say('doctor.routers.none'))];
  const sessions = makeSessions({ identity, allow: config.allow, log });
  const limit = pLimit(8);
  try {
    return await Promise.all(routers.map((router) => limit(() => checkRouter(router, sessions, say))));
  } finally {
    await sessions.close();
  }
}
