import { placeKey, zoneOfPlace } from './places.ts';

/** What was meant by a zone that somebody typed: one, or one of several by the same name. */
export type ReadZone = { zone: string } | { oneOf: readonly string[] };

/** Abbreviations that mean several zones; the likeliest first. */
const ambiguous = new Map<string, readonly string[]>(
  Object.entries({
    AMT: ['America/Manaus', 'Asia/Yerevan'],
    AST: ['America/Halifax', 'Asia/Riyadh'],
    BST: ['Europe/London', 'Asia/Dhaka'],
    CST: ['Asia/Shanghai', 'America/Chicago', 'America/Havana'],
    EST: ['America/New_York', 'Australia/Sydney'],
    GST: ['Asia/Dubai', 'Atlantic/South_Georgia'],
    IST: ['Asia/Kolkata', 'Asia/Jerusalem', 'Europe/Dublin'],
    MST: ['America/Denver', 'America/Phoenix', 'Asia/Kuala_Lumpur'],
    PST: ['America/Los_Angeles', 'Asia/Manila'],
    SST: ['Pacific/Pago_Pago', 'Asia/Singapore'],
  }),
);

const chineseNumbers = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];

/** `UTC+8`, `GMT-3:30`, `+08:00`, `东八区`; null for what is no such thing. */
function fixedOffset(text: string): string | null {
  const [, side, number = ''] = /^(东|東|西)(十[一二]?|[一二三四五六七八九])(?:区|區)$/.exec(text) ?? [];
  if (side !== undefined) return `UTC${side === '西' ? '-' : '+'}${chineseNumbers.indexOf(number)}`;
  const [, sign, hours = '', minutes = '00'] =
    /^(?:utc|gmt)?\s?([+-])\s?(\d{1,2})(?::?(00|15|30|45))?$/i.exec(text) ?? [];
  if (sign === undefined || Number(hours) > 14) return null;
  if (Number(hours) === 0 && minutes === '00') return 'UTC';
  return `UTC${sign}${Number(hours)}${minutes === '00' ? '' : `:${minutes}`}`;
}

/** A zone that the machine knows by this name, by its right one: `europe/berlin` is `Europe/Berlin`. */
export function knownZone(name: string): string | null {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return null;
  }
}

/** The zone by its IANA name; machines know abbreviations too, each by one of its meanings. */
const byIanaName = (text: string): string | null =>
  /^[a-z]{2,20}\/[a-z0-9_+/-]{2,40}$/i.test(text) || /^(?:utc|gmt)$/i.test(text) ? knownZone(text) : null;

/** Which zone somebody means: an offset, a place in English or Chinese, an IANA name; null for what nobody knows. */
export function readZone(typed: string): ReadZone | null {
  const text = typed.normalize('NFKC').replaceAll('−', '-').trim();
  if (text.length === 0 || text.length > 64) return null;
  const several = ambiguous.get(text.toUpperCase());
  if (several !== undefined) return { oneOf: several };
  const zone = fixedOffset(text) ?? byIanaName(text) ?? zoneOfPlace.get(placeKey(text));
  return zone == null ? null : { zone };
}
