import { DateTime } from 'luxon';
import { describe, expect, it } from 'vitest';
import { clockHour, postingTime, readQuiet } from '../../src/notices/quiet.ts';
import { zoneOfLocale } from '../../src/notices/zones/locale.ts';
import { offeredZones, placeName } from '../../src/notices/zones/places.ts';
import { readZone } from '../../src/notices/zones/read.ts';

describe('quiet hours as people write them', () => {
  it.each([
    ['22-7', 22, 7, ''],
    ['22:00-07:00', 22, 7, ''],
    ['22:30–7:15 UTC+8', 22.5, 7.25, 'UTC+8'],
    ['10pm-7am', 22, 7, ''],
    ['10 p.m. - 7 a.m. berlin', 22, 7, 'berlin'],
    ['12am-12pm', 0, 12, ''],
    ['22:00 to 24:00', 22, 0, ''],
    ['22-7 new york', 22, 7, 'new york'],
    ['22:00-7:00+8', 22, 7, '+8'],
    ['22點至7點', 22, 7, ''],
    ['22点半到7点 北京', 22.5, 7, '北京'],
    ['晚上10点到早上7点', 22, 7, ''],
    ['夜里11点到凌晨5点', 23, 5, ''],
    ['下午3点－晚上12点', 15, 0, ''],
  ])('%s', (typed, from, to, rest) => {
    expect(readQuiet(typed)).toEqual({ quiet: { from, to }, rest });
  });

  it.each(['late', '9-9', '25-3', '22', '13pm-2', '22:61-7', '22-7-3', '22-7x', '-7', ''])(
    '%s is none',
    (typed) => expect(readQuiet(typed)).toBeNull(),
  );

  it('end to the minute, and are told so', () => {
    const at = (iso: string) => DateTime.fromISO(iso, { zone: 'UTC+5:30' }).toMillis();
    const quiet = { from: 22.5, to: 7.25 };
    expect(postingTime(at('2026-11-24T22:29'), quiet, 'UTC+5:30')).toBe(at('2026-11-24T22:29'));
    expect(postingTime(at('2026-11-24T22:30'), quiet, 'UTC+5:30')).toBe(at('2026-11-25T07:15'));
    expect(postingTime(at('2026-11-25T07:14'), quiet, 'UTC+5:30')).toBe(at('2026-11-25T07:15'));
    expect([clockHour(22.5), clockHour(7.25), clockHour(0)]).toEqual(['22:30', '07:15', '00:00']);
  });
});

describe('a zone as people write it', () => {
  it.each([
    ['UTC+8', 'UTC+8'],
    ['gmt-3:30', 'UTC-3:30'],
    ['+08:00', 'UTC+8'],
    ['UTC＋8', 'UTC+8'],
    ['东八区', 'UTC+8'],
    ['utc', 'UTC'],
    ['北京', 'Asia/Shanghai'],
    ['臺北', 'Asia/Taipei'],
    ['東京', 'Asia/Tokyo'],
    ['berlin', 'Europe/Berlin'],
    ['New York', 'America/New_York'],
    ['europe/berlin', 'Europe/Berlin'],
    ['Etc/GMT-3', 'Etc/GMT-3'],
    ['CET', 'Europe/Berlin'],
  ])('%s', (typed, zone) => {
    expect(readZone(typed)).toEqual({ zone });
    expect(DateTime.fromMillis(0, { zone }).isValid).toBe(true);
  });

  it('is asked about where its abbreviation means several', () => {
    expect(readZone('CST')).toEqual({ oneOf: ['Asia/Shanghai', 'America/Chicago', 'America/Havana'] });
    expect(readZone('ist')).toEqual({ oneOf: ['Asia/Kolkata', 'Asia/Jerusalem', 'Europe/Dublin'] });
  });

  it.each(['nowhere', 'UTC+15', 'Mars/Base', 'CTT', 'MIT', '', 'constructor', 'x'.repeat(1_000)])(
    'is not made up: %s',
    (typed) => expect(readZone(typed)).toBeNull(),
  );
});

it('what is offered to whoever is asked is a zone, and has a name in each language', () => {
  for (const zone of offeredZones) {
    expect(DateTime.fromMillis(0, { zone }).isValid).toBe(true);
    expect(placeName(zone, 'en')).not.toMatch(/[_/]/);
    if (zone === 'UTC') continue;
    expect(placeName(zone, 'zh')).toMatch(/\p{sc=Han}/u);
    expect(placeName(zone, 'zh-hant')).toMatch(/\p{sc=Han}/u);
  }
});

it.each([
  ['zh-CN', 'Asia/Shanghai'],
  ['zh-hans', 'Asia/Shanghai'],
  ['zh-TW', 'Asia/Taipei'],
  ['de', 'Europe/Berlin'],
  ['sv-SE', 'Europe/Stockholm'],
  ['en-GB', 'Europe/London'],
  ['en-US', null],
  ['en', null],
  ['es-ES', null],
  ['pt-br', null],
  ['ru', null],
  ['', null],
  [undefined, null],
])('of the locale %s is guessed: %s', (locale, zone) => {
  expect(zoneOfLocale(locale)).toBe(zone);
});
