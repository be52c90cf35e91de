/** Exit statuses by which a script says why it did nothing. Each has a sentence `cure.hint.<name>`. */
export const refusals = {
  /** Somebody's changes to the firewall's UCI file wait to be committed. */
  'uci-pending': 73,
  /** The rollback is not scheduled (any more): nothing may be changed. */
  'no-rollback': 74,
  /** Another change is not finished on this router. */
  busy: 75,
  /** The place for the persistent part cannot be written. */
  'not-writable': 76,
  /** What stands where changes keep their state is not ours: nothing in it is touched or run. */
  'not-our-directory': 77,
  /** The router's own firewall would not load at its next start, without anything of ours. */
  'would-not-boot': 78,
} as const;

export type Refusal = keyof typeof refusals;
