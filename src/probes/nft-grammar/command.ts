import type { NftChain } from '../readings.ts';
import { addRule, chainAt, header } from './chain.ts';
import { type Cursor, skipStatement, textAt } from './cursor.ts';
import { flowtableBlock } from './flowtable.ts';
import { families, type Place, type Reading, tableAt } from './reading.ts';
import { addElements, setAt } from './set.ts';

/** `add rule inet fw4 forward …` and the like, as scripts have it, one command a line. */
export function commandAt(reading: Reading): void {
  const { at } = reading;
  const first = textAt(at) === 'insert';
  const kinds = /^(table|chain|rule|set|map|element|flowtable)$/;
  const kind = kinds.test(at.peek().text) ? textAt(at) : 'rule';
  const family = families.has(at.peek().text) ? textAt(at) : 'ip';
  const place: Place = { family, table: textAt(at) };
  tableAt(reading, place);
  if (kind === 'table') {
    skipStatement(at);
    return;
  }
  const name = textAt(at);
  if (kind === 'flowtable') {
    flowtableBlock(reading, place, name);
    return;
  }
  if (kind === 'element') {
    if (at.peek().text === '{') addElements(reading, setAt(reading, place, name, false));
  } else if (kind === 'rule') {
    chainAt(reading, place, name);
    // A place told by handle or index is not followed: the rule counts where it would stand without.
    if (/^(position|handle|index)$/.test(at.peek().text)) {
      at.next();
      textAt(at);
    }
    addRule(reading, place, name, first);
  } else if (kind === 'chain') {
    const chain = chainAt(reading, place, name);
    if (at.accept('{')) chainHeaders(at, chain);
  } else setAt(reading, place, name, kind === 'map');
  skipStatement(at);
}

function chainHeaders(at: Cursor, chain: NftChain): void {
  for (at.skipEnds(); !at.accept('}') && !at.done(); at.skipEnds()) {
    if (!header(at, chain)) skipStatement(at);
    if (!at.atEnd()) at.next();
  }
}
