/**
 * Records of `iptables -S` / `iptables-save`, each split into its words. `xtables_save_string` puts a word in double
 * quotes when it holds anything but letters, digits, `_` and `-`, with a backslash before `"`, `\` and `'`; a newline
 * inside quotes stays a newline, so one rule may span lines. Source: iptables libxtables/xtables.c.
 */
export function tokenize(lines: readonly string[]): { words: string[]; line: string }[] {
  const text = lines.join('\n');
  const records: { words: string[]; line: string }[] = [];
  let words: string[] = [];
  let word: string | null = null;
  let quoted = false;
  let start = 0;

  const endWord = () => {
    if (word !== null) words.push(word);
    word = null;
  };
  const endRecord = (end: number) => {
    endWord();
    if (words.length > 0) records.push({ words, line: text.slice(start, end).replaceAll('\n', '\\n') });
    words = [];
    start = end + 1;
  };

  for (let i = 0; i < text.length; i++) {
    const c = text.charAt(i);
    if (quoted && c === '\\' && i + 1 < text.length) {
      i++;
      word = (word ?? '') + text.charAt(i);
    } else if (c === '"') {
      quoted = !quoted;
      word ??= '';
    } else if (!quoted && c === '\n') endRecord(i);
    else if (!quoted && (c === ' ' || c === '\t' || c === '\r')) endWord();
    else word = (word ?? '') + c;
  }
  // Cut off in the middle of a quoted word: whatever the rest was, it is no rule to rely on.
  if (!quoted) endRecord(text.length);
  return records;
}
