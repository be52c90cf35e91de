import { always, type Bits, type Field } from '../fields.ts';
import type { Test } from '../program.ts';
import { spanOf } from '../spans.ts';
import type { Type } from './symbols.ts';

/** What stands on the left of a comparison: where a packet has it, and what kind of value it is. */
export type Left =
  | { kind: 'field'; field: Field; type: Type }
  | { kind: 'device'; which: 'iif' | 'oif' }
  | { kind: 'bits'; bits: Bits; mask: number | null; type: Type }
  | { kind: 'concat'; parts: Left[] }
  /** Whatever is compared with it. */
  | { kind: 'any'; answer: Test };

export interface Reading {
  left: Left;
  /** What has to be so before there is anything to compare: `ip saddr` needs IPv4. */
  needs: Test[];
}

export const reading = (left: Left, ...needs: Test[]): Reading => ({ left, needs });
export const field = (type: Type, of: Field, ...needs: Test[]): Reading =>
  reading({ kind: 'field', field: of, type }, ...needs);
export const unknown = reading({ kind: 'any', answer: always('unknown') });
export const changing = reading({ kind: 'any', answer: always('sometimes') });
export const never = reading({ kind: 'any', answer: always('no') }, always('no'));

/** Packets of a TCP connection: from bare acknowledgements to full frames. */
export const lengths = spanOf(40, 1500);
