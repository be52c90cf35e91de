import { DateTime } from 'luxon';
import { z } from 'zod';
import { hourAfter } from './times.ts';

/**
 * Hours in which nothing new is posted, of the day in a time zone: from 22 to 7 is `{ from: 22, to: 7 }`, to half past
 * seven `{ from: 22, to: 7.5 }`.
 */
export const quietSchema = z.object({ from: z.number(), to: z.number() });
export type Quiet = z.infer<typeof quietSchema>;

/** `22`, `22:30`, `10pm`, `10 p.m.`, `22点半`, `晚上10点`. */
const time = String.raw`(凌晨|早上|早晨|上午|中午|下午|晚上|夜里)?\s?(\d{1,2})(?:[:.点點时時](半|\d{2})?分?)?\s?([ap])?(?:\.?m\.?)?`;
const between = String.raw`\s?(?:-|–|—|~|to|until|till|至|到)\s?`;
/** A zone may follow, behind a blank or with its sign; in Chinese at once. */
const hours = new RegExp(`^${time}${between}${time}(?=$|[\\s,+]|[^\\x20-\\x7e])`, 'i');

/** The hour of the day, with a fraction; null for none. */
function hourOf(part = '', hour = '', minute = '', half = ''): number | null {
  const base = Number(hour);
  const minutes = minute === '半' ? 30 : Number(minute === '' ? '0' : minute);
  const isTwelve = half !== '' || (part !== '' && base <= 12);
  if (base > 24 || minutes > 59 || (base === 24 && minutes > 0) || (half !== '' && (base < 1 || base > 12)))
    return null;
  const isLate = half.toLowerCase() === 'p' || /^(?:中午|下午|晚上)$/.test(part);
  const isMidnight = base === 12 && (part === '晚上' || part === '夜里');
  const inDay = isTwelve ? (base % 12) + (isLate && !isMidnight ? 12 : 0) : base % 24;
  // `夜里10点` is before midnight, `夜里2点` after it.
  return (part === '夜里' && inDay > 6 && inDay < 12 ? inDay + 12 : inDay) + minutes / 60;
}

/**
 * Quiet hours as people write them, at the beginning of a text, and what follows them: `22:00-07:00 berlin`. Null when
 * there are none.
 */
export function readQuiet(typed: string): { quiet: Quiet; rest: string } | null {
  const text = typed.normalize('NFKC').slice(0, 100).replace(/\s+/g, ' ').trim();
  const found = hours.exec(text);
  if (!found) return null;
  const [all, ...parts] = found;
  const [from, to] = [hourOf(...parts.slice(0, 4)), hourOf(...parts.slice(4, 8))];
  if (from === null || to === null || from === to) return null;
  return { quiet: { from, to }, rest: text.slice(all.length).replace(/^[\s,，]+/, '') };
}

/** `22:00` for an hour of the day with a fraction. */
export const clockHour = (hour: number): string => {
  const minutes = Math.round(hour * 60);
  return `${String(Math.trunc(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
};

/** `22:00-07:00`, as it may be typed. */
export const spanOf = ({ from, to }: Quiet): string => `${clockHour(from)}-${clockHour(to)}`;

/** The zone this machine is set to. */
export const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

const isWithin = ({ hour, minute }: DateTime, { from, to }: Quiet): boolean => {
  const at = hour + minute / 60;
  return from < to ? from <= at && at < to : at >= from || at < to;
};

/**
 * When something that comes up at `now` may be posted: at once, or at the time that ends the quiet hours. Where summer
 * time leaves that time out, at the one that comes in its place, unless that is a quiet one as well.
 */
export function postingTime(now: number, quiet: Quiet | null, zone: string): number {
  const here = DateTime.fromMillis(now, { zone });
  if (quiet === null || !isWithin(here, quiet)) return now;
  return hourAfter(here, quiet.to, (day) => !isWithin(day, quiet)).toMillis();
}
