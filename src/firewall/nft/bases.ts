import type { NftChain, NftReading, NftRule } from '../../probes/readings.ts';
import type { Family } from '../api.types.ts';
import { always } from '../fields.ts';
import type { BaseChain, Chain, Rule, Step } from '../program.ts';
import { targetsOf } from '../targets.ts';
import { at } from './ast.ts';
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
  for (const chain of reading.chains) {
    const { family, table, name, hook, prio } = chain;
    const families = Object.hasOwn(familiesOf, family) ? familiesOf[family] : undefined;
    const dormant = reading.tables.find((one) => one.family === family && one.name === table)?.dormant;
    if (families === undefined || dormant === true) continue;
    const key = `${family} ${table}`;
    const inTable = tables.get(key) ?? tableCode(reading, family, table, nextId);
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

function tableCode(reading: NftReading, family: string, name: string, nextId: () => number): TableCode {
  const inTable = (one: { family: string; table: string }) => one.family === family && one.table === name;
  const rules = new Map<string, NftRule[]>();
  for (const { name: chain } of reading.chains.filter(inTable)) rules.set(chain, []);
  for (const rule of reading.rules.filter(inTable)) {
    const known = rules.get(rule.chain);
    if (known) known.push(rule);
    else rules.set(rule.chain, [rule]);
  }
  const lines = linesByHandle(reading.lines, `table ${family} ${name} {`);
  const hardware = new Set(
    reading.flowtables.filter((one) => inTable(one) && one.hardware).map((flowtable) => flowtable.name),
  );
  const chains = new Map<string, Chain>();
  const table: Table = {
    sets: setsOf(reading, family, name),
    hardware: (flowtable) => hardware.has(flowtable),
    unnamed: (body) => chainOf('unnamed', unnamedRules(body, family, name), table, lines, nextId()),
    chain(wanted) {
      const before = chains.get(wanted);
      if (before) return before;
      const made = chainOf(wanted, rules.get(wanted) ?? null, table, lines, nextId());
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
  lines: ReadonlyMap<number, string>,
  id: number,
): Chain {
  let compiled: readonly Rule[] | null | undefined;
  const chain: Chain = {
    id,
    name,
    harmless: false,
    rules() {
      compiled ??= rules?.map((rule, index) => ruleOf(rule, index, chain, table, lines)) ?? null;
      return compiled;
    },
  };
  return chain;
}

function ruleOf(
  rule: NftRule,
  index: number,
  chain: Chain,
  table: Table,
  lines: ReadonlyMap<number, string>,
): Rule {
  const { handle, comment, expr } = rule;
  const steps: Step[] = [];
  for (const statement of expr) steps.push(...stepsOf(statement, table));
  const line = rule.line ?? (handle === null ? undefined : lines.get(handle)) ?? JSON.stringify(expr);
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

/** Text of each rule of a table, by its handle. */
function linesByHandle(lines: readonly string[], header: string): Map<number, string> {
  const found = new Map<number, string>();
  let inside = false;
  for (const line of lines) {
    if (line.startsWith('table ')) inside = line.startsWith(header);
    if (!inside) continue;
    const handle = / # handle (\d{1,15})$/.exec(line);
    if (handle) found.set(Number(handle[1]), line.trim());
  }
  return found;
}
