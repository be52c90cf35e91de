import type { HostKey } from './router.ts';

/**
 * Everything that may be expected to go wrong, by cause. Each cause has its own sentences in
 * `words/<language>/failures.ts` (`failure.<cause>.what`, `.means`, `.todo`); anything that is not one of
 * these is a bug: logged whole, answered with one line and an id.
 */
export type Failure =
  | { cause: 'address-invalid'; input: string }
  | { cause: 'address-forbidden'; host: string; address: string }
  | { cause: 'host-unknown'; host: string }
  | { cause: 'unreachable'; host: string; port: number; detail: string }
  | { cause: 'refused'; host: string; port: number }
  | { cause: 'timeout'; stage: 'connect' | 'handshake' | 'auth' | 'command'; seconds: number }
  | { cause: 'host-key-unknown'; host: string; got: HostKey }
  | { cause: 'host-key-changed'; host: string; expected: HostKey; got: HostKey }
  | { cause: 'auth-rejected'; user: string; host: string }
  | { cause: 'no-common-algorithm'; host: string; detail: string }
  | { cause: 'not-ssh'; host: string; port: number; detail: string }
  | { cause: 'connection-lost'; detail: string }
  | { cause: 'output-too-large'; limitBytes: number }
  | { cause: 'not-a-router'; seen: string }
  | { cause: 'router-os'; seen: string }
  | { cause: 'key-file'; path: string; detail: string }
  | { cause: 'capture-file'; path: string; detail: string }
  | { cause: 'router-unknown'; name: string; known: string[] }
  | { cause: 'router-gone' }
  | { cause: 'router-exists'; name: string }
  | { cause: 'router-name'; name: string }
  | { cause: 'person-invalid'; input: string }
  | { cause: 'person-name'; input: string }
  | { cause: 'contact-unknown' }
  | { cause: 'deny-self' }
  | { cause: 'last-owner' }
  | { cause: 'router-unnamed'; known: string[] }
  | { cause: 'no-router' }
  | { cause: 'command-unknown'; name: string }
  | { cause: 'press-gone' }
  | { cause: 'plan-gone' }
  | { cause: 'plan-taken' }
  | { cause: 'plan-stale' }
  | { cause: 'router-busy'; router: string }
  | { cause: 'phone-unknown'; name: string; known: string[] }
  | { cause: 'test-running'; phone: string }
  | { cause: 'test-too-many'; phone: string; minutes: number }
  | { cause: 'step-failed'; step: string; said: string; untouched: boolean }
  | { cause: 'nothing-to-revert'; router: string }
  | { cause: 'not-allowed'; needs: string }
  | { cause: 'claim-wrong' }
  | { cause: 'link-wrong' }
  | { cause: 'usage'; usage: string }
  | { cause: 'zone-unknown'; input: string }
  | { cause: 'config-invalid'; problems: string[] }
  | { cause: 'token-rejected'; platform: string }
  | { cause: 'redis'; detail: string }
  | { cause: 'data-newer'; found: number; reads: number }
  | { cause: 'bot-away'; path: string }
  | { cause: 'data-dir-in-use'; path: string; pid: number };

export type Cause = Failure['cause'];

/** Carries a {@link Failure} through code that throws. The message is for logs; people read `words`. */
export class Failed extends Error {
  constructor(
    readonly failure: Failure,
    options?: { cause?: unknown },
  ) {
    super(failure.cause, options);
    this.name = 'Failed';
  }
}

/** Throws `failure`; `because` keeps the original error for the log. */
export function fail(failure: Failure, because?: unknown): never {
  throw new Failed(failure, because === undefined ? undefined : { cause: because });
}

const healing: ReadonlySet<Cause> = new Set<Cause>([
  'unreachable',
  'refused',
  'timeout',
  'connection-lost',
  'redis',
  'router-busy',
]);

/** Whether trying the same again later can help. Only such failures are retried by the queue. */
export const canHeal = (failure: Failure): boolean => healing.has(failure.cause);
