/** A state of a router in which causes are found or not: a row of `docs/matrix.md`. */
export interface Scenario {
  /** In a few words, for the matrix. */
  title: string;
  /** Where it can be made to happen: network namespaces of this machine, lab routers by kernel. */
  on: readonly Place[];
  /** Shell text for the router of a household whose phone is connected; programs as in `docker/lab/README.md`. */
  setUp: string;
  /** Puts everything back; the phone is connected anew after it. */
  tearDown: string;
  /** Causes that are there and must be found. */
  found: readonly string[];
  /** Causes that follow from those, or are as true: they may be found. */
  also?: readonly string[];
  /** What is there of itself at a place ({@link standing}) is not there in this state. */
  spared?: true;
  /** It leaves marks that only a boot takes away: it comes last. */
  last?: true;
  /** Causes that cannot be told here, and what is missing for it. */
  untold?: Readonly<Record<string, string>>;
}

export type Place = 'namespaces' | '5.10' | '6.12';
/** Causes that are there as long as nothing is done about them: the lab's 5.10 offloads and has the fault. */
export const standing: Readonly<Record<Place, readonly string[]>> = {
  namespaces: [],
  '5.10': ['offload-eviction', 'exemption-missing'],
  '6.12': [],
};
/** What can be seen on any kernel and needs no flow table. */
export const everywhere: readonly Place[] = ['namespaces', '5.10', '6.12'];
/** What needs a flow table. */
export const offloading: readonly Place[] = ['5.10', '6.12'];
