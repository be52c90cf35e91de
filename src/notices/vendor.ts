import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Prefixes of the IEEE's registries by length in hexadecimal digits: MA-S, MA-M, MA-L. */
const lengths = [9, 7, 6] as const;

let list: Record<string, string> | null = null;

/** The IEEE's list, read when the first phone without a name shows up: 5 MB. */
function vendors(): Record<string, string> {
  list ??= JSON.parse(readFileSync(createRequire(import.meta.url).resolve('oui-data'), 'utf8')) as Record<
    string,
    string
  >;
  return list;
}

/** Who made a network card, as the IEEE has it; null for an unknown or hidden one. */
export function vendorOf(mac: string): string | null {
  const digits = mac.replace(/[^0-9a-f]/gi, '').toUpperCase();
  if (digits.length !== 12) return null;
  const known = vendors();
  const entry = lengths.map((length) => known[digits.slice(0, length)]).find((found) => found !== undefined);
  const name = entry?.split('\n')[0]?.trim();
  return name === undefined || name === 'Private' ? null : name;
}
