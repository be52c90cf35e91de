import type { ConntrackEntry } from './flow.ts';

/** What stands after the second tuple: at most one flag, then pairs. */
export interface Tail {
  assured: boolean;
  offload: ConntrackEntry['offload'];
  pairs: Record<string, string>;
}

/**
 * Adds what stands in `line` from `at` on: `[FLAG] key=value key=value …`. Unknown keys are kept; `false` when a word is
 * neither. The kernel prints `[HW_OFFLOAD]`, `[OFFLOAD]` and `[ASSURED]` in that precedence, never two of them.
 */
export function readTail(tail: Tail, line: string, at: number, words: string[] | null): boolean {
  const end = line.length;
  for (let from = at, stop = at; from < end; from = stop + 1) {
    stop = line.indexOf(' ', from);
    if (stop < 0) stop = end;
    if (stop === from) continue;
    if (line.startsWith('[', from)) {
      // `[start=Tue Nov 24 …]` of -o ktimestamp holds blanks.
      stop = line.indexOf(']', from) + 1;
      if (stop === 0) return false;
      takeWord(tail, line.slice(from + 1, stop - 1), words);
    } else if (!takePair(tail.pairs, line.slice(from, stop))) return false;
  }
  return true;
}

function takeWord(tail: Tail, word: string, words: string[] | null): void {
  if (word === 'OFFLOAD') tail.offload = 'software';
  else if (word === 'ASSURED') tail.assured = true;
  else if (word === 'HW_OFFLOAD') tail.offload = 'hardware';
  else if (!takePair(tail.pairs, word)) words?.push(word);
}

function takePair(pairs: Record<string, string>, word: string): boolean {
  const split = word.indexOf('=');
  if (split <= 0) return false;
  pairs[word.slice(0, split)] = word.slice(split + 1);
  return true;
}
