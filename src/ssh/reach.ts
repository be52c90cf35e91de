import { Failed, fail } from '../model/failure.ts';
import type { HostKey, Target } from '../model/router.ts';
import { type Allow, allowed, privateRanges } from './address.ts';
import { dial } from './dial.ts';
import { type Connection, handshake } from './handshake.ts';
import type { Hop, Login } from './login.ts';
import type { Progress } from './progress.ts';
import { through, type Wire } from './wire.ts';

/** Milliseconds each stage may take. A slow router's RSA and key exchange alone can need seconds. */
export interface Timeouts {
  connect: number;
  handshake: number;
  auth: number;
}

const timeouts: Timeouts = { connect: 10_000, handshake: 20_000, auth: 20_000 };

export interface ReachOptions {
  hostKey: HostKey | null;
  login: Login | null;
  /** Machines to go through, the nearest first. */
  via?: readonly Hop[] | undefined;
  /** Held to `allow`; of a way through other machines the first step. */
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
  const { hostKey, login, signal, keepaliveMs = 0, via = [] } = options;
  const allow = options.limited ? (options.allow ?? privateRanges) : null;
  const last = via.at(-1);
  const open = async (): Promise<Wire> => {
    if (!last) return dial(target, { allow, timeoutMs: limits.connect, signal });
    // A name is looked up at the other end: only an address can be judged here.
    if (allow && !allowed(target.host, allow))
      return fail({ cause: 'address-forbidden', host: target.host, address: target.host });
    const { hostKey, login } = last;
    const hop = await reach(last.target, { ...options, hostKey, login, via: via.slice(0, -1) });
    return through(hop.client, target, limits.connect);
  };
  const attempt = async (withOld: boolean): Promise<Connection> => {
    const progress: Progress = { stage: 'handshake', refusal: null, agreed: [], offered: '' };
    onProgress(progress);
    const socket = await open();
    const { handshake: handshakeMs, auth: authMs } = limits;
    const common = { hostKey, login, handshakeMs, authMs, keepaliveMs, signal };
    return handshake(socket, target, { ...common, withOld }, progress);
  };
  return attempt(false).catch((error: unknown) =>
    error instanceof Failed && error.failure.cause === 'no-common-algorithm'
      ? attempt(true)
      : Promise.reject(error),
  );
}
