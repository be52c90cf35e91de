import type { Reading, Section } from './probe.ts';

/** What one look printed, taken apart by probe, however it came here: over SSH, or out of a file. */
export interface Answer {
  /** Whole sections by id, those of probes we do not know too. */
  sections: ReadonlyMap<string, Section>;
  /** Ids of sections that are there in part, or are known to be lost, and why. */
  broken: ReadonlyMap<string, string>;
  /** What the reading of any other section is that is not there. */
  otherwise: Reading<never>;
}

/** A moment's answer, with what it cost to get. */
export interface Taken extends Answer {
  /** Our own clock, epoch ms. */
  takenAt: number;
  bytes: number;
  /** Of the router's exec; 0 where there was none. */
  ms: number;
}
