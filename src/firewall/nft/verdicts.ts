import type { Chain, Verdict } from '../program.ts';
import { textAt } from './ast.ts';
import type { Sets } from './sets.ts';

/** What a rule's statements need to know of their table. */
export interface Table {
  sets: Sets;
  /** A chain of the table by name; one that was not read is a chain all the same. */
  chain(name: string): Chain;
  /** A chain without a name, as `jump { … }` has it. */
  unnamed(body: unknown): Chain;
  /** Whether a flowtable hands its flows to hardware. */
  hardware(flowtable: string): boolean;
}

/** A verdict as it stands in a rule or as the data of a map. */
export function verdictOf(kind: string, body: unknown, table: Table): Verdict | null {
  switch (kind) {
    case 'accept':
    case 'drop':
    case 'return':
    case 'continue':
      return { kind };
    case 'jump':
    case 'goto': {
      const target = textAt(body, 'target');
      return { kind, to: target === null ? table.unnamed(body) : table.chain(target) };
    }
    default:
      return null;
  }
}
