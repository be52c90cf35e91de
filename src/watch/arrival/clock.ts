/** When a look came in, by our clock (ms), and the router's uptime in it (seconds). */
export interface Heard {
  receivedMs: number;
  uptimeS: number;
}

/**
 * The router's uptime at a moment of our clock. Both run alike, so the look that was least delayed on its way tells best;
 * where the router's runs faster (`pace`), it is read off between the two looks around the moment. `null`: not one look
 * came in after it yet.
 */
export function uptimeAt(ms: number, heard: readonly Heard[], pace = 1): number | null {
  const after = heard.find(({ receivedMs }) => receivedMs >= ms);
  if (after === undefined) return null;
  if (pace === 1)
    return Math.max(...heard.map(({ receivedMs, uptimeS }) => uptimeS + (ms - receivedMs) / 1000));
  const before = heard.findLast(({ receivedMs }) => receivedMs < ms);
  if (before === undefined) return after.uptimeS;
  const share = (ms - before.receivedMs) / Math.max(1, after.receivedMs - before.receivedMs);
  return before.uptimeS + share * (after.uptimeS - before.uptimeS);
}
