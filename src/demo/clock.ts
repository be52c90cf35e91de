/** The router's own clock, which runs `factor` times as fast as the machine's. */
export interface Clock {
  readonly factor: number;
  /** Router seconds since it was switched on. */
  nowS(): number;
  /** Router's idea of the date, epoch seconds. */
  epochS(): number;
  /** Jumps ahead; sleepers whose time has come wake up. */
  skip(seconds: number): void;
  /** Resolves after `seconds` of the router's time, or at once when the clock is stopped. */
  sleep(seconds: number): Promise<void>;
  /** Wakes every sleeper; later sleeps return at once. */
  stop(): void;
}

/** `now`: the machine's clock in epoch ms. Sleepers wait on real timers, which keep no process alive. */
export function makeClock(factor: number, now: () => number, upS: number): Clock {
  const startedMs = now();
  let skippedS = 0;
  let stopped = false;
  const sleepers = new Set<{
    remainingS: number;
    armedMs: number;
    timer: NodeJS.Timeout;
    wake: () => void;
  }>();
  const passedS = () => ((now() - startedMs) / 1000) * factor + skippedS;

  function sleep(seconds: number): Promise<void> {
    if (stopped) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(sleeper.timer);
        sleepers.delete(sleeper);
        resolve();
      };
      const timer = setTimeout(() => wake(), (seconds / factor) * 1000).unref();
      const sleeper = { remainingS: seconds, armedMs: performance.now(), timer, wake };
      sleepers.add(sleeper);
    });
  }

  function skip(seconds: number): void {
    skippedS += seconds;
    for (const sleeper of [...sleepers]) {
      const sleptS = ((performance.now() - sleeper.armedMs) / 1000) * factor;
      sleeper.remainingS -= sleptS + seconds;
      sleeper.armedMs = performance.now();
      if (sleeper.remainingS <= 0) {
        sleeper.wake();
        continue;
      }
      clearTimeout(sleeper.timer);
      sleeper.timer = setTimeout(() => sleeper.wake(), (sleeper.remainingS / factor) * 1000).unref();
    }
  }

  return {
    factor,
    nowS: () => upS + passedS(),
    epochS: () => Math.floor(startedMs / 1000 + passedS()),
    skip,
    sleep,
    stop() {
      stopped = true;
      for (const sleeper of [...sleepers]) sleeper.wake();
    },
  };
}
