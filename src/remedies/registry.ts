import { fail } from '../model/failure.ts';
import type { CureState, Offer, Promised, Standing } from '../model/offer.ts';
import type { Snapshot } from '../probes/engine/probe.ts';
import type { Proof, Sample } from './proof.ts';
import type { Footprint, Remedy, RemedyFacts, Scripts } from './remedy.ts';

/** A remedy with the parameters of one plan: what was promised to one router. */
export interface Cure {
  id: string;
  scripts: Scripts;
  fingerprint(snapshot: Snapshot): unknown;
  state(snapshot: Snapshot): CureState | null;
  /** How what was promised is kept; `null`: what tells could not be read. */
  promised(snapshot: Snapshot): Promised | null;
  /** Something of it was promised to outlive a reload. */
  promisesToLast: boolean;
  driftProbe: string;
  proof(samples: readonly Sample[]): Proof;
}

/** A remedy as the list holds it: its parameters are told from plain JSON, and never seen outside. */
export interface Registered {
  id: string;
  version: number;
  cures: readonly string[];
  inPlace: readonly string[];
  needless: readonly string[];
  halfWritten: readonly string[];
  footprint(snapshot: Snapshot): Footprint;
  /** An offer for this router, or the word that says why there is none. */
  offer(facts: RemedyFacts): Offer | { none: string };
  /** What tells that an offer for this router may have been applied; `null`: there is none. */
  driftProbe(facts: RemedyFacts): string | null;
  /** `null`: parameters this remedy cannot read. */
  cure(params: unknown): Cure | null;
}

/** Puts a remedy on a list of remedies with all kinds of parameters. */
export function register<P>(remedy: Remedy<P>): Registered {
  const { id, version, cures, inPlace, needless, halfWritten } = remedy;
  return {
    id,
    version,
    cures,
    inPlace,
    needless,
    halfWritten,
    footprint: (snapshot) => remedy.footprint(snapshot),
    offer(facts) {
      const proposed = remedy.propose(facts);
      return 'none' in proposed ? proposed : offerOf(remedy, proposed.fits);
    },
    driftProbe(facts) {
      const proposed = remedy.propose(facts);
      return 'none' in proposed ? null : remedy.driftProbe(proposed.fits);
    },
    cure(raw) {
      const read = remedy.params.safeParse(raw);
      if (!read.success) return null;
      const params = read.data;
      const promisesToLast = remedy.places(params).some(({ persistent }) => persistent);
      return {
        id,
        scripts: remedy.scripts(params),
        fingerprint: (snapshot) => remedy.fingerprint(snapshot, params),
        state: (snapshot) => remedy.state(snapshot, params),
        promised(snapshot) {
          const state = remedy.state(snapshot, params);
          return state && { remedy: id, standing: standingOf(state, promisesToLast), state };
        },
        promisesToLast,
        driftProbe: remedy.driftProbe(params),
        proof: (samples) => remedy.proof(samples, params),
      };
    },
  };
}

function standingOf({ is }: CureState, toLast: boolean): Standing {
  if (is === 'not-needed' || is === 'displaced') return is;
  return is === 'persistent' || (is === 'live' && !toLast) ? 'stands' : 'lost';
}

function offerOf<P>(remedy: Remedy<P>, params: P): Offer {
  const { live, verify, persist, revert, shown } = remedy.scripts(params);
  const places = remedy.places(params);
  return {
    remedy: remedy.id,
    version: remedy.version,
    params: JSON.parse(JSON.stringify(params)),
    ...remedy.said(params),
    cost: remedy.cost,
    persistent: places.every(({ persistent }) => persistent),
    places,
    shown: [...shown],
    steps: [
      { id: 'live', script: live },
      { id: 'verify', script: verify },
      ...(persist === null ? [] : [{ id: 'persist' as const, script: persist }]),
      { id: 'revert', script: revert },
    ],
  };
}

/**
 * The cure an offer or a plan speaks of.
 * @throws Failed `plan-gone`: a remedy, or parameters of it, that this release does not know
 */
export function cureOf(
  list: readonly Registered[],
  { remedy, params }: Pick<Offer, 'remedy' | 'params'>,
): Cure {
  const known = list.find(({ id }) => id === remedy)?.cure(params);
  return known ?? fail({ cause: 'plan-gone' });
}

/** How the applied plans of a router are kept. Left out: what this release does not know, and what could not be read. */
export const promisedBy = (
  list: readonly Registered[],
  plans: readonly { offer: Pick<Offer, 'remedy' | 'params'> }[],
  snapshot: Snapshot,
): Promised[] =>
  plans.flatMap(({ offer: { remedy, params } }) => {
    const cure = list.find(({ id }) => id === remedy)?.cure(params);
    return cure?.promised(snapshot) ?? [];
  });
