const discordEpoch = 1_420_070_400_000n;
let sequence = 0n;

/** A snowflake as Discord makes them: time, then a counter. */
export function snowflake(at: number = Date.now()): string {
  sequence = (sequence + 1n) & 0x3fffffn;
  return (((BigInt(at) - discordEpoch) << 22n) | sequence).toString();
}
