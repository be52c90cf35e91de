import { isObject } from './engine/text.ts';
import type { Ruleset } from './nft-grammar/reading.ts';
import { readRuleset } from './nft-grammar/ruleset.ts';
import { type NftRules, parseNftJson } from './nft-json.ts';
import { reachedBy } from './nft-reach.ts';
import type { NftReading, NftRule, NftSet } from './readings.ts';

/**
 * What an `nft` section says, in either form or both: JSON of `nft -j -a` on a line of its own, and what nft prints as
 * text. `null` when there is neither. Where both tell of a thing the more telling one counts: JSON has rules that are
 * surely whole, text has flags of tables and flowtables, which JSON of nft 1.0.6 lacks or gets wrong.
 */
export function nftReading(lines: readonly string[]): NftReading | null {
  const at = lines.findIndex((line) => line.startsWith('{"nftables"'));
  const json = at < 0 ? null : parseNftJson(lines[at] ?? '');
  const printed = lines.filter((_, n) => n !== at);
  const text = readRuleset(printed.join('\n'));
  if (json === null && text.tables.length === 0 && !(at < 0 && isEmptyRuleset(printed))) return null;
  const cut = at >= 0 && json === null ? ['the JSON of nft could not be read'] : [];
  const reading = json ? joined(json, text) : fromText(text, printed);
  return kept({ ...reading, gaps: [...cut, ...reading.gaps, ...told(printed)], lines: printed });
}

/** Of a router without a single rule the look says at least that it listed sets; a section without a line was cut off. */
const isEmptyRuleset = (printed: readonly string[]): boolean =>
  printed.length > 0 && printed.every((line) => line.startsWith('#'));

type Parts = Omit<NftReading, 'lines'>;

/** What the look left out, in its own words: `# cut: …`. */
const told = (printed: readonly string[]): string[] =>
  printed.flatMap((line) => /^\s*# cut: (.{1,200})$/.exec(line)?.[1] ?? []).slice(0, 8);

/** Listed with `-t`, named sets have no elements: those of a listing in which none has any were not listed. */
function fromText(text: Ruleset, printed: readonly string[]): Parts {
  const listed = text.sets.some((set) => set.elements !== null) || printed.includes('# sets are listed');
  const unlisted = new Set(
    printed.flatMap((line) => /^\s*# not listed: (\S{1,300} \S{1,300} \S{1,300})$/.exec(line)?.[1] ?? []),
  );
  const asListed = (set: NftSet): NftSet =>
    set.elements === null && listed && !unlisted.has(nameOf(set, set.name)) ? { ...set, elements: [] } : set;
  return { ...text, sets: text.sets.map(asListed) };
}

interface InTable {
  family: string;
  table: string;
}
const nameOf = ({ family, table }: InTable, name: string): string => `${family} ${table} ${name}`;

interface Named extends InTable {
  name: string;
}
/** The first of each name. */
const byName = <T extends Named>(all: readonly T[]): ReadonlyMap<string, T> =>
  new Map([...all].reverse().map((one) => [nameOf(one, one.name), one]));

/** All of `first`, with what `better` makes of them and their namesakes in `second`, then those that only `second` has. */
function merged<T extends Named>(
  first: readonly T[],
  second: readonly T[],
  better: (one: T, other: T) => T,
): T[] {
  const [inFirst, inSecond] = [byName(first), byName(second)];
  return [
    ...first.map((one) => {
      const other = inSecond.get(nameOf(one, one.name));
      return other ? better(one, other) : one;
    }),
    ...second.filter((one) => !inFirst.has(nameOf(one, one.name))),
  ];
}

/** nft 1.0.6 has `{"xt": null}` for what only iptables can name; its text has the name. */
const isNameless = (statement: unknown): boolean =>
  isObject(statement) && 'xt' in statement && statement.xt === null;

const byHandle = ({ family, table, chain, handle }: NftRule): string =>
  `${family} ${table} ${chain} ${handle}`;

/** The rules of JSON; of those it does not tell whole, what the text says. */
function named(rules: readonly NftRule[], printed: readonly NftRule[]): NftRule[] {
  if (!rules.some(({ expr }) => expr.some(isNameless))) return [...rules];
  const known = new Map(
    printed.filter(({ handle }) => handle !== null).map((rule) => [byHandle(rule), rule]),
  );
  return rules.map((rule) => (rule.expr.some(isNameless) ? (known.get(byHandle(rule)) ?? rule) : rule));
}

function joined(json: NftRules, text: Ruleset): Parts {
  const inJson = byName(json.chains);
  const tables = ({ tables }: NftRules | Ruleset) => tables.map((table) => ({ ...table, table: '' }));
  return {
    tables: merged(tables(json), tables(text), (one, { dormant }) => ({
      ...one,
      dormant: dormant ?? one.dormant,
    })).map(({ family, name, dormant }) => ({ family, name, dormant })),
    chains: merged(json.chains, text.chains, (one) => one),
    rules: [
      ...named(json.rules, text.rules),
      ...text.rules.filter((rule) => !inJson.has(nameOf(rule, rule.chain))),
    ],
    flowtables: merged(json.flowtables, text.flowtables, (one, { hardware }) => ({ ...one, hardware })),
    sets: merged(json.sets, text.sets, (one, other) => (one.elements === null ? other : one)),
    gaps: text.gaps,
  };
}

/**
 * Cut down to what a forwarded packet can get to, and chains that offload although no way to them was found: that may be
 * for want of understanding. The lines are those of the chains that are left.
 */
function kept(reading: NftReading): NftReading {
  const offloading = reading.rules.filter((rule) => rule.expr.some(isFlow));
  const reached = new Set([...reachedBy(reading), ...offloading.map((rule) => nameOf(rule, rule.chain))]);
  const has = (place: InTable, chain: string): boolean => reached.has(nameOf(place, chain));
  return {
    ...reading,
    chains: reading.chains.filter((chain) => has(chain, chain.name)),
    rules: reading.rules.filter((rule) => has(rule, rule.chain)),
    lines: linesOf(reading.lines, reached),
  };
}

const isFlow = (statement: unknown): boolean => isObject(statement) && 'flow' in statement;

/** `table …` headers and the blocks of chains that are reached. */
function linesOf(printed: readonly string[], reached: ReadonlySet<string>): string[] {
  const lines: string[] = [];
  let place = '';
  let header: string | null = null;
  let inside = false;
  for (const line of printed) {
    const table = /^table (\S{1,64}) (\S{1,256}) \{/.exec(line);
    if (table) {
      place = `${table[1]} ${table[2]}`;
      header = line;
      inside = false;
      continue;
    }
    const chain = /^\s+chain (\S{1,256}) \{/.exec(line);
    if (chain) inside = reached.has(`${place} ${chain[1]}`);
    if (inside && header !== null) {
      lines.push(header);
      header = null;
    }
    if (inside) lines.push(line);
    if (line === '\t}' || line === '}') inside = false;
  }
  return lines;
}
