import type { StubCall } from './calls.ts';
import type { Clock } from './clock.ts';

/** Tells the clock whether anything computes: any script that runs and does not sleep. */
export interface Pace {
  /** A script has begun or ended. */
  changed(): void;
  /** Runs `work` for a call; a call of `sleep` makes its script one that sleeps. */
  during<T>(call: StubCall, work: () => Promise<T>): Promise<T>;
}

export function makePace(clock: Clock, running: () => string[]): Pace {
  /** Execs with a sleep under way, and how many. */
  const sleeping = new Map<string, number>();
  const changed = () => clock.setBusy(running().some((exec) => !sleeping.has(exec)));
  const add = (exec: string, change: number) => {
    const count = (sleeping.get(exec) ?? 0) + change;
    if (count > 0) sleeping.set(exec, count);
    else sleeping.delete(exec);
    changed();
  };
  return {
    changed,
    async during(call, work) {
      if (call.name !== 'sleep') return work();
      add(call.exec, 1);
      try {
        return await work();
      } finally {
        add(call.exec, -1);
      }
    },
  };
}
