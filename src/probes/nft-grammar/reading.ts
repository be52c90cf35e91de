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
  source: string;
  at: Cursor;
  defines: Map<string, unknown>;
}

/** Words that may stand before a table's name. */
export const families: ReadonlySet<string> = new Set(['ip', 'ip6', 'inet', 'arp', 'bridge', 'netdev']);

export const readerOf = ({ at, defines }: Reading): Reader => ({ at, defines, depth: 0, values: false });

export function tableAt({ tables }: Reading, { family, table }: Place): NftTable {
  const before = tables.find((one) => one.family === family && one.name === table);
  if (before) return before;
  const made: NftTable = { family, name: table, dormant: false };
  tables.push(made);
  return made;
}
