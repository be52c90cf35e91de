import { setTimeout as sleep } from 'node:timers/promises';

/** A pause between two tries, which may be cut short. */
export interface Rest {
  /** Resolves after `ms`, or when it is woken (true), or when `signal` is aborted. Whoever was woken before does not sleep. */
  sleep(ms: number, signal: AbortSignal): Promise<boolean>;
  wake(): void;
}

export function makeRest(): Rest {
  let waking = new AbortController();
  return {
    async sleep(ms, signal) {
      await sleep(ms, undefined, { signal: AbortSignal.any([signal, waking.signal]) }).catch(() => {});
      const isWoken = waking.signal.aborted;
      waking = new AbortController();
      return isWoken;
    },
    wake: () => waking.abort(),
  };
}
