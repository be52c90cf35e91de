/**
 * The words of a line of conntrack, in order. What stands in brackets is one word, blanks and all
 * (`[start=Tue Nov 24 …]`, `[RTCACHE o33/r11]`). `null` when a bracket is not closed: the line was cut off.
 */
export function wordsOf(line: string): string[] | null {
  const text = line.includes('\t') ? line.replaceAll('\t', ' ') : line;
  const words: string[] = [];
  for (let from = 0; from < text.length; ) {
    const isBracket = text.startsWith('[', from);
    const found = text.indexOf(isBracket ? ']' : ' ', from);
    if (isBracket && found < 0) return null;
    const stop = isBracket ? found + 1 : endOr(found, text.length);
    if (stop > from) words.push(text.slice(from, stop));
    from = isBracket ? stop : stop + 1;
  }
  return words;
}

const endOr = (found: number, end: number): number => (found < 0 ? end : found);
