import type { Match } from './spans.ts';

/** A 32-bit mark of which some bits may not be known. */
export interface Mark {
  /** Zero where a bit is not known. */
  value: number;
  /** The bits that are known. */
  known: number;
}

const all = 0xffffffff;

export const unknownMark: Mark = { value: 0, known: 0 };

export const markOf = (value: number): Mark => ({ value: value >>> 0, known: all });

/** A known mark's value, else `null`. */
export const knownValue = ({ value, known }: Mark): number | null => (known >>> 0 === all ? value : null);

/** `mark & mask == wanted`. */
export function hasBits({ value, known }: Mark, mask: number, wanted: number): Match {
  // Bits outside the mask are never there.
  if ((wanted & ~mask) !== 0 || ((value ^ wanted) & mask & known) !== 0) return 'no';
  return (mask & ~known) === 0 ? 'yes' : 'unknown';
}

/** `mark & mask ^ flip`: what nft and iptables write a change as. */
export const changed = ({ value, known }: Mark, mask: number, flip: number): Mark => ({
  value: (((value & mask) ^ flip) & (known | ~mask)) >>> 0,
  known: (known | ~mask) >>> 0,
});

/** `mark | bits`. */
export const withBits = ({ value, known }: Mark, bits: number): Mark => ({
  value: (value | bits) >>> 0,
  known: (known | bits) >>> 0,
});

/** Bits of `mask` from `other`, the rest from `mark`. */
export const copied = (mark: Mark, other: Mark, mask: number): Mark => ({
  value: ((mark.value & ~mask) | (other.value & mask)) >>> 0,
  known: ((mark.known & ~mask) | (other.known & mask)) >>> 0,
});

/** What is known where either of two may be. */
export function either(a: Mark, b: Mark): Mark {
  const known = (a.known & b.known & ~(a.value ^ b.value)) >>> 0;
  return { value: (a.value & known) >>> 0, known };
}
