import type { Sessions } from '../../src/ssh/session.types.ts';
import { listening } from '../support/listening.ts';
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
  const count = (text: string) => {
    looks += looksIn(text);
  };
  return {
    sessions: listening(sessions, count),
    async lookedTwice() {
      // One may be under way, and have read the table already.
      const wanted = looks + 3;
      await until('two more looks', () => looks >= wanted, 40_000);
    },
  };
}
