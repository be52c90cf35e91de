/** What the kernel of the demo router holds: nft tables, reduced to what the product and fw4 use. */
export interface Ruleset {
  tables: Table[];
  nextTableHandle: number;
}
export interface Table {
  family: string;
  name: string;
  handle: number;
  /** Kernel objects of a table share one count. */
  nextHandle: number;
  chains: Chain[];
  flowtables: Flowtable[];
}
export interface Chain {
  name: string;
  handle: number;
  /** Base chains only. */
  hook: { type: string; name: string; priority: string; policy: 'accept' | 'drop' } | null;
  rules: Rule[];
}
export interface Flowtable {
  name: string;
  handle: number;
  priority: string;
  devices: string[];
  counter: boolean;
}
export interface Rule {
  handle: number;
  comment: string | null;
  parts: Part[];
}

/** A number, a word, a prefix, or a range of numbers. */
export type Value = { kind: 'plain'; text: string } | { kind: 'range'; from: number; to: number };
export type Operand = { kind: 'one'; value: Value } | { kind: 'set'; values: Value[] };
interface Meta {
  kind: 'meta';
  key: 'l4proto' | 'nfproto' | 'iifname' | 'oifname' | 'iif' | 'oif';
}
interface Payload {
  kind: 'payload';
  protocol: string;
  field: string;
}
interface Conntrack {
  kind: 'ct';
  key: string;
  way: 'original' | 'reply' | null;
}
export type Subject = Meta | Payload | Conntrack;
type Final = 'accept' | 'drop' | 'return';

export type Part =
  | { kind: 'match'; subject: Subject; negated: boolean; operand: Operand }
  /** `ct state established,related`: any of these bits. */
  | { kind: 'state'; states: string[] }
  | { kind: 'vmap'; cases: { state: string; verdict: Final }[] }
  | { kind: 'counter'; packets: number; bytes: number }
  | { kind: 'final'; verdict: Final }
  | { kind: 'jump'; target: string; go: 'jump' | 'goto' }
  | { kind: 'reject'; with: 'tcp reset' | null }
  | { kind: 'flow'; table: string }
  | { kind: 'masquerade' };

export const emptyRuleset = (): Ruleset => ({ tables: [], nextTableHandle: 1 });

export const tableOf = (ruleset: Ruleset, family: string, name: string): Table | undefined =>
  ruleset.tables.find((table) => table.family === family && table.name === name);
export const chainOf = (table: Table, name: string): Chain | undefined =>
  table.chains.find((chain) => chain.name === name);
