import { asObject, isObject } from './engine/text.ts';
import type { NftReading } from './readings.ts';

type Rules = Pick<NftReading, 'chains' | 'rules' | 'sets'>;

/**
 * Chains a forwarded packet can get to, as `family table chain`: those on the forward hook, and what they jump to, verdict
 * maps included. A map that was not listed may lead to any chain of its table.
 */
export function reachedBy({ chains, rules, sets }: Rules): ReadonlySet<string> {
  const next = new Map<string, string[]>();
  const add = (from: string, targets: readonly string[]) => {
    if (targets.length === 0) return;
    const known = next.get(from);
    if (known) known.push(...targets);
    else next.set(from, [...targets]);
  };
  for (const { family, table, chain, expr } of rules)
    add(
      `${family} ${table} ${chain}`,
      targetsOf(expr).map((target) => `${family} ${table} ${target}`),
    );
  for (const { family, table, name, map, elements } of sets) {
    if (!map) continue;
    const place = `${family} ${table}`;
    const all = chains
      .filter((chain) => chain.family === family && chain.table === table)
      .map((chain) => chain.name);
    add(
      `${place} @${name}`,
      (elements === null ? all : targetsOf(elements)).map((target) => `${place} ${target}`),
    );
  }
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
function targetsOf(expr: unknown): string[] {
  const found: string[] = [];
  const todo: unknown[] = [expr];
  for (let at = todo.pop(); at !== undefined; at = todo.pop()) {
    if (Array.isArray(at)) {
      for (const part of at) if (typeof part === 'object' && part !== null) todo.push(part);
    } else if (isObject(at))
      for (const [name, part] of Object.entries(at)) {
        const target = name === 'jump' || name === 'goto' ? asObject(part).target : undefined;
        if (typeof target === 'string') found.push(target);
        else if (name === 'data' && typeof part === 'string') found.push(part);
        else if (typeof part === 'object' && part !== null) todo.push(part);
      }
  }
  return found;
}
