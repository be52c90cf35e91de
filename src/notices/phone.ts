import { plainName } from '../model/plain.ts';
import type { WatchedFlow } from '../watch/events.ts';
import type { Say } from '../words/words.ts';
import type { Phone } from './state.ts';

/** Which phone an event is about. What the first release kept of names was not plain yet. */
export function phoneOf(device: WatchedFlow['device']): Phone {
  const mac = device.mac?.toLowerCase() ?? null;
  return {
    key: (mac ?? device.ip).replace(/\s/g, ''),
    ip: device.ip,
    mac,
    name: device.name === null ? null : plainName(device.name),
  };
}

/** Bit 1 of the first octet: made up by the phone for this network, so that it names no vendor. IEEE 802-2014, 8.4.4. */
export const isPrivateMac = (mac: string): boolean => (Number.parseInt(mac.slice(0, 2), 16) & 2) === 2;

/** How a phone is called: its own name, else vendor and address. */
export function phoneLabel(phone: Phone, vendorOf: (mac: string) => string | null, say: Say): string {
  if (phone.name !== null) return phone.name;
  if (phone.mac === null) return say('watch.phone.unknown', { ip: phone.ip });
  if (isPrivateMac(phone.mac)) return say('watch.phone.private', { ip: phone.ip });
  const vendor = vendorOf(phone.mac);
  return vendor === null
    ? say('watch.phone.unknown', { ip: phone.ip })
    : say('watch.phone.vendor', { vendor, ip: phone.ip });
}
