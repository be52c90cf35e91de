import { Failed } from '../model/failure.ts';
import type { HostKey, Target } from '../model/router.ts';
import { type Allow, privateRanges } from './address.ts';
import { dial } from './dial.ts';
import { type Connection, handshake } from './handshake.ts';
import type { Identity } from './identity.ts';
import type { Progress } from './progress.ts';

/** Milliseconds each stage may take. A slow router's RSA and key exchange alone can need seconds. */
export interface Timeouts {
  connect: number;
  handshake: number;
  auth: number;
}

const timeouts: Timeouts = { connect: 10_000, handshake: 20_000, auth: 20_000 };

export interface ReachOptions {
  hostKey: HostKey | null;
  identity: Identity | null;
  /** Held to `allow`. */
  limited: boolean;
  allow?: Allow | undefined;
  timeouts?: Partial<Timeouts> | undefined;
  keepaliveMs?: number | undefined;
  signal?: AbortSignal | undefined;
}

/**
 * Connects, judges the host key, logs in. A second attempt with the old algorithms follows when the router has
 * none of the modern ones, and only then; `progress` is that of the last attempt.
 */
export async function reach(
  target: Target,
  options: ReachOptions,
  onProgress: (progress: Progress) => void = () => {},
): Promise<Connection> {
  const limits = { ...timeouts, ...options.timeouts };
  const { hostKey, identity, signal, keepaliveMs = 0 } = options;
  const allow = options.limited ? (options.allow ?? privateRanges) : null;
  const attempt = async (withOld: boolean): Promise<Connection> => {
    const progress: Progress = { stage: 'handshake', refusal: null, agreed: [], offered: '' };
    onProgress(progress);
    const socket = await dial(target, { allow, timeoutMs: limits.connect, signal });
    const { handshake: handshakeMs, auth: authMs } = limits;
    const common = { hostKey, identity, handshakeMs, authMs, keepaliveMs, signal };
    return handshake(socket, target, { ...common, withOld }, progress);
  };
  return attempt(false).catch((error: unknown) =>
    error instanceof Failed && error.failure.cause === 'no-common-algorithm'
      ? attempt(true)
      : Promise.reject(error),
  );
}
