/** The clock by which a router is told of: the machine's own, save for the demo router's, which runs faster. */
export interface RouterTime {
  /** What it shows at an epoch ms of ours. */
  at(oursMs: number): number;
  /** When it shows that, epoch ms of ours. */
  ours(atMs: number): number;
}

export const realTime: RouterTime = { at: (ms) => ms, ours: (ms) => ms };

/** As ours until `from`, then `factor` times as fast. */
export const fastTime = (from: number, factor: number): RouterTime => ({
  at: (ms) => (ms <= from ? ms : from + (ms - from) * factor),
  ours: (ms) => (ms <= from ? ms : from + (ms - from) / factor),
});
