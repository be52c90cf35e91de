import type { NftChain, NftFlowtable, NftRule, NftSet, NftTable } from '../readings.ts';
import type { Cursor } from './cursor.ts';
import type { Reader } from './expressions.ts';

/** A ruleset, as `nft list ruleset` prints it or a person writes it into a file. */
export interface Ruleset {
  tables: NftTable[];
  chains: NftChain[];
  rules: NftRule[];
  flowtables: NftFlowtable[];
  sets: NftSet[];
  /** What is not there, a sentence each: a file that is included, an end that was cut off. */
  gaps: string[];
}

/** A table's family and name. */
export interface Place {
  family: string;
  table: string;
}

/** A ruleset while it is read. */
export interface Reading extends Ruleset {
  /** Rules that were put before all there were by then, the last one foremost. */
  inserted: NftRule[];
  /** There were more rules than are read. */
  full: boolean;
  source: string;
  at: Cursor;
  /** What there is by full name. */
  known: {
    tables: Map<string, NftTable>;
    chains: Map<string, NftChain>;
    sets: Map<string, NftSet>;
    flowtables: Map<string, NftFlowtable>;
  };
  defines: Map<string, unknown>;
}

/** Words that may stand before a table's name. */
export const families: ReadonlySet<string> = new Set(['ip', 'ip6', 'inet', 'arp', 'bridge', 'netdev']);

export const readerOf = ({ at, defines }: Reading): Reader => ({ at, defines, depth: 0, values: false });

export const tableAt = ({ tables, known }: Reading, { family, table }: Place): NftTable =>
  foundOrMade(known.tables, `${family} ${table}`, tables, { family, name: table, dormant: false });

/** What is known under a name; else it is made, added to `all`, and known from then on. */
export function foundOrMade<T>(known: Map<string, T>, name: string, all: T[], made: T): T {
  const before = known.get(name);
  if (before) return before;
  known.set(name, made);
  all.push(made);
  return made;
}
