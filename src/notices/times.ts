import { DateTime } from 'luxon';
import type { Say } from '../words/words.ts';

/** `6 min 41 s`, `2 h 5 min`: to the second below an hour, to the minute above. */
export function duration(seconds: number, say: Say): string {
  const all = Math.max(0, Math.round(seconds));
  if (all < 60) return say('watch.duration.s', { s: all });
  if (all < 3_600) {
    const [min, s] = [Math.floor(all / 60), all % 60];
    return s === 0 ? say('watch.duration.min', { min }) : say('watch.duration.min-s', { min, s });
  }
  const minutes = Math.round(all / 60);
  const [h, min] = [Math.floor(minutes / 60), minutes % 60];
  return min === 0 ? say('watch.duration.h', { h }) : say('watch.duration.h-min', { h, min });
}

/** `2026-11-24 22:14:05 GMT+1`: the same in every language. */
export const momentIn = (ms: number, zone: string): string =>
  at(ms, zone).toFormat('yyyy-MM-dd HH:mm:ss ZZZZ');

/** `2026-11-24 22:14 GMT+1`. */
export const minuteIn = (ms: number, zone: string): string => at(ms, zone).toFormat('yyyy-MM-dd HH:mm ZZZZ');

/** `22:14:05`. */
export const clockIn = (ms: number, zone: string): string => at(ms, zone).toFormat('HH:mm:ss');

/** `22:14:05.4`, to a tenth of a second. */
export const tenthIn = (ms: number, zone: string): string => at(ms, zone).toFormat('HH:mm:ss.uuu');

/** `22:14:05 GMT+1`. */
export const timeIn = (ms: number, zone: string): string => at(ms, zone).toFormat('HH:mm:ss ZZZZ');

/** `2026-11-24`. */
export const dayIn = (ms: number, zone: string): string => at(ms, zone).toISODate() ?? '';

/** Ms that the zone's clock is ahead of UTC then. */
export const offsetIn = (ms: number, zone: string): number => at(ms, zone).offset * 60_000;

const at = (ms: number, zone: string): DateTime => DateTime.fromMillis(ms, { zone, locale: 'en' });

/** The next time it is `hour` (of the day, with a fraction) after a moment, on a day that `isDay`; within nine days. */
export function hourAfter(
  moment: DateTime,
  hour: number,
  isDay: (day: DateTime) => boolean = () => true,
): DateTime {
  const minutes = Math.round(hour * 60);
  const clock = { hour: Math.trunc(minutes / 60), minute: minutes % 60, second: 0, millisecond: 0 };
  const days = Array.from({ length: 9 }, (_, days) => moment.plus({ days }).set(clock))
    // An hour there is twice when summer time ends.
    .flatMap((day) => day.getPossibleOffsets())
    .sort((a, b) => a.toMillis() - b.toMillis());
  return days.find((day) => day > moment && isDay(day)) ?? moment.plus({ days: 1 });
}
