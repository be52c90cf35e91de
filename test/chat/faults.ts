/** A trouble to be played: which requests, how often, what happens. */
export interface Fault {
  /** Tested against `METHOD /path`. */
  match: RegExp;
  times: number;
  play:
    | { kind: 'status'; status: number }
    /** The request is carried out and its answer lost: what a retry doubles. */
    | { kind: 'lost answer'; status: number }
    | { kind: 'rate limit'; afterMs: number; global?: boolean }
    | { kind: 'slow'; ms: number }
    | { kind: 'reset' };
}

export function makeFaults() {
  const faults: Fault[] = [];
  return {
    add: (fault: Fault): void => {
      faults.push({ ...fault });
    },
    /** The fault that hits this request, if any; counts it. */
    next(request: string): Fault['play'] | null {
      const fault = faults.find((one) => one.times > 0 && one.match.test(request));
      if (!fault) return null;
      fault.times -= 1;
      return fault.play;
    },
  };
}

export type Faults = ReturnType<typeof makeFaults>;
