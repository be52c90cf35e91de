/**
 * The router's own clock. It runs `factor` times as fast as the machine's while nothing on the router computes, and
 * as fast as the machine's while something does: what a slow machine needs for a script is not held against the
 * script, so that a scheduled rollback or a phone's timeout means the same on any machine.
 */
export interface Clock {
  /** Router seconds since it was switched on. */
  nowS(): number;
  /** Router's idea of the date, epoch seconds. */
  epochS(): number;
  /** Whether something on the router computes just now. */
  setBusy(busy: boolean): void;
  /** Jumps ahead; sleepers whose time has come wake up. */
  skip(seconds: number): void;
  /** Resolves after `seconds` of the router's time, or at once when the clock is stopped. */
  sleep(seconds: number): Promise<void>;
  /** Wakes every sleeper; later sleeps return at once. */
  stop(): void;
}

interface Sleeper {
  untilS: number;
  timer: NodeJS.Timeout | null;
  wake(): void;
}

/** `now`: the machine's clock in epoch ms. Sleepers wait on real timers, which keep no process alive. */
export function makeClock(factor: number, now: () => number, upS: number): Clock {
  const startedMs = now();
  let countedS = 0;
  let sinceMs = startedMs;
  let speed = factor;
  let stopped = false;
  const sleepers = new Set<Sleeper>();
  const passedS = () => countedS + ((now() - sinceMs) / 1000) * speed;

  function arm(sleeper: Sleeper): void {
    if (sleeper.timer) clearTimeout(sleeper.timer);
    const leftS = sleeper.untilS - passedS();
    if (leftS <= 0) sleeper.wake();
    else sleeper.timer = setTimeout(sleeper.wake, Math.min((leftS / speed) * 1000, 2 ** 31 - 1)).unref();
  }

  function change(aheadS: number, nextSpeed: number): void {
    countedS = passedS() + aheadS;
    sinceMs = now();
    speed = nextSpeed;
    for (const sleeper of [...sleepers]) arm(sleeper);
  }

  return {
    nowS: () => upS + passedS(),
    epochS: () => Math.floor(startedMs / 1000 + passedS()),
    setBusy(busy) {
      const next = busy ? Math.min(1, factor) : factor;
      if (next !== speed) change(0, next);
    },
    skip: (seconds) => change(seconds, speed),
    sleep(seconds) {
      if (stopped) return Promise.resolve();
      return new Promise((resolve) => {
        const sleeper: Sleeper = {
          untilS: passedS() + seconds,
          timer: null,
          wake() {
            if (sleeper.timer) clearTimeout(sleeper.timer);
            sleepers.delete(sleeper);
            resolve();
          },
        };
        sleepers.add(sleeper);
        arm(sleeper);
      });
    },
    stop() {
      stopped = true;
      for (const sleeper of [...sleepers]) sleeper.wake();
    },
  };
}
