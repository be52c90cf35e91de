import type { Chain, Flowtable, Operand, Part, Rule, Subject, Table, Value } from './ruleset.ts';

export interface Style {
  /** `-a` */
  handles: boolean;
  /** `-s`: no counters' values. */
  stateless: boolean;
}

const plain = (v: Value, quoted: boolean) =>
  v.kind === 'range' ? `${v.from}-${v.to}` : quoted ? `"${v.text}"` : v.text;
function operand(o: Operand, quoted: boolean): string {
  if (o.kind === 'one') return plain(o.value, quoted);
  return `{ ${o.values.map((v) => plain(v, quoted)).join(', ')} }`;
}

function subject(s: Subject): string {
  if (s.kind === 'payload') return `${s.protocol} ${s.field}`;
  if (s.kind === 'ct') return s.way ? `ct ${s.way} ${s.key}` : `ct ${s.key}`;
  return s.key === 'l4proto' || s.key === 'nfproto' ? `meta ${s.key}` : s.key;
}

function partText(part: Part, style: Style): string {
  switch (part.kind) {
    case 'match': {
      const quoted = part.subject.kind === 'meta' && /^[io]if/.test(part.subject.key);
      return `${subject(part.subject)} ${part.negated ? '!= ' : ''}${operand(part.operand, quoted)}`;
    }
    case 'state':
      return `ct state ${part.states.join(',')}`;
    case 'vmap':
      return `ct state vmap { ${part.cases.map((each) => `${each.state} : ${each.verdict}`).join(', ')} }`;
    case 'counter':
      return style.stateless ? 'counter' : `counter packets ${part.packets} bytes ${part.bytes}`;
    case 'final':
      return part.verdict;
    case 'jump':
      return `${part.go} ${part.target}`;
    case 'reject':
      return part.with ? `reject with ${part.with}` : 'reject';
    case 'flow':
      return `flow add @${part.table}`;
    case 'masquerade':
      return 'masquerade';
  }
}

const handle = (style: Style, n: number) => (style.handles ? ` # handle ${n}` : '');

/** One rule as `nft list` prints it. */
export function ruleText(rule: Rule, style: Style): string {
  const comment = rule.comment === null ? '' : ` comment "${rule.comment}"`;
  return `${rule.parts.map((part) => partText(part, style)).join(' ')}${comment}${handle(style, rule.handle)}`;
}

export function chainText(chain: Chain, style: Style, rules = true): string {
  const hook = chain.hook
    ? `\t\ttype ${chain.hook.type} hook ${chain.hook.name} priority ${chain.hook.priority}; policy ${chain.hook.policy};\n`
    : '';
  const lines = rules ? chain.rules.map((rule) => `\t\t${ruleText(rule, style)}\n`).join('') : '';
  return `\tchain ${chain.name} {${handle(style, chain.handle)}\n${hook}${lines}\t}\n`;
}

export function flowtableText(flowtable: Flowtable, style: Style): string {
  const counter = flowtable.counter ? '\t\tcounter\n' : '';
  return `\tflowtable ${flowtable.name} {${handle(style, flowtable.handle)}\n\t\thook ingress priority ${flowtable.priority}\n\t\tdevices = { ${flowtable.devices.join(', ')} }\n${counter}\t}\n`;
}

/**
 * A table with some of its parts, as the `list` commands print it; an empty line stands between parts. Its
 * own handle is shown only with the whole of it.
 */
export const tableText = (table: Table, style: Style, parts: string[], whole: boolean): string =>
  `table ${table.family} ${table.name} {${whole ? handle(style, table.handle) : ''}\n${parts.join('\n')}}\n`;
