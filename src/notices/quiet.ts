import { DateTime } from 'luxon';
import { z } from 'zod';
import { fullHourAfter } from './times.ts';

/** Hours in which nothing new is posted, of the day in a time zone: from 22 to 7 is `{ from: 22, to: 7 }`. */
export const quietSchema = z.object({ from: z.number(), to: z.number() });
export type Quiet = z.infer<typeof quietSchema>;

/** `22-7` as quiet hours; null when it is none. */
export function readQuiet(text: string): Quiet | null {
  const [, from, to] = /^(\d{1,2})-(\d{1,2})$/.exec(text.trim()) ?? [];
  const quiet = { from: Number(from), to: Number(to) % 24 };
  return from !== undefined && quiet.from < 24 && Number(to) <= 24 && quiet.from !== quiet.to ? quiet : null;
}

/** The zone by its right name, or null: `europe/berlin` is `Europe/Berlin`. */
export function readZone(text: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/** The zone this machine is set to. */
export const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

const isWithin = (hour: number, { from, to }: Quiet): boolean =>
  from < to ? from <= hour && hour < to : hour >= from || hour < to;

/**
 * When something that comes up at `now` may be posted: at once, or at the full hour that ends the quiet ones. Where
 * summer time leaves that hour out, at the hour that comes in its place, unless that is a quiet one as well.
 */
export function postingTime(now: number, quiet: Quiet | null, zone: string): number {
  const here = DateTime.fromMillis(now, { zone });
  if (quiet === null || !isWithin(here.hour, quiet)) return now;
  return fullHourAfter(here, quiet.to, ({ hour }) => !isWithin(hour, quiet)).toMillis();
}
