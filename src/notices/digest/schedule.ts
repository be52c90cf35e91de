const quarterMs = 15 * 60_000;
/** Hour of the day at which digests come. */
const hour = 8;

const formats = new Map<string, Intl.DateTimeFormat>();

function clockOf(ms: number, zone: string): { weekday: string; time: string } {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en', {
      timeZone: zone,
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  formats.set(zone, format);
  const part = (type: string) => format.formatToParts(ms).find((one) => one.type === type)?.value ?? '';
  return { weekday: part('weekday'), time: `${part('hour')}:${part('minute')}` };
}

/**
 * The next time a digest is due after `now`: 8:00 in that zone, of each day or of Mondays. Goes by quarters of an hour,
 * as zones are apart by these; a day without 8:00 is passed over.
 */
export function nextDigestAt(now: number, every: 'daily' | 'weekly', zone: string): number {
  const wanted = `${String(hour).padStart(2, '0')}:00`;
  const first = Math.floor(now / quarterMs) * quarterMs + quarterMs;
  for (let at = first; at < first + 9 * 24 * 3_600_000; at += quarterMs) {
    const { weekday, time } = clockOf(at, zone);
    if (time === wanted && (every === 'daily' || weekday === 'Mon')) return at;
  }
  return first + 24 * 3_600_000;
}
