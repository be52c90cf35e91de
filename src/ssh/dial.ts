import { lookup } from 'node:dns/promises';
import { connect, isIP, type Socket } from 'node:net';
import { before } from '../model/deadline.ts';
import { Failed, type Failure, fail } from '../model/failure.ts';
import type { Target } from '../model/router.ts';
import { type Allow, allowed } from './address.ts';

export interface DialOptions {
  /** Where the target may be; null: anywhere. */
  allow: Allow | null;
  timeoutMs: number;
  signal?: AbortSignal | undefined;
}

interface Place {
  address: string;
  family: number;
}

async function resolve(host: string): Promise<Place[]> {
  const family = isIP(host);
  if (family !== 0) return [{ address: host, family }];
  return lookup(host, { all: true }).catch((error: unknown) => fail({ cause: 'host-unknown', host }, error));
}

/** The addresses that may be connected to. One that may is enough; one that may not is never tried. */
function admit(host: string, places: readonly Place[], allow: Allow | null): Place[] {
  const first = places[0];
  if (!first) return fail({ cause: 'host-unknown', host });
  const admitted = allow ? places.filter((place) => allowed(place.address, allow)) : [...places];
  return admitted.length > 0 ? admitted : fail({ cause: 'address-forbidden', host, address: first.address });
}

function failureOf(error: NodeJS.ErrnoException, { host, port }: Target, seconds: number): Failure {
  if (error.code === 'ECONNREFUSED') return { cause: 'refused', host, port };
  if (error.code === 'ETIMEDOUT') return { cause: 'timeout', stage: 'connect', seconds };
  return { cause: 'unreachable', host, port, detail: error.code ?? error.message };
}

/** Connects to one of `places` and to nothing else: the name is not resolved a second time. */
function open(
  target: Target,
  places: Place[],
  seconds: number,
): { socket: Socket; connected: Promise<void> } {
  const single = places.length === 1 ? places[0] : undefined;
  const socket = connect({
    host: single?.address ?? target.host,
    port: target.port,
    // Set before the first byte: Nagle's algorithm against delayed acknowledgements costs 40 ms per exchange.
    noDelay: true,
    keepAlive: true,
    autoSelectFamily: places.length > 1,
    lookup: (_host, _options, done) => done(null, places),
  });
  const connected = new Promise<void>((done, reject) => {
    socket.once('connect', done);
    socket.once('error', (error) => reject(new Failed(failureOf(error, target, seconds), { cause: error })));
  });
  return { socket, connected };
}

/**
 * A TCP connection to the target, judged by address before it is made and again once it stands.
 * @throws Failed `host-unknown`, `address-forbidden`, `refused`, `unreachable`, `timeout` (stage `connect`).
 */
export async function dial(target: Target, { allow, timeoutMs, signal }: DialOptions): Promise<Socket> {
  signal?.throwIfAborted();
  const seconds = timeoutMs / 1000;
  const until = performance.now() + timeoutMs;
  const inTime = <T>(work: Promise<T>): Promise<T> => {
    const late = new Failed({ cause: 'timeout', stage: 'connect', seconds });
    return before(until - performance.now(), work, late, signal);
  };
  const places = admit(target.host, await inTime(resolve(target.host)), allow);
  const { socket, connected } = open(target, places, seconds);
  try {
    await inTime(connected);
    const reached = socket.remoteAddress ?? '';
    if (allow && !allowed(reached, allow))
      fail({ cause: 'address-forbidden', host: target.host, address: reached });
    return socket;
  } catch (error) {
    socket.on('error', () => {}).destroy();
    throw error;
  }
}
