import { shorten } from '../../model/plain.ts';
import type { Say } from '../../words/words.ts';
import { isPrivateMac } from '../device.ts';

/** What a phone can be called by; a name is its own, made plain by what read it. */
export interface Called {
  ip: string;
  mac: string | null;
  name: string | null;
}

/** How a phone is called: its own name, else who made it and the end of its address. */
export function phoneLabel(phone: Called, vendorOf: (mac: string) => string | null, say: Say): string {
  if (phone.name !== null) return phone.name;
  const end = phone.ip.split(/[.:]/).at(-1) ?? phone.ip;
  if (phone.mac !== null && isPrivateMac(phone.mac)) return say('phone.private', { end });
  const vendor = phone.mac === null ? null : vendorOf(phone.mac);
  return vendor === null
    ? say('phone.unknown', { end })
    : say('phone.vendor', { vendor: brand(vendor), end });
}

/** `Apple, Inc.` → `Apple`. */
const brand = (vendor: string): string => shorten(vendor.split(/[ ,]/)[0] ?? vendor, 24);

/** Phones by name, each once: two of them, and how many more there are. */
export function phoneList(labels: readonly string[], say: Say): string {
  const distinct = [...new Set(labels)];
  const shown = distinct.slice(0, distinct.length === 3 ? 3 : 2);
  const more = distinct.length - shown.length;
  const items = more > 0 ? [...shown, say('phone.more', { n: more })] : shown;
  return new Intl.ListFormat(say.language, { type: 'conjunction' }).format(items);
}
