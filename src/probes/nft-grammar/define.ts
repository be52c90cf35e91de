import { skipStatement, textAt } from './cursor.ts';
import { expressionAt } from './expressions.ts';
import { type Reading, readerOf } from './reading.ts';

/** `define wan = "eth0"`, `define ports = { 80, 443 }`. */
export function define(reading: Reading): void {
  const { at, defines } = reading;
  at.next();
  const name = textAt(at);
  if (at.accept('=')) defines.set(name, expressionAt({ ...readerOf(reading), values: true }));
  skipStatement(at);
}
