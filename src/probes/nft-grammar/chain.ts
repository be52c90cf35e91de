import type { NftChain } from '../readings.ts';
import { type Cursor, skipStatement, textAt } from './cursor.ts';
import { define } from './define.ts';
import type { Reader } from './expressions.ts';
import { foundOrMade, type Place, type Reading, readerOf } from './reading.ts';
import { statementAt } from './statements.ts';
import type { Json } from './values.ts';

/** A chain's block; blocks of one name are one chain, their rules in order. */
export function chainBlock(reading: Reading, place: Place, name: string): void {
  const { at, gaps } = reading;
  const chain = chainAt(reading, place, name);
  if (!at.accept('{')) {
    skipStatement(at);
    return;
  }
  for (at.skipEnds(); !at.accept('}'); at.skipEnds()) {
    if (at.done()) {
      gaps.push(`chain ${name} is cut off`);
      return;
    }
    if (at.peek().text === 'define' || at.peek().text === 'redefine') define(reading);
    else if (!header(at, chain)) addRule(reading, place, name);
  }
}

export const chainAt = ({ chains, known }: Reading, { family, table }: Place, name: string): NftChain =>
  foundOrMade(known.chains, `${family} ${table} ${name}`, chains, {
    family,
    table,
    name,
    hook: null,
    prio: null,
    policy: null,
  });

/** `type filter hook forward priority filter; policy drop;`, `comment "…"`, `devices = { … }`. */
export function header(at: Cursor, chain: NftChain): boolean {
  const { text, kind } = at.peek();
  if (kind !== 'word') return false;
  if (text === 'type') baseOf(at, chain);
  else if (text === 'policy') {
    at.next();
    chain.policy = textAt(at);
  } else if (text !== 'comment' && text !== 'device' && text !== 'devices' && text !== 'flags') return false;
  skipStatement(at);
  return true;
}

function baseOf(at: Cursor, chain: NftChain): void {
  at.next();
  while (!at.atEnd()) {
    const { text } = at.next();
    if (text === 'hook') chain.hook = textAt(at);
    else if (text === 'priority') {
      chain.prio = priority(at);
      return;
    }
  }
}

/** Standard priorities (nft(8)); those of bridges are others, and route nothing. */
const priorities: Readonly<Record<string, number>> = {
  raw: -300,
  mangle: -150,
  dstnat: -100,
  filter: 0,
  security: 50,
  srcnat: 100,
};

/** `0`, `-150`, `filter`, `filter - 5`, `filter+5`. */
function priority(at: Cursor): number {
  const [, name = '', sign = '', digits = ''] = /^([a-z]*)([+-]?)(\d*)$/.exec(textAt(at)) ?? [];
  const base = Object.hasOwn(priorities, name) ? (priorities[name] ?? 0) : 0;
  if (digits !== '') return base + Number(`${sign}${digits}`);
  const [, spaced = '', more = ''] = /^([+-])(\d*)$/.exec(at.peek().text) ?? [];
  if (spaced === '') return base;
  at.next();
  return base + Number(`${spaced}${more === '' ? textAt(at) : more}`);
}

/** Ten times what the largest block lists come to, and half a second. */
const mostRules = 100_000;

/** One rule, up to its line's end. */
export function addRule(reading: Reading, { family, table }: Place, chain: string, first = false): void {
  const { at, source } = reading;
  if (reading.rules.length + reading.inserted.length >= mostRules) {
    reading.full = true;
    skipStatement(at);
    return;
  }
  const from = at.peek().from;
  const expr = statementsAt(readerOf(reading));
  const handle = /^handle (\d{1,15})$/.exec(at.comment() ?? '');
  const to = Math.max(at.behind(), from);
  // Nothing was taken: a sign that begins no statement.
  if (expr.length === 0) {
    at.next();
    return;
  }
  const rule = {
    family,
    table,
    chain,
    handle: handle ? Number(handle[1]) : null,
    comment: commentOf(expr),
    expr,
    line: oneLine(source.slice(from, to)),
  };
  (first ? reading.inserted : reading.rules).push(rule);
}

const longestLine = 1000;

const oneLine = (text: string): string => {
  const line = text.slice(0, longestLine);
  return /[^\S ]| {2}/.test(line) ? line.replace(/\s+/g, ' ').trim() : line.trim();
};

/** The kernel takes 128 expressions in a rule (NFT_RULE_MAXEXPRS). */
const mostStatements = 200;

function statementsAt(reader: Reader): unknown[] {
  const { at } = reader;
  const expr: unknown[] = [];
  while (!at.atEnd() && expr.length < mostStatements) expr.push(statementAt(reader, blockRules));
  if (!at.atEnd()) {
    expr.push({ unknown: 'too long' }, { jump: { target: 'cut-off' } });
    skipStatement(at);
  }
  return expr;
}

function commentOf(expr: readonly unknown[]): string | null {
  for (const statement of expr)
    if (typeof statement === 'object' && statement !== null && 'comment' in statement)
      return String(statement.comment);
  return null;
}

/** The rules of `jump { … }`, whose `{` was taken. */
function blockRules(reader: Reader): Json[] {
  const { at } = reader;
  const rules: Json[] = [];
  for (at.skipEnds(); !at.accept('}') && !at.done(); at.skipEnds()) {
    const expr = statementsAt(reader);
    if (expr.length > 0) rules.push({ expr });
    else if (!at.atEnd()) at.next();
  }
  return rules;
}

/** The statements of one rule that stands alone: JSON of nft 1.0.6 has some as text. */
export function statementsOf(reader: Reader): unknown[] {
  const expr: unknown[] = [];
  for (reader.at.skipEnds(); !reader.at.done(); reader.at.skipEnds()) {
    if (reader.at.accept('}')) continue;
    expr.push(...statementsAt(reader));
  }
  return expr;
}
