import type { Cost, Offer } from '../model/offer.ts';
import { conntrackTimeout } from './conntrack-timeout/index.ts';
import { exempt } from './exempt/index.ts';
import { register } from './registry.ts';
import type { RemedyFacts } from './remedy.ts';
import { tableSize } from './table-size/index.ts';

/** Every remedy. A new one: a folder here, a line, and its words. Equally soft ones are offered in this order. */
export const remedies = [register(exempt), register(conntrackTimeout), register(tableSize)] as const;

const softness: Record<Cost, number> = { none: 0, 'some-speed': 1, 'wider-effect': 2 };

/** What can be done about what was found, softest first, and why what would help does not fit. */
export interface Offers {
  offers: Offer[];
  none: { remedy: string; why: string }[];
}

/**
 * @param found ids of the causes that were found
 * @param applied what was promised to this router before, and is promised again
 */
export function offersFor(
  found: readonly { id: string }[],
  facts: RemedyFacts,
  applied: readonly Pick<Offer, 'remedy' | 'params'>[] = [],
): Offers {
  const wanted = remedies.filter(({ cures }) => found.some(({ id }) => cures.includes(id)));
  const answers = wanted.map((remedy) => {
    const before = applied.find((offer) => offer.remedy === remedy.id);
    return { remedy: remedy.id, answer: remedy.offer({ ...facts, ...(before && { lost: before.params }) }) };
  });
  return {
    offers: answers
      .flatMap(({ answer }) => ('none' in answer ? [] : [answer]))
      .sort((a, b) => softness[a.cost] - softness[b.cost]),
    none: answers.flatMap(({ remedy, answer }) => ('none' in answer ? [{ remedy, why: answer.none }] : [])),
  };
}

/** What is done about a cause: the remedy that cures it, `revert` where one of ours stands without need, or nothing. */
export function remedyFor(causeId: string): string | null {
  const cure = remedies.find(({ cures }) => cures.includes(causeId));
  if (cure) return cure.id;
  return remedies.some(({ needless }) => needless.includes(causeId)) ? 'revert' : null;
}

/** Whether something of ours was found to stand without need. */
export const isNeedless = (found: readonly { id: string }[]): boolean =>
  found.some(({ id }) => remedyFor(id) === 'revert');

/** Whether a cure, ours or one made by hand, was found to stand and work. */
export const isInPlace = (found: readonly { id: string }[]): boolean =>
  remedies.some(({ inPlace }) => found.some(({ id }) => inPlace.includes(id)));
