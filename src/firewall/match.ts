import type { Match } from './spans.ts';

/** The opposite of a condition. */
export function not(match: Match): Match {
  if (match === 'yes') return 'no';
  return match === 'no' ? 'yes' : match;
}

/** Both conditions. What is not known wins over what holds now and then. */
export function and(a: Match, b: Match): Match {
  if (a === 'no' || b === 'no') return 'no';
  if (a === 'unknown' || b === 'unknown') return 'unknown';
  return a === 'sometimes' || b === 'sometimes' ? 'sometimes' : 'yes';
}

/** One of them at least. */
export function or(a: Match, b: Match): Match {
  return not(and(not(a), not(b)));
}
