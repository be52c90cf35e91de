import { fail } from '../../model/failure.ts';
import { authorizeScript, readAuthorized, unauthorizeScript } from '../../ssh/authorize.ts';
import type { Identity } from '../../ssh/identity.ts';
import { makeSessions } from '../../ssh/sessions.ts';
import type { Say } from '../../words/words.ts';
import type { Config } from '../config.ts';
import type { Reached } from './with-router.ts';

const tell = (line: string) => process.stderr.write(`${line}\n`);

/** The bot's key on the router, and a login with it over a new connection: else the router is left as it was. */
export async function letIn(
  { session, target, connect, signal }: Reached,
  identity: Identity,
  config: Config,
  say: Say,
) {
  const { publicLine } = identity;
  const done = await session.run(authorizeScript(publicLine, target.user));
  const authorized = readAuthorized(done.stdout);
  if (done.code !== 0 || authorized === null)
    return fail({ cause: 'step-failed', step: say('setup.step'), said: done.stderr, untouched: true });
  const { file, isNew } = authorized;
  tell(say(isNew ? 'setup.key.added' : 'setup.key.present', { file }));
  const sessions = makeSessions({ identity, allow: config.allow });
  try {
    const { hostKey } = connect;
    (await sessions.connect(target, { hostKey, limited: true, signal })).close();
    tell(say('setup.login'));
  } catch (error) {
    if (isNew) await session.run(unauthorizeScript(publicLine, target.user));
    tell(say(isNew ? 'setup.login.taken-back' : 'setup.login.failed', { file }));
    throw error;
  } finally {
    await sessions.close();
  }
}
