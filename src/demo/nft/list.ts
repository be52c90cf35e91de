import { chainJson, flowtableJson, type Json, jsonText, ruleJson, tableJson } from './json.ts';
import { type Chain, chainOf, type Ruleset, type Table, tableOf } from './ruleset.ts';
import { chainText, flowtableText, type Style, tableText } from './text.ts';

/** What a `list` command selects; `null`: something it names is not there. */
interface Selection {
  table: Table;
  /** Print the table's own object too. */
  whole: boolean;
  flowtables: boolean;
  chains: Chain[];
  rules: boolean;
}

function byFamily(ruleset: Ruleset, family: string | undefined): Table[] {
  return ruleset.tables.filter((table) => family === undefined || table.family === family);
}

/** Selections of `list <words>`; `undefined`: not a list the demo knows. */
function select(ruleset: Ruleset, words: string[]): Selection[] | null | undefined {
  const [what, family, name, inner, ...more] = words;
  if (more.length > 0) return undefined;
  const every = (table: Table, part: Partial<Selection>): Selection => ({
    table,
    whole: false,
    flowtables: false,
    chains: [],
    rules: false,
    ...part,
  });
  const all = (table: Table) =>
    every(table, { whole: true, flowtables: true, chains: table.chains, rules: true });
  if (name === undefined) {
    const tables = byFamily(ruleset, family);
    if (what === 'ruleset') return tables.map(all);
    if (what === 'chains') return tables.map((table) => every(table, { chains: table.chains }));
    if (what === 'flowtables') return tables.map((table) => every(table, { flowtables: true }));
    return undefined;
  }
  const table = tableOf(ruleset, family ?? '', name);
  if (!table) return null;
  if (what === 'table' && inner === undefined) return [all(table)];
  if (inner === undefined) return undefined;
  if (what === 'chain') {
    const chain = chainOf(table, inner);
    return chain ? [every(table, { chains: [chain], rules: true })] : null;
  }
  if (what === 'flowtable')
    return table.flowtables.some((each) => each.name === inner) ? [every(table, { flowtables: true })] : null;
  return undefined;
}

const text = (style: Style) => (s: Selection) =>
  tableText(
    s.table,
    style,
    [
      ...(s.flowtables ? s.table.flowtables.map((each) => flowtableText(each, style)) : []),
      ...s.chains.map((chain) => chainText(chain, style, s.rules)),
    ],
    s.whole,
  );

const json = (s: Selection): Json[] => [
  ...(s.whole ? [tableJson(s.table)] : []),
  ...s.chains.map((chain) => chainJson(s.table, chain)),
  ...(s.flowtables ? s.table.flowtables.map((each) => flowtableJson(s.table, each)) : []),
  ...(s.rules ? s.chains.flatMap((chain) => chain.rules.map((rule) => ruleJson(s.table, chain, rule))) : []),
];

/** Output of `nft list <words>`; `null`: what it names is not there, `undefined`: not a list the demo knows. */
export function list(
  ruleset: Ruleset,
  words: string[],
  style: Style & { json: boolean; version: string },
): string | null | undefined {
  const metainfo: Json = {
    metainfo: { version: style.version, release_name: 'Lester Gooch #5', json_schema_version: 1 },
  };
  if (words[0] === 'tables' && words.length <= 2) {
    const tables = byFamily(ruleset, words[1]);
    if (style.json) return `${jsonText({ nftables: [metainfo, ...tables.map(tableJson)] })}\n`;
    return tables.map((table) => `table ${table.family} ${table.name}\n`).join('');
  }
  const selected = select(ruleset, words);
  if (!selected) return selected;
  if (style.json) return `${jsonText({ nftables: [metainfo, ...selected.flatMap(json)] })}\n`;
  return selected.map(text(style)).join('');
}
