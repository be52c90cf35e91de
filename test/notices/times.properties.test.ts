import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nextDigestAt } from '../../src/notices/digest/schedule.ts';
import { postingTime } from '../../src/notices/quiet.ts';
import { clockIn, dayIn, momentIn, offsetIn } from '../../src/notices/times.ts';

const quarter = 15 * 60_000;
const day = 24 * 3_600_000;

/** Half and quarter hours, summer time of one hour and of half an hour, at midnight, and none. */
const zones = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/Santiago',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Asia/Shanghai',
  'Pacific/Kiritimati',
  'Africa/Casablanca',
);
/** In some of these zones clocks change then. */
const changes = fc.constantFrom(
  Date.UTC(2026, 2, 29, 1),
  Date.UTC(2026, 9, 25, 1),
  Date.UTC(2026, 2, 8, 7),
  Date.UTC(2026, 10, 1, 6),
  Date.UTC(2026, 8, 6, 4),
  Date.UTC(2026, 3, 5, 3),
  Date.UTC(2026, 9, 3, 15, 30),
  Date.UTC(2026, 3, 4, 15),
);
const moments = fc.oneof(
  fc.integer({ min: Date.UTC(2024, 0), max: Date.UTC(2031, 0) }),
  fc.tuple(changes, fc.integer({ min: -30 * 3_600_000, max: 6 * 3_600_000 })).map(([at, by]) => at + by),
);

/** By the platform's own calendar: `Mon`, 22, 05. */
function partsAt(ms: number, zone: string) {
  const options = { timeZone: zone, weekday: 'short', hour: '2-digit', minute: '2-digit' } as const;
  const format = new Intl.DateTimeFormat('en', { ...options, hourCycle: 'h23' });
  const parts = Object.fromEntries(format.formatToParts(ms).map(({ type, value }) => [type, value]));
  return { weekday: parts.weekday, hour: Number(parts.hour), minute: Number(parts.minute) };
}

it('quiet hours end at the first quarter of an hour that is in none of them', () => {
  const hours = fc.record({ from: fc.nat(23), to: fc.nat(23) }).filter(({ from, to }) => from !== to);
  fc.assert(
    fc.property(moments, zones, hours, (now, zone, quiet) => {
      const { from, to } = quiet;
      const isQuiet = (ms: number) => {
        const { hour } = partsAt(ms, zone);
        return from < to ? from <= hour && hour < to : hour >= from || hour < to;
      };
      let wanted = now;
      for (let at = Math.floor(now / quarter) * quarter; isQuiet(wanted); at += quarter)
        wanted = at + quarter;
      expect(postingTime(now, quiet, zone)).toBe(wanted);
    }),
    { numRuns: 400 },
  );
});

it('a digest comes at the next 8:00, of any day or of a Monday', () => {
  fc.assert(
    fc.property(moments, zones, fc.constantFrom('daily' as const, 'weekly' as const), (now, zone, every) => {
      const due = nextDigestAt(now, every, zone);
      expect(due).toBeGreaterThan(now);
      expect(due - now).toBeLessThanOrEqual((every === 'daily' ? 1 : 7) * day + 2 * 3_600_000);
      expect(partsAt(due, zone)).toMatchObject({ hour: 8, minute: 0 });
      if (every === 'weekly') expect(partsAt(due, zone).weekday).toBe('Mon');
    }),
    { numRuns: 400 },
  );
});

it('moments are told as the zone has them', () => {
  const at = Date.UTC(2026, 10, 24, 21, 14, 5);
  expect(momentIn(at, 'Europe/Berlin')).toBe('2026-11-24 22:14:05 GMT+1');
  expect(momentIn(at, 'UTC')).toBe('2026-11-24 21:14:05 UTC');
  expect([dayIn(at, 'Asia/Shanghai'), clockIn(at, 'Asia/Shanghai')]).toEqual(['2026-11-25', '05:14:05']);
  expect(offsetIn(at, 'Asia/Kathmandu')).toBe(345 * 60_000);
});
