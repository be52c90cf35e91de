import type { NftTable } from '../readings.ts';
import { chainBlock, statementsOf } from './chain.ts';
import { commandAt } from './command.ts';
import { type Cursor, cursorOf, skipBlock, skipStatement, textAt } from './cursor.ts';
import { define } from './define.ts';
import { flowtableBlock } from './flowtable.ts';
import { families, type Place, type Reading, type Ruleset, tableAt } from './reading.ts';
import { setBlock } from './set.ts';
import { tokensOf } from './tokens.ts';

/** Reads a whole text. What is not nft's language costs its own line, never the reading. */
export function readRuleset(source: string): Ruleset {
  const reading: Reading = {
    tables: [],
    chains: [],
    rules: [],
    inserted: [],
    full: false,
    flowtables: [],
    sets: [],
    gaps: [],
    source,
    known: { tables: new Map(), chains: new Map(), sets: new Map(), flowtables: new Map() },
    at: cursorOf(tokensOf(source)),
    defines: new Map(),
  };
  const { at } = reading;
  for (at.skipEnds(); !at.done(); at.skipEnds()) topLevel(reading);
  const { tables, chains, flowtables, sets, gaps } = reading;
  if (reading.full) gaps.push('the rules are too many to be read');
  const rules = [...reading.inserted.reverse(), ...reading.rules];
  return { tables, chains, rules, flowtables, sets, gaps };
}

/** Statements of a rule that stand alone. */
export const readStatements = (source: string): unknown[] =>
  statementsOf({ at: cursorOf(tokensOf(source)), defines: new Map(), depth: 0, values: false });

function topLevel(reading: Reading): void {
  const { at } = reading;
  switch (at.peek().text) {
    case 'table':
      at.next();
      tableBlock(reading);
      return;
    case 'define':
    case 'redefine':
      define(reading);
      return;
    case 'include':
      include(reading);
      return;
    case 'add':
    case 'create':
    case 'insert':
      commandAt(reading);
      return;
    case '}':
      at.next();
      return;
    default:
      skipStatement(at);
  }
}

function include({ at, gaps }: Reading): void {
  at.next();
  gaps.push(`the file ${textAt(at).slice(0, 80)} is included and was not read`);
  skipStatement(at);
}

/** `table inet fw4 { … }`; without a family it is `ip`. Blocks of one name are one table. */
function tableBlock(reading: Reading): void {
  const { at } = reading;
  const family = families.has(at.peek().text) && at.peek(1).text !== '{' ? textAt(at) : 'ip';
  const place: Place = { family, table: textAt(at) };
  const table = tableAt(reading, place);
  if (!at.accept('{')) {
    skipStatement(at);
    at.skipEnds();
    // Before a block, or a command about it, its name may stand alone.
    if (at.done()) reading.gaps.push(`table ${family} ${place.table} is cut off`);
    return;
  }
  for (at.skipEnds(); !at.accept('}'); at.skipEnds()) {
    if (at.done()) {
      reading.gaps.push(`table ${family} ${place.table} is cut off`);
      return;
    }
    inTable(reading, place, table);
  }
}

function inTable(reading: Reading, place: Place, table: NftTable): void {
  const { at } = reading;
  switch (at.peek().text) {
    case 'flags':
      at.next();
      while (!at.atEnd()) if (at.next().text === 'dormant') table.dormant = true;
      return;
    case 'chain':
      at.next();
      chainBlock(reading, place, textAt(at));
      return;
    case 'set':
    case 'map':
      setBlock(reading, place, at.next().text === 'map');
      return;
    case 'flowtable':
      at.next();
      flowtableBlock(reading, place, textAt(at));
      return;
    case 'define':
    case 'redefine':
      define(reading);
      return;
    case 'include':
      include(reading);
      return;
    default:
      other(at);
  }
}

/** Counters, limits, helpers and whatever else a table may hold: nothing that matters here. */
function other(at: Cursor): void {
  while (!at.atEnd()) {
    const { kind, text } = at.next();
    if (kind === 'sign' && text === '{') {
      skipBlock(at);
      return;
    }
  }
}
