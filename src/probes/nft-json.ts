import { asList, asObject, asText, isObject, parseJson } from './engine/text.ts';
import type { NftChain, NftFlowtable, NftRule } from './readings.ts';

export interface NftRules {
  chains: NftChain[];
  rules: NftRule[];
  flowtables: NftFlowtable[];
}

/**
 * The base chains on the forward hook and what they reach, out of `nft -j -a list …` (libnftables-json(5)). `null` when
 * it is no such JSON. Unknown objects are passed over.
 */
export function parseNftJson(text: string): NftRules | null {
  const json = parseJson(text);
  if (!isObject(json) || !Array.isArray(json.nftables)) return null;
  const objects = asList(json.nftables).map(asObject);
  const all = <V>(kind: string, read: (object: Record<string, unknown>) => V | null): V[] =>
    objects.flatMap((object) => {
      const made = isObject(object[kind]) ? read(asObject(object[kind])) : null;
      return made === null ? [] : [made];
    });
  const chains = all('chain', chainOf);
  const rules = all('rule', ruleOf);
  const kept = reached(chains, rules);
  return {
    chains: chains.filter((chain) => kept.has(nameOf(chain, chain.name))),
    rules: rules.filter((rule) => kept.has(nameOf(rule, rule.chain))),
    flowtables: all('flowtable', flowtableOf),
  };
}

interface InTable {
  family: string;
  table: string;
}
const nameOf = ({ family, table }: InTable, chain: string): string => `${family} ${table} ${chain}`;

function inTable(object: Record<string, unknown>): (InTable & { name: string }) | null {
  const family = asText(object.family);
  const table = asText(object.table);
  const name = asText(object.name ?? object.chain);
  return family === null || table === null || name === null ? null : { family, table, name };
}

function chainOf(object: Record<string, unknown>): NftChain | null {
  const place = inTable(object);
  const prio = object.prio;
  return (
    place && {
      ...place,
      hook: asText(object.hook),
      prio: typeof prio === 'number' ? prio : null,
      policy: asText(object.policy),
    }
  );
}

function ruleOf(object: Record<string, unknown>): NftRule | null {
  const family = asText(object.family);
  const table = asText(object.table);
  const chain = asText(object.chain);
  const handle = object.handle;
  if (family === null || table === null || chain === null || typeof handle !== 'number') return null;
  return { family, table, chain, handle, comment: asText(object.comment), expr: asList(object.expr) };
}

function flowtableOf(object: Record<string, unknown>): NftFlowtable | null {
  const place = inTable(object);
  const { dev, flags } = object;
  return (
    place && {
      ...place,
      devices: (typeof dev === 'string' ? [dev] : asList(dev)).flatMap((name) => asText(name) ?? []),
      hardware: flags === 'offload' || asList(flags).includes('offload'),
    }
  );
}

/** Names of the chains a forwarded packet can get to. */
function reached(chains: readonly NftChain[], rules: readonly NftRule[]): ReadonlySet<string> {
  const next = new Map<string, string[]>();
  for (const rule of rules) {
    const from = nameOf(rule, rule.chain);
    const targets = targetsOf(rule.expr).map((target) => nameOf(rule, target));
    if (targets.length > 0) next.set(from, [...(next.get(from) ?? []), ...targets]);
  }
  const todo = chains.filter(({ hook }) => hook === 'forward').map((chain) => nameOf(chain, chain.name));
  const seen = new Set(todo);
  for (let name = todo.pop(); name !== undefined; name = todo.pop())
    for (const target of next.get(name) ?? [])
      if (!seen.has(target)) {
        seen.add(target);
        todo.push(target);
      }
  return seen;
}

/** Chains named by `jump` and `goto`, wherever they stand in an expression (verdict maps hold them too). */
function targetsOf(expr: unknown): string[] {
  const found: string[] = [];
  const todo: unknown[] = [expr];
  for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
    if (Array.isArray(at)) todo.push(...at.filter((part) => part !== undefined));
    else if (isObject(at))
      for (const [name, part] of Object.entries(at)) {
        const target = name === 'jump' || name === 'goto' ? asText(asObject(part).target) : null;
        if (target === null) todo.push(part ?? null);
        else found.push(target);
      }
  }
  return found;
}
