import pLimit, { type LimitFunction } from 'p-limit';
import { NotStarted } from './exec.ts';
import type { OpenSession } from './session.ts';
import type { Session } from './session.types.ts';

/** Connections to one router at a time; whoever comes later waits. Dropbear serves each in a process of its own. */
const perRouter = 8;

interface Free {
  session: OpenSession;
  idle: NodeJS.Timeout;
}

interface Shelf {
  /** Last returned last: the most recently used one is lent first. */
  free: Free[];
  limit: LimitFunction;
}

export interface SessionPool {
  /**
   * Lends a kept session of `key` to one user alone, or makes one with `open`. A kept one that turns out broken
   * before the router took the script is replaced once.
   */
  lend<T>(key: string, open: () => Promise<OpenSession>, use: (session: Session) => Promise<T>): Promise<T>;
  /** Closes those that nobody uses, and the others when they come back. */
  close(): void;
}

/** The session as its borrower sees it: it replaces a stale connection and cannot be closed. */
function lent(first: OpenSession, reused: boolean, open: () => Promise<OpenSession>) {
  let current = first;
  let mayReplace = reused;
  const session: Session = {
    target: first.target,
    get hostKey() {
      return current.hostKey;
    },
    get remarks() {
      return current.remarks;
    },
    get isOpen() {
      return current.isOpen;
    },
    run: async (script, limits) => {
      try {
        return await current.run(script, limits);
      } catch (error) {
        if (!(error instanceof NotStarted) || !mayReplace) throw error;
        mayReplace = false;
        current.close();
        current = await open();
        return current.run(script, limits);
      }
    },
    close() {},
  };
  return { session, current: () => current };
}

/** Keeps sessions after their use, each for `idleMs`. */
export function makePool(idleMs: number): SessionPool {
  const shelves = new Map<string, Shelf>();
  let closed = false;

  const take = ({ free }: Shelf): OpenSession | null => {
    for (let last = free.pop(); last; last = free.pop()) {
      clearTimeout(last.idle);
      if (last.session.isOpen) return last.session;
    }
    return null;
  };

  const giveBack = ({ free }: Shelf, session: OpenSession): void => {
    if (closed || !session.isOpen) {
      session.close();
      return;
    }
    const idle = setTimeout(() => session.close(), idleMs);
    idle.unref();
    const kept: Free = { session, idle };
    free.push(kept);
    void session.closed.then(() => {
      clearTimeout(idle);
      const at = free.indexOf(kept);
      if (at >= 0) free.splice(at, 1);
    });
  };

  const shelfOf = (key: string): Shelf => {
    const shelf = shelves.get(key) ?? { free: [], limit: pLimit(perRouter) };
    shelves.set(key, shelf);
    return shelf;
  };

  return {
    lend(key, open, use) {
      const shelf = shelfOf(key);
      return shelf.limit(async () => {
        const kept = take(shelf);
        const loan = lent(kept ?? (await open()), kept !== null, open);
        try {
          return await use(loan.session);
        } finally {
          giveBack(shelf, loan.current());
        }
      });
    },
    close() {
      closed = true;
      for (const { free } of shelves.values()) for (const { session } of free) session.close();
    },
  };
}
