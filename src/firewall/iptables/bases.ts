import type { IptablesReading } from '../../probes/readings.ts';
import type { Family, FirewallKind } from '../api.types.ts';
import type { BaseChain, Chain, Rule } from '../program.ts';
import { targetsOf } from '../targets.ts';
import { readRule, type Surroundings } from './rule.ts';
import { type Line, linesOfWords } from './words.ts';

const tools = { ipv4: 'iptables', ipv6: 'ip6tables' } as const;

/** Tables with a FORWARD chain in which a flow can be put into a flowtable, and their priority on the hook. */
const tablesOf = [
  { table: 'mangle', priority: -150 },
  { table: 'filter', priority: 0 },
] as const;

/** The rules of iptables, compiled. */
export interface IptablesCode {
  /** FORWARD of every family and table that was read. */
  bases: BaseChain[];
  /** Every chain of those tables, reached or not. */
  chains: Chain[];
}

/** `hardware`: offloaded flows go on to hardware. `nextId`: numbers chains, all firewalls of a router together. */
export function iptablesCode(
  reading: IptablesReading,
  firewall: Extract<FirewallKind, 'fw3' | 'iptables'>,
  hardware: boolean,
  nextId: () => number,
): IptablesCode {
  const code: IptablesCode = { bases: [], chains: [] };
  for (const family of ['ipv4', 'ipv6'] as const) {
    const tables = chainsByTable(linesOfWords(reading[family] ?? []));
    for (const { table, priority } of tablesOf) {
      const chains = tables.get(table) ?? new Map();
      const chainOf = tableCode(chains, family, hardware, nextId);
      code.chains.push(...[...chains.keys()].map(chainOf));
      if (!chains.has('FORWARD')) continue;
      const base = table === 'filter' ? `${tools[family]} FORWARD` : `${tools[family]} -t ${table} FORWARD`;
      code.bases.push({ firewall, base, families: [family], priority, chain: chainOf('FORWARD') });
    }
  }
  return code;
}

type Chains = Map<string, { args: string[]; line: string }[]>;

/** Rules by table and chain. `-S` lists the filter table; `iptables-save` names each table (`*filter`). */
function chainsByTable(lines: readonly Line[]): Map<string, Chains> {
  const tables = new Map<string, Chains>();
  let chains: Chains = new Map();
  tables.set('filter', chains);
  for (const { words, line } of lines) {
    // `iptables-save -c` puts `[packets:bytes]` in front.
    const counted = /^\[\d+:\d+\]$/.test(words[0] ?? '') ? 1 : 0;
    const command = words[counted] ?? '';
    if (command.startsWith('*')) {
      chains = tables.get(command.slice(1)) ?? new Map();
      tables.set(command.slice(1), chains);
      continue;
    }
    const name = command.startsWith(':') ? command.slice(1) : (words[counted + 1] ?? '');
    if (!/^(-[APN]|:)/.test(command) || name === '') continue;
    const rules = chains.get(name) ?? [];
    if (rules.length === 0) chains.set(name, rules);
    if (command === '-A') rules.push({ args: words.slice(counted + 2), line });
  }
  return tables;
}

function tableCode(
  chains: Chains,
  family: Family,
  hardware: boolean,
  nextId: () => number,
): (name: string) => Chain {
  const made = new Map<string, Chain>();
  const chainOf = (name: string, own: boolean): Chain => {
    const before = made.get(name);
    if (before) return before;
    let compiled: readonly Rule[] | null | undefined;
    const chain: Chain = {
      id: nextId(),
      name,
      // Where not every chain was read: those fw3 fills itself hold no offload rule (firewall3's zones.c).
      harmless: own && !chains.has(name),
      rules() {
        compiled ??=
          chains.get(name)?.map(({ args, line }, index): Rule => {
            const { steps, comment } = readRule(args, around);
            return { chain, index, handle: null, comment, line, steps, targets: targetsOf(steps) };
          }) ?? null;
        return compiled;
      },
    };
    made.set(name, chain);
    return chain;
  };
  const around: Surroundings = {
    family,
    hardware,
    chain: chainOf,
    isChain: (name) => chains.has(name),
  };
  return (name) => chainOf(name, false);
}
