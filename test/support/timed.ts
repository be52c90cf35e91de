import type { Sessions } from '../../src/ssh/session.types.ts';

/** Adds up what was spent on the router itself. */
export function timed(sessions: Sessions): { sessions: Sessions; spent(): number } {
  let spent = 0;
  return {
    spent: () => spent,
    sessions: {
      ...sessions,
      async borrow(target, options, use) {
        const from = performance.now();
        try {
          return await sessions.borrow(target, options, use);
        } finally {
          spent += performance.now() - from;
        }
      },
    },
  };
}
