import { DateTime } from 'luxon';
import { hourAfter } from '../times.ts';

/** Hour of the day at which digests come. */
const hour = 8;
const monday = 1;

/** The next time a digest is due after `now`: 8:00 in that zone, of each day or of Mondays. */
export function nextDigestAt(now: number, every: 'daily' | 'weekly', zone: string): number {
  const isDay = every === 'daily' ? undefined : ({ weekday }: DateTime) => weekday === monday;
  return hourAfter(DateTime.fromMillis(now, { zone }), hour, isDay).toMillis();
}
