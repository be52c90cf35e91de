import type { ProbeId, Readings } from '../readings.ts';

/** Three outcomes, never zero for unknown. `absent`: this router does not have it. `failed`: it could not be read. */
export type Reading<V> =
  | { kind: 'value'; value: V }
  | { kind: 'absent'; why: string }
  | { kind: 'failed'; why: string };

export const value = <V>(v: V): Reading<V> => ({ kind: 'value', value: v });
export const absent = (why: string): Reading<never> => ({ kind: 'absent', why });
export const failed = (why: string): Reading<never> => ({ kind: 'failed', why });

/** What was read; `null` where nothing was. */
export const readValue = <V>(reading: Reading<V>): V | null =>
  reading.kind === 'value' ? reading.value : null;

/** One probe's section of the script's output. */
export interface Section {
  /** Exit status of the probe's own commands. */
  status: number;
  text: string;
}

/**
 * Files whose text is in the shell's variable `into` when the sections are printed: one awk reads all of a look
 * (engine/files.awk), and `way` is how it prints these. Paths may be patterns of the shell.
 */
export interface Files {
  into: string;
  way: 'whole' | 'first' | 'named' | 'config' | 'programs' | 'stat' | 'own' | 'marked' | 'route';
  paths: readonly string[];
}

/** One thing read off a router. Reads only; must work in busybox ash with missing tools. */
export interface Probe<I extends ProbeId> {
  id: I;
  files?: readonly Files[];
  /** Body of a POSIX-sh function, stderr joined, left by `return`. 127 or 3 means absent by convention. */
  script: string;
  parse(section: Section): Reading<Readings[I]>;
}

/** Everything one exec told us, at one moment. */
export type Snapshot = { [I in ProbeId]: Reading<Readings[I]> } & {
  /** Our own clock, epoch ms. */
  takenAt: number;
  /** What it cost: bytes on the wire and ms on the router's exec. */
  bytes: number;
  ms: number;
};
