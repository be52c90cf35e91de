import { makeScreen, type Screen } from '../../chat/terminal/screen.ts';
import { fail } from '../../model/failure.ts';
import type { HostKey, Target } from '../../model/router.ts';
import { formatTarget, parseTarget } from '../../ssh/address.ts';
import { readHostKey } from '../../ssh/host-key.ts';
import { loadIdentity } from '../../ssh/identity.ts';
import type { ConnectOptions, Sessions } from '../../ssh/session.types.ts';
import { makeSessions } from '../../ssh/sessions.ts';
import type { Say } from '../../words/words.ts';
import type { Config } from '../config.ts';
import { knownHosts } from './known-hosts.ts';
import { ownIdentity } from './own-identity.ts';
import { stopSignal } from './stop-signal.ts';

/** How a person's call gets to a router, as typed. */
export interface WayIn {
  identity?: string;
}

/** A router that answers, for the time of one call. */
export interface Reached {
  sessions: Sessions;
  target: Target;
  /** For every connection of this call. */
  connect: ConnectOptions;
  signal: AbortSignal;
  /** On standard error, so that standard output has the answer alone. */
  screen: Screen;
}

/**
 * The host key to pin for this one call. A key that this user's OpenSSH knows must match; an unknown one is said
 * and used, since only a signature leaves this machine.
 */
async function hostKeyFor(target: Target, say: Say, signal: AbortSignal): Promise<HostKey> {
  const { type, sha256 } = await readHostKey(target, { limited: false, signal });
  const got = { type, sha256 };
  const known = await knownHosts(target);
  const sameType = known.find(({ type }) => type === got.type);
  if (sameType && sameType.sha256 !== got.sha256)
    fail({ cause: 'host-key-changed', host: target.host, expected: sameType, got });
  if (!sameType) process.stderr.write(`${say('cli.host-key', { address: formatTarget(target), ...got })}\n`);
  return got;
}

/** Gives a router to `use`, and closes everything afterwards. */
export async function withRouter<T>(
  address: string,
  wayIn: WayIn,
  config: Config,
  say: Say,
  use: (reached: Reached) => Promise<T>,
): Promise<T> {
  const target = parseTarget(address);
  const signal = stopSignal();
  const screen = makeScreen(process.stderr, false);
  const identity = wayIn.identity ? await loadIdentity(wayIn.identity) : await ownIdentity(config);
  const sessions = makeSessions({ identity, allow: config.allow });
  try {
    const hostKey = await hostKeyFor(target, say, signal);
    const connect = { hostKey, limited: false, signal };
    return await use({ sessions, target, connect, signal, screen });
  } finally {
    screen.end();
    await sessions.close();
  }
}
