import type { Chain, Flowtable, Operand, Part, Rule, Subject, Table, Value } from './ruleset.ts';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** Spaced as nft spaces it, because people grep it. */
export function jsonText(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(jsonText).join(', ')}]`;
  if (value !== null && typeof value === 'object')
    return `{${Object.entries(value)
      .map(([key, each]) => `${JSON.stringify(key)}: ${jsonText(each)}`)
      .join(', ')}}`;
  return JSON.stringify(value);
}

const priorities: Record<string, number> = { raw: -300, mangle: -150, dstnat: -100, filter: 0, srcnat: 100 };
/** Number of a named priority; bare numbers stay. */
export const priority = (name: string): number => priorities[name] ?? Number(name);

function plain(v: Value): Json {
  if (v.kind === 'range') return { range: [v.from, v.to] };
  if (/^\d+$/.test(v.text)) return Number(v.text);
  const prefix = /^([0-9a-f.:]+)\/(\d+)$/.exec(v.text);
  return prefix ? { prefix: { addr: prefix[1] ?? '', len: Number(prefix[2]) } } : v.text;
}
const operand = (o: Operand): Json => (o.kind === 'one' ? plain(o.value) : { set: o.values.map(plain) });

function subject(s: Subject): Json {
  if (s.kind === 'meta') return { meta: { key: s.key } };
  if (s.kind === 'payload') return { payload: { protocol: s.protocol, field: s.field } };
  return { ct: s.way ? { key: s.key, dir: s.way } : { key: s.key } };
}

function partJson(part: Part): Json {
  switch (part.kind) {
    case 'match':
      return {
        match: { op: part.negated ? '!=' : '==', left: subject(part.subject), right: operand(part.operand) },
      };
    case 'state': {
      const [only, ...more] = part.states;
      const right = more.length === 0 && only !== undefined ? only : part.states;
      return { match: { op: 'in', left: { ct: { key: 'state' } }, right } };
    }
    case 'vmap': {
      const set = part.cases.map((each): Json => [each.state, { [each.verdict]: null }]);
      return { vmap: { key: { ct: { key: 'state' } }, data: { set } } };
    }
    case 'counter':
      return { counter: { packets: part.packets, bytes: part.bytes } };
    case 'final':
      return { [part.verdict]: null };
    case 'jump':
      return { [part.go]: { target: part.target } };
    case 'reject':
      return { reject: part.with ? { type: part.with } : { type: 'icmpx', expr: 'port-unreachable' } };
    case 'flow':
      return { flow: { op: 'add', flowtable: `@${part.table}` } };
    case 'masquerade':
      return { masquerade: null };
  }
}

export function ruleJson(table: Table, chain: Chain, rule: Rule): Json {
  const named = { family: table.family, table: table.name, chain: chain.name, handle: rule.handle };
  const comment = rule.comment === null ? {} : { comment: rule.comment };
  return { rule: { ...named, ...comment, expr: rule.parts.map(partJson) } };
}

export function chainJson(table: Table, chain: Chain): Json {
  const named = { family: table.family, table: table.name, name: chain.name, handle: chain.handle };
  if (!chain.hook) return { chain: named };
  const { type, name, policy } = chain.hook;
  return { chain: { ...named, type, hook: name, prio: priority(chain.hook.priority), policy } };
}

export const flowtableJson = (table: Table, flowtable: Flowtable): Json => ({
  flowtable: {
    family: table.family,
    name: flowtable.name,
    table: table.name,
    handle: flowtable.handle,
    hook: 'ingress',
    prio: priority(flowtable.priority),
    dev: flowtable.devices,
  },
});

export const tableJson = (table: Table): Json => ({
  table: { family: table.family, name: table.name, handle: table.handle },
});
