import type { z } from 'zod';
import type { Flow } from '../conntrack/flow.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Cost, CureState, Said } from '../model/offer.ts';
import type { Snapshot } from '../probes/engine/probe.ts';
import type { ProbeId } from '../probes/readings.ts';
import type { Proof, Sample } from './proof.ts';

/** What a remedy may know of a router when it says whether it fits: a part of what the causes are told. */
export interface RemedyFacts {
  snapshot: Snapshot;
  /** Push connections, whatever device was asked about. */
  flows: readonly Flow[];
  /** Parameters of a plan that was applied here before: what it promised is promised again. */
  lost?: unknown;
}

/**
 * What a remedy runs, as POSIX-sh text for busybox ash, each the body of a function: it leaves with `return`,
 * never with `exit`. `$d` is the directory the change keeps on the router.
 */
export interface Scripts {
  /** What is added, in the router's own words, for a person to read. */
  shown: readonly string[];
  /** Returns a status of `refusals` when nothing should be begun. Changes nothing on the router outside `$d`. */
  preflight: string;
  /** Keeps in `$d` what the undo needs. Changes nothing else. */
  save: string;
  /** Cures, by nothing that would outlive a reboot. Own copies are replaced. */
  live: string;
  /** Makes it outlive reload and reboot; `null` where there is no way. */
  persist: string | null;
  /** Succeeds only when what `live` put in stands where it works. */
  verify: string;
  /** Puts everything back as `save` found it. May run at any moment of the others, and again. */
  undo: string;
  /** After the confirmation: takes away older copies of ours that are superfluous then. May run again, or never. */
  tidy: string;
  /** Takes away what this remedy signed, whatever version of it; what others made stays. May run again. */
  revert: string;
}

/** What any version of a remedy left on a router. */
export interface Footprint {
  /** Each rule, file or setting of ours, as the router shows it. */
  traces: Evidence[];
  /** Takes away just that; `null` where there is nothing. */
  revert: string | null;
}

/** Whether a remedy fits a router. `why` is a word of the remedy's own: `remedy.<id>.none.<why>`. */
export type Proposal<P> = { fits: P } | { none: string };

/** Where a remedy changes something, and whether it outlives a reload and a reboot there. */
export interface Place {
  name: string;
  persistent: boolean;
}

/** One cure, described: nothing here runs anything, `changes` does. Texts: `remedy.<id>.…` in `words`. */
export interface Remedy<P> {
  /** The folder's name. */
  id: string;
  /** Signs what it writes: `pushmedic:<id>:v<version>`. */
  version: number;
  /** Kept in the plan: what was promised is what is checked, proven and taken back. */
  params: z.ZodType<P>;
  /** Ids of the causes it cures. */
  cures: readonly string[];
  /** Ids of the causes that say that it, or the same made by hand, stands and works. */
  inPlace: readonly string[];
  /** Ids of the causes that say that it stands where nothing needs it any more. */
  needless: readonly string[];
  cost: Cost;
  needs: readonly ProbeId[];
  propose(facts: RemedyFacts): Proposal<P>;
  /** `remedy.<id>.title` and `remedy.<id>.what`: its name, and what it does here. */
  said(params: P): { title: Said; what: Said };
  places(params: P): Place[];
  /** What must not have changed between plan and apply, as plain JSON; nothing of ours is part of it. */
  fingerprint(snapshot: Snapshot, params: P): unknown;
  scripts(params: P): Scripts;
  /** How it stands; `null`: what tells could not be read. */
  state(snapshot: Snapshot, params: P): CureState | null;
  footprint(snapshot: Snapshot): Footprint;
  /** Files that a power cut may leave of what was being written; nothing reads these. */
  halfWritten: readonly string[];
  /** POSIX-sh text whose output changes whenever {@link state} may have. Cheap: a watch runs it over and over. */
  driftProbe(params: P): string;
  /** Whether what was seen since the apply, oldest first, shows that it works. */
  proof(samples: readonly Sample[], params: P): Proof;
}
