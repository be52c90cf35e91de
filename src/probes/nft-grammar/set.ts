import type { NftSet } from '../readings.ts';
import { skipBlock, skipStatement, textAt } from './cursor.ts';
import { elementsAt } from './expressions.ts';
import { foundOrMade, type Place, type Reading, readerOf } from './reading.ts';

/** A set's or map's block. */
export function setBlock(reading: Reading, place: Place, map: boolean): void {
  const { at, gaps } = reading;
  const set = setAt(reading, place, textAt(at), map);
  if (!at.accept('{')) {
    skipStatement(at);
    return;
  }
  for (;;) {
    at.skipEnds();
    set.about = aboutOf(at.comment()) ?? set.about;
    if (at.accept('}')) return;
    if (at.done()) {
      gaps.push(`set ${set.name} is cut off`);
      return;
    }
    if (at.peek().text === 'elements') {
      at.next();
      at.accept('=');
      if (at.peek().text === '{') addElements(reading, set);
    }
    while (!at.atEnd()) {
      const { kind, text } = at.next();
      if (kind === 'sign' && text === '{') skipBlock(at);
    }
  }
}

export const setAt = (
  { sets, known }: Reading,
  { family, table }: Place,
  name: string,
  map: boolean,
): NftSet =>
  foundOrMade(known.sets, `${family} ${table} ${name}`, sets, {
    family,
    table,
    name,
    map,
    elements: null,
    about: null,
  });

/** The elements whose `{` is next, to those there are. */
export function addElements(reading: Reading, set: NftSet): void {
  const elements = elementsAt({ ...readerOf(reading), values: true });
  if (set.elements === null) set.elements = elements;
  else for (const element of elements) set.elements.push(element);
}

/** `# about 17.0.0.0/8 192.168.1.20`: the look lists of large sets only what touches these. */
function aboutOf(comment: string | null): string[] | null {
  const found = /^about ([0-9a-fA-F.:/ ]{1,4000})$/.exec(comment ?? '');
  return found ? (found[1]?.split(' ').filter((text) => text !== '') ?? null) : null;
}
