import { Failed } from '../model/failure.ts';
import type { HostKey, Target } from '../model/router.ts';
import type { Allow } from './address.ts';
import { remarksOf } from './handshake.ts';
import type { Hop } from './login.ts';
import type { Progress } from './progress.ts';
import { reach, type Timeouts } from './reach.ts';

/** A host key as just read, not yet trusted by anybody. */
export interface ReadHostKey extends HostKey {
  /** As `Session.remarks`. */
  remarks: string[];
}

export interface ReadHostKeyOptions {
  /** Held to `allow` (default: the private ranges). */
  limited: boolean;
  allow?: Allow | undefined;
  timeouts?: Partial<Timeouts> | undefined;
  /** Machines to go through, the nearest first. */
  via?: readonly Hop[] | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * The key a router shows, of the best type it has. The connection ends when it is seen: neither the user's name
 * nor anything of the identity is sent.
 * @throws Failed as `Sessions.connect` does, host key and login aside.
 */
export async function readHostKey(target: Target, options: ReadHostKeyOptions): Promise<ReadHostKey> {
  let progress: Progress | undefined;
  const note = (now: Progress): void => {
    progress = now;
  };
  const all = { ...options, hostKey: null, login: null };
  const error: unknown = await reach(target, all, note).then(
    () => new Error('a connection stood without a trusted key'),
    (reason: unknown) => reason,
  );
  if (error instanceof Failed && error.failure.cause === 'host-key-unknown')
    return { ...error.failure.got, remarks: remarksOf(progress?.agreed ?? []) };
  throw error;
}
