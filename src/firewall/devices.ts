import type { Device } from './api.types.ts';
import type { Match } from './spans.ts';

/**
 * Tells whether a device is one of `names`; a name that ends in the wildcard is a beginning of names. Sets of them may be
 * long, and are asked for by many rules.
 */
export function namedBy(names: readonly string[], wildcard: '*' | '+'): (device: Device) => Match {
  const beginnings = names.filter((name) => name.endsWith(wildcard)).map((name) => name.slice(0, -1));
  const exact = new Set(names.filter((name) => !name.endsWith(wildcard)));
  const isAny = beginnings.includes('');
  return (device) => {
    if (isAny) return 'yes';
    if (typeof device === 'string') {
      const isOne = exact.has(device) || beginnings.some((begins) => device.startsWith(begins));
      return isOne ? 'yes' : 'no';
    }
    const excluded = device?.not ?? [];
    for (const name of exact) if (!excluded.includes(name)) return 'unknown';
    return beginnings.length > 0 ? 'unknown' : 'no';
  };
}
