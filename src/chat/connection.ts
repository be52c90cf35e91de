/** Whether a platform is connected. */
export interface Connection {
  /** Since when it is not, by the process's own steady clock, ms; `null`: it is. */
  downSince(): number | null;
}

/** The same, for who knows it. Down at first. */
export interface ConnectionKeeper extends Connection {
  up(): void;
  down(): void;
}

export function keepConnection(now: () => number = () => performance.now()): ConnectionKeeper {
  let downSince: number | null = now();
  return {
    downSince: () => downSince,
    up() {
      downSince = null;
    },
    down() {
      downSince ??= now();
    },
  };
}
