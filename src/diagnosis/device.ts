import type { Flow } from '../conntrack/flow.ts';
import { plainName } from '../model/plain.ts';

/** Whether `flow` belongs to the device a person named: by its DHCP name, address or MAC, however written. */
export function isDevice({ device }: Pick<Flow, 'device'>, asked: string): boolean {
  const wanted = (plainName(asked) ?? '').toLowerCase();
  return (
    device.name?.toLowerCase() === wanted ||
    device.ip.toLowerCase() === wanted ||
    device.mac?.toLowerCase() === wanted.replaceAll('-', ':')
  );
}

/**
 * Bit 1 of the first octet: made up by the device for this network, so that it names no vendor (IEEE 802-2014, 8.4.4).
 * Phones do, since iOS 14 and Android 10.
 */
export const isPrivateMac = (mac: string): boolean => (Number.parseInt(mac.slice(0, 2), 16) & 2) === 2;
