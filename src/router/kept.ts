import { NotStarted } from './run.ts';
import type { OpenSession } from './session.ts';
import type { Session } from './session.types.ts';

interface Kept {
  session: Promise<OpenSession>;
  /** The session once it stands. */
  standing: OpenSession | null;
  users: number;
  idle: NodeJS.Timeout | undefined;
}

export interface KeptSessions {
  /**
   * Lends the kept session of `key`, or makes it with `open`. A kept one that turns out broken before the router
   * took the script is replaced once.
   */
  lend<T>(
    key: string,
    open: () => Promise<OpenSession>,
    use: (session: Session) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T>;
  close(): void;
}

/** Settles as `promise` does, or with the signal's reason; the promise itself goes on for others. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise<T>((done, reject) => {
    const aborted = (): void => reject(signal.reason);
    if (signal.aborted) return aborted();
    signal.addEventListener('abort', aborted, { once: true });
    promise.then(done, reject).finally(() => signal.removeEventListener('abort', aborted));
  });
}

/** Keeps one session per key; closes it when nobody has used it for `idleMs`. */
export function keepSessions(idleMs: number): KeptSessions {
  const all = new Map<string, Kept>();

  const drop = (key: string, kept: Kept): void => {
    clearTimeout(kept.idle);
    if (all.get(key) === kept) all.delete(key);
  };

  const make = (key: string, open: () => Promise<OpenSession>): Kept => {
    const kept: Kept = { session: open(), standing: null, users: 0, idle: undefined };
    all.set(key, kept);
    kept.session.then(
      (session) => {
        kept.standing = session;
        void session.closed.then(() => drop(key, kept));
      },
      () => drop(key, kept),
    );
    return kept;
  };

  const find = (key: string, open: () => Promise<OpenSession>): Kept => {
    const kept = all.get(key);
    if (kept && kept.standing?.isOpen !== false) return kept;
    if (kept) drop(key, kept);
    return make(key, open);
  };

  const release = (key: string, kept: Kept): void => {
    kept.users -= 1;
    if (kept.users > 0 || all.get(key) !== kept) return;
    kept.idle = setTimeout(() => {
      drop(key, kept);
      kept.standing?.close();
    }, idleMs);
    kept.idle.unref();
  };

  const hold = async <T>(
    key: string,
    kept: Kept,
    signal: AbortSignal | undefined,
    use: (session: OpenSession) => Promise<T>,
  ): Promise<T> => {
    clearTimeout(kept.idle);
    kept.users += 1;
    try {
      return await use(await orAborted(kept.session, signal));
    } finally {
      release(key, kept);
    }
  };

  return {
    lend(key, open, use, signal) {
      const kept = find(key, open);
      const reused = kept.standing !== null;
      return hold(key, kept, signal, (session) => {
        let current: OpenSession = session;
        let replaced = !reused;
        const lent: Session = {
          target: session.target,
          get hostKey() {
            return current.hostKey;
          },
          get remarks() {
            return current.remarks;
          },
          get isOpen() {
            return current.isOpen;
          },
          run: (script, limits) =>
            current.run(script, limits).catch((error: unknown) => {
              if (!(error instanceof NotStarted) || replaced) throw error;
              replaced = true;
              drop(key, kept);
              return hold(key, find(key, open), limits?.signal, (fresh) => {
                current = fresh;
                return fresh.run(script, limits);
              });
            }),
          // It is lent: its end belongs to the pool.
          close() {},
        };
        return use(lent);
      });
    },
    close() {
      for (const [key, kept] of all) {
        drop(key, kept);
        kept.session.then(
          (session) => session.close(),
          () => {},
        );
      }
    },
  };
}
