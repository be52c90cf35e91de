import type { NftFlowtable } from '../readings.ts';
import { skipStatement, textAt } from './cursor.ts';
import { elementsAt } from './expressions.ts';
import { foundOrMade, type Place, type Reading, readerOf } from './reading.ts';

/** A flowtable's block: the devices it listens on, and whether it hands flows to hardware. */
export function flowtableBlock(reading: Reading, { family, table }: Place, name: string): void {
  const { at, flowtables, known } = reading;
  const made: NftFlowtable = { family, table, name, devices: [], hardware: false };
  const flowtable = foundOrMade(known.flowtables, `${family} ${table} ${name}`, flowtables, made);
  // Of two blocks of one name the last counts.
  flowtable.devices = [];
  flowtable.hardware = false;
  if (!at.accept('{')) {
    skipStatement(at);
    return;
  }
  for (at.skipEnds(); !at.accept('}') && !at.done(); at.skipEnds()) {
    const word = textAt(at);
    if (word === 'flags')
      while (!at.atEnd()) flowtable.hardware = at.next().text === 'offload' || flowtable.hardware;
    else if (word === 'devices') {
      at.accept('=');
      if (at.peek().text === '{')
        flowtable.devices = elementsAt({ ...readerOf(reading), values: true }).filter(
          (device) => typeof device === 'string',
        );
    }
    skipStatement(at);
    if (word === '' && !at.done() && at.peek().kind !== 'end' && at.peek().text !== '}') at.next();
  }
}
