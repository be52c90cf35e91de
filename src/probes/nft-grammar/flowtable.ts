import type { NftFlowtable } from '../readings.ts';
import { skipStatement, textAt } from './cursor.ts';
import { elementsAt } from './expressions.ts';
import { type Place, type Reading, readerOf } from './reading.ts';

/** A flowtable's block: the devices it listens on, and whether it hands flows to hardware. */
export function flowtableBlock(reading: Reading, { family, table }: Place, name: string): void {
  const { at, flowtables } = reading;
  const flowtable: NftFlowtable = { family, table, name, devices: [], hardware: false };
  const known = flowtables.findIndex(
    (one) => one.family === family && one.table === table && one.name === name,
  );
  if (known < 0) flowtables.push(flowtable);
  else flowtables[known] = flowtable;
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
