import type { Section } from '../probe.ts';

/** The number of the form, behind `pushmedic capture`. */
export const captureVersion = 1;

/** Of a file that a stranger sends no more is read: an honest one is some 25 KB. */
export const maxCaptureBytes = 512 * 1024;

/** What a look printed, as it is kept in a file: docs/captures.md. */
export interface Capture {
  /** The `key: value` lines, unknown ones too. */
  head: ReadonlyMap<string, string>;
  /** By id, in the file's order, those of probes we do not know too. */
  sections: ReadonlyMap<string, Section>;
  /** Ids of sections that are known to be cut or lost, and why. */
  broken: ReadonlyMap<string, string>;
  /** Ids of sections that stand there more than once: the first counts. */
  twice: readonly string[];
  /** Lines that belong to nothing. */
  strayLines: number;
}

/** Stands last in what we write, so that a file that was cut can be told from one that says little. */
export const endId = 'end';
