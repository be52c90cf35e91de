import type { NftChain, NftReading, NftRule } from '../../probes/readings.ts';
import type { Family } from '../api.types.ts';
import { always } from '../fields.ts';
import type { BaseChain, Chain, Rule } from '../program.ts';
import { targetsOf } from '../targets.ts';
import { at } from './ast.ts';
import { linesByHandle, type Parts, partsOf } from './parts.ts';
import { setsOf } from './sets.ts';
import { stepsOf } from './statements.ts';
import type { Table } from './verdicts.ts';

/** Families a table sees in its forward hook; others do not see routed packets. */
const familiesOf: Readonly<Record<string, readonly Family[]>> = {
  ip: ['ipv4'],
  ip6: ['ipv6'],
  inet: ['ipv4', 'ipv6'],
};

export const isFw4Chain = ({ family, table, name }: NftChain): boolean =>
  family === 'inet' && table === 'fw4' && name === 'forward';

/** The rules of nft, compiled. */
export interface NftCode {
  /** The base chains on the forward hook. */
  bases: BaseChain[];
  /** Every chain of the tables that are awake, reached or not. */
  chains: Chain[];
}

/** `nextId`: numbers chains, all firewalls of a router together. */
export function nftCode(reading: NftReading, nextId: () => number): NftCode {
  const code: NftCode = { bases: [], chains: [] };
  const tables = new Map<string, TableCode>();
  const asleep = new Map(reading.tables.map(({ family, name, dormant }) => [`${family} ${name}`, dormant]));
  const parts = partsOf(reading);
  let found: ReadonlyMap<string, string> | null = null;
  const lineOf = (rule: NftRule): string | undefined => {
    found ??= linesByHandle(reading.lines);
    return found.get(`${rule.family} ${rule.table} ${rule.handle}`);
  };
  for (const chain of reading.chains) {
    const { family, table, name, hook, prio } = chain;
    const families = Object.hasOwn(familiesOf, family) ? familiesOf[family] : undefined;
    const key = `${family} ${table}`;
    const dormant = asleep.get(key);
    if (families === undefined || dormant === true) continue;
    const inTable = tables.get(key) ?? tableCode(parts(key), { family, table, lineOf, nextId });
    tables.set(key, inTable);
    const made = inTable.chain(name);
    code.chains.push(made);
    if (hook !== 'forward') continue;
    code.bases.push({
      firewall: isFw4Chain(chain) ? 'fw4' : 'nftables',
      base: `${key} ${name}`,
      families,
      priority: prio ?? 0,
      chain: dormant === null ? perhapsAsleep(made, nextId) : made,
    });
  }
  return code;
}

interface TableCode {
  chain(name: string): Chain;
}

interface Around {
  family: string;
  table: string;
  /** Text of a rule that does not have its own; looked for only then. */
  lineOf(rule: NftRule): string | undefined;
  nextId(): number;
}

function tableCode(
  { rules, sets, hardware }: Parts,
  { family, table: name, lineOf, nextId }: Around,
): TableCode {
  const chains = new Map<string, Chain>();
  const table: Table = {
    sets: setsOf(sets),
    hardware: (flowtable) => hardware.has(flowtable),
    unnamed: (body) => chainOf('unnamed', unnamedRules(body, family, name), table, lineOf, nextId()),
    chain(wanted) {
      const before = chains.get(wanted);
      if (before) return before;
      const made = chainOf(wanted, rules.get(wanted) ?? null, table, lineOf, nextId());
      chains.set(wanted, made);
      return made;
    },
  };
  return { chain: (wanted) => table.chain(wanted) };
}

function chainOf(
  name: string,
  rules: readonly NftRule[] | null,
  table: Table,
  lineOf: Around['lineOf'],
  id: number,
): Chain {
  let compiled: readonly Rule[] | null | undefined;
  const chain: Chain = {
    id,
    name,
    harmless: false,
    rules() {
      compiled ??= rules?.map((rule, index) => ruleOf(rule, index, chain, table, lineOf)) ?? null;
      return compiled;
    },
  };
  return chain;
}

function ruleOf(rule: NftRule, index: number, chain: Chain, table: Table, lineOf: Around['lineOf']): Rule {
  const { handle, comment, expr } = rule;
  const steps = expr.flatMap((statement) => stepsOf(statement, table)).slice();
  const line = rule.line ?? (handle === null ? undefined : lineOf(rule)) ?? JSON.stringify(expr);
  return { chain, index, handle, comment, line, steps, targets: targetsOf(steps) };
}

/** `jump { … }`: nft 1.0.6 has no JSON for it; the reading puts its rules under `rules`. */
function unnamedRules(body: unknown, family: string, table: string): NftRule[] | null {
  const rules = at(body, 'rules');
  if (!Array.isArray(rules)) return null;
  return rules.map((rule: unknown) => {
    const expr = at(rule, 'expr');
    const line = at(rule, 'line');
    return {
      family,
      table,
      chain: '',
      handle: null,
      comment: null,
      expr: Array.isArray(expr) ? expr : ['?'],
      ...(typeof line === 'string' && { line }),
    };
  });
}

/** A table of which it is not known whether it sleeps: whatever its chains do, they perhaps do not. */
function perhapsAsleep(chain: Chain, nextId: () => number): Chain {
  const wrapped: Chain = {
    id: nextId(),
    name: chain.name,
    harmless: false,
    rules: () => [
      {
        chain: wrapped,
        index: 0,
        handle: null,
        comment: null,
        line: '',
        targets: [chain],
        steps: [
          { kind: 'test', test: always('unknown'), text: () => 'flags of the table' },
          { kind: 'verdict', verdict: { kind: 'jump', to: chain } },
        ],
      },
    ],
  };
  return wrapped;
}
