import { plainName } from '../model/plain.ts';
import type { WatchedFlow } from '../watch/events.ts';
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
