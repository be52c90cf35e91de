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

const formats = new Map<string, Intl.DateTimeFormat>();

function partsOf(ms: number, zone: string): Record<string, string> {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
      timeZoneName: 'short',
    });
  formats.set(zone, format);
  return Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
}

/** `2026-11-24 22:14:05 GMT+1`: the same in every language. */
export function momentIn(ms: number, zone: string): string {
  const { year, month, day, timeZoneName } = partsOf(ms, zone);
  return `${year}-${month}-${day} ${clockIn(ms, zone)} ${timeZoneName}`;
}

/** `22:14:05`. */
export function clockIn(ms: number, zone: string): string {
  const { hour, minute, second } = partsOf(ms, zone);
  return `${hour}:${minute}:${second}`;
}

/** `2026-11-24`. */
export function dayIn(ms: number, zone: string): string {
  const { year, month, day } = partsOf(ms, zone);
  return `${year}-${month}-${day}`;
}
