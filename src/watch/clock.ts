/** Translates a router's uptime into our time. */
export interface RouterClock {
  /** A look of `atS` arrived at `receivedAt`, epoch ms. */
  sync(atS: number, receivedAt: number): void;
  /** Epoch ms; before the first {@link RouterClock.sync} as if the router had just been switched on. */
  toEpoch(atS: number): number;
}

/** Clocks differ by no more than this, ms per ms. */
const drift = 1e-3;
/** What arrives later than that was not on its way all the time: one of the clocks was set. */
const jumpMs = 60_000;

/**
 * The least delayed look tells most: of all differences between arrival and uptime the smallest counts, allowing for
 * clocks that run apart slowly.
 */
export function makeRouterClock(): RouterClock {
  let offsetMs: number | null = null;
  let lastMs = 0;
  return {
    sync(atS, receivedAt) {
      const seen = receivedAt - atS * 1000;
      const allowed = offsetMs === null ? seen : offsetMs + drift * Math.max(0, receivedAt - lastMs);
      offsetMs = offsetMs === null || seen - offsetMs > jumpMs ? seen : Math.min(seen, allowed);
      lastMs = receivedAt;
    },
    toEpoch: (atS) => Math.round(atS * 1000 + (offsetMs ?? 0)),
  };
}
