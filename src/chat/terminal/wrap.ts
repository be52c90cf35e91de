import stringWidth from 'string-width';

/** Pieces a line may be broken between: words, and single wide (CJK) characters. */
const pieces = (text: string): string[] =>
  text.match(/\s+|[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+/gu) ?? [];

/** Breaks a text into lines of at most `width` columns; longer words stay whole. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((paragraph) => {
    const lines = [''];
    for (const piece of pieces(paragraph)) {
      const line = lines.at(-1) ?? '';
      if (stringWidth(line + piece.trimEnd()) <= width || line === '') lines[lines.length - 1] = line + piece;
      else lines.push(piece.trimStart());
    }
    return lines.map((line) => line.trimEnd());
  });
}
