import { isIP } from 'node:net';
import { fail } from '../../../model/failure.ts';
import type { HostKey } from '../../../model/router.ts';
import { type Allow, formatTarget } from '../../../ssh/address.ts';
import { readHostKey } from '../../../ssh/host-key.ts';
import type { Hop } from '../../../ssh/login.ts';
import type { Say } from '../../../words/words.ts';
import { knownHosts } from './known-hosts.ts';
import type { Place } from './place.ts';
import { confirm } from './stdin.ts';

export interface Trusted {
  hostKey: HostKey;
  /** This person's OpenSSH knows it. */
  isKnown: boolean;
}

/** How a machine is reached: through which others, and whether only where the bot may go. */
export interface Reach {
  via: readonly Hop[];
  limited: boolean;
  allow: Allow;
  signal: AbortSignal;
}

/**
 * The host key to pin for this one call. A key that this user's OpenSSH knows must match.
 * @throws Failed `host-key-changed`, and as `readHostKey`
 */
export async function hostKeyAt({ target, knownHostsFiles }: Place, reach: Reach): Promise<Trusted> {
  const { type, sha256 } = await readHostKey(target, reach);
  const got = { type, sha256 };
  const known = await knownHosts(target, knownHostsFiles);
  const sameType = known.find((key) => key.type === type && !key.isRevoked);
  const revoked = known.find((key) => key.isRevoked && key.sha256 === sha256);
  if (revoked || (sameType && sameType.sha256 !== sha256))
    fail({ cause: 'host-key-changed', host: target.host, expected: sameType ?? got, got });
  return { hostKey: got, isKnown: sameType !== undefined };
}

/** An unknown key is said, and used where only a signature leaves this machine. */
export async function sayUnknown({ target }: Place, trusted: Trusted, say: Say): Promise<Trusted> {
  const { hostKey, isKnown } = trusted;
  const words = { address: formatTarget(target), ...hostKey };
  if (!isKnown) process.stderr.write(`${say('cli.host-key', words)}\n`);
  return trusted;
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));

/**
 * Before a password is sent: to a machine whose key nobody knows it goes only when a person says so, when their
 * ssh_config takes new keys, or within this machine.
 * @throws Failed `host-key-unknown`
 */
export async function mayHavePassword(
  { target, settings }: Place,
  { hostKey, isKnown }: Trusted,
  via: readonly Hop[],
  say: Say,
): Promise<void> {
  const takesNew = /^(?:accept-new|no|off)$/i.test(settings.strictHostKeyChecking ?? '');
  if (isKnown || takesNew || (via.length === 0 && isLoopback(target.host))) return;
  if (process.stdin.isTTY && (await confirm(say('cli.host-key.ask', { address: formatTarget(target) }))))
    return;
  fail({ cause: 'host-key-unknown', host: target.host, got: hostKey });
}
