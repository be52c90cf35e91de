import type { Session, Sessions } from '../../src/ssh/session.types.ts';
import { until } from '../support/redis.ts';

/** The same sessions, and what the loops on routers say of their looks. */
export interface Hearing {
  sessions: Sessions;
  /** Resolves when two more looks have come in: what has happened on the router until now is known. */
  lookedTwice(): Promise<void>;
}

/** Looks of a loop in what it prints: each begins or is a line of its own. */
const looksIn = (text: string): number => text.match(/^[0-9a-f]{12} [th] /gm)?.length ?? 0;

export function hearing(sessions: Sessions): Hearing {
  let looks = 0;
  const noting = (session: Session): Session => ({
    target: session.target,
    hostKey: session.hostKey,
    remarks: session.remarks,
    get isOpen() {
      return session.isOpen;
    },
    run: (script, limits = {}) =>
      session.run(script, {
        ...limits,
        onStdout(text) {
          limits.onStdout?.(text);
          looks += looksIn(text);
        },
      }),
    close: () => session.close(),
  });
  return {
    sessions: {
      ...sessions,
      connect: async (target, options) => noting(await sessions.connect(target, options)),
    },
    async lookedTwice() {
      // One may be under way, and have read the table already.
      const wanted = looks + 3;
      await until('two more looks', () => looks >= wanted, 40_000);
    },
  };
}
