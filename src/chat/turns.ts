interface Turn {
  last: Promise<unknown>;
  revision: number;
  at: number;
}

/** Entries kept before old ones are thrown out. */
const most = 2000;

/**
 * Keeps the repaints of one message in order: one at a time per key, and nothing older than what is shown. So a
 * result that is faster than the "looking…" it replaces is not painted over.
 */
export function makeTurns(now: () => number) {
  const turns = new Map<string, Turn>();

  function turnOf(key: string): Turn {
    const known = turns.get(key);
    if (known) return known;
    for (const old of turns.keys()) {
      if (turns.size < most) break;
      turns.delete(old);
    }
    const turn = {
      last: Promise.resolve(),
      revision: Number.NEGATIVE_INFINITY,
      at: Number.NEGATIVE_INFINITY,
    };
    turns.set(key, turn);
    return turn;
  }

  return {
    /** Ms since the last repaint of `key`. */
    since: (key: string): number => now() - (turns.get(key)?.at ?? Number.NEGATIVE_INFINITY),
    /** Runs `paint` when its turn comes; null, without painting, when something newer is shown by then. */
    paint<T>(key: string, revision: number, paint: () => Promise<T>): Promise<T | null> {
      const turn = turnOf(key);
      const mine = turn.last.then(async () => {
        if (revision < turn.revision) return null;
        const painted = await paint();
        turn.revision = revision;
        turn.at = now();
        return painted;
      });
      turn.last = mine.catch(() => undefined);
      return mine;
    },
  };
}

export type Turns = ReturnType<typeof makeTurns>;
