import { asObject, isObject } from './engine/text.ts';
import type { NftReading } from './readings.ts';

type Rules = Pick<NftReading, 'chains' | 'rules' | 'sets'>;

/** Stands for every chain of a table; no chain has such a name. */
const anyOf = '*';

/**
 * Chains a forwarded packet can get to, as `family table chain`: those on the forward hook, and what they jump to, verdict
 * maps included. A map that was not listed may lead to any chain of its table.
 */
export function reachedBy({ chains, rules, sets }: Rules): ReadonlySet<string> {
  const next = new Map<string, string[]>();
  const add = (from: string, place: string, targets: readonly string[]) => {
    if (targets.length === 0) return;
    const known = next.get(from) ?? [];
    for (const target of targets) known.push(`${place} ${target}`);
    next.set(from, known);
  };
  for (const { family, table, chain, expr } of rules)
    add(`${family} ${table} ${chain}`, `${family} ${table}`, targetsOf(expr));
  for (const { family, table, name, map, elements } of sets)
    if (map)
      add(
        `${family} ${table} @${name}`,
        `${family} ${table}`,
        elements === null ? [anyOf] : targetsOf(elements),
      );
  for (const { family, table, name } of chains)
    add(`${family} ${table} ${anyOf}`, `${family} ${table}`, [name]);
  const todo = chains.filter(({ hook }) => hook === 'forward').map((c) => `${c.family} ${c.table} ${c.name}`);
  const seen = new Set(todo);
  for (let name = todo.pop(); name !== undefined; name = todo.pop())
    for (const target of next.get(name) ?? [])
      if (!seen.has(target)) {
        seen.add(target);
        todo.push(target);
      }
  return seen;
}

/** Chains named by `jump` and `goto`, and maps (`@name`) verdicts are taken from, wherever they stand in an expression. */
function targetsOf(expr: readonly unknown[]): readonly string[] {
  const found: string[] = [];
  const todo: unknown[] = [...expr];
  for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
    if (Array.isArray(at)) {
      for (const part of at) if (typeof part === 'object' && part !== null) todo.push(part);
    } else if (isObject(at))
      // Not by pairs of name and value: this is done with every part of every rule.
      for (const name of Object.keys(at)) {
        const part = at[name];
        if (name === 'data' && typeof part === 'string') found.push(part);
        if (typeof part !== 'object' || part === null) continue;
        const target = name === 'jump' || name === 'goto' ? asObject(part).target : undefined;
        if (typeof target === 'string') found.push(target);
        else todo.push(part);
      }
  }
  return found;
}
