import type { Device } from './api.types.ts';
import { or } from './match.ts';
import type { Match } from './spans.ts';

/** Whether a device is one of `names`; a name that ends in the wildcard is a beginning of names. */
export function isNamed(device: Device, names: readonly string[], wildcard: '*' | '+'): Match {
  return names.reduce<Match>((found, name) => or(found, isCalled(device, name, wildcard)), 'no');
}

function isCalled(device: Device, name: string, wildcard: '*' | '+'): Match {
  const begins = name.endsWith(wildcard) ? name.slice(0, -1) : null;
  if (begins === '') return 'yes';
  if (device === null) return 'unknown';
  if (typeof device === 'string') {
    const same = begins === null ? device === name : device.startsWith(begins);
    return same ? 'yes' : 'no';
  }
  return begins === null && device.not.includes(name) ? 'no' : 'unknown';
}
