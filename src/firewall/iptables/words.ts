/** One rule, policy or chain as `iptables -S` or `iptables-save` prints it. */
export interface Line {
  words: string[];
  /** Verbatim; a line break inside a quoted word stands as `\n`. */
  line: string;
}

/**
 * Lines split into their words. `xtables_save_string` puts a word in double quotes when it holds anything but letters,
 * digits, `_` and `-`, with a backslash before `"`, `\` and `'`; a newline inside quotes stays a newline, so one rule may
 * span lines. Source: iptables libxtables/xtables.c.
 */
export function linesOfWords(printed: readonly string[]): Line[] {
  const lines: Line[] = [];
  for (let at = 0; at < printed.length; at++) {
    let line = printed[at] ?? '';
    let words = plainWords(line) ?? quotedWords(line);
    while (words === null && at + 1 < printed.length) {
      at++;
      line = `${line}\n${printed[at] ?? ''}`;
      words = line.length > longest ? [] : quotedWords(line);
    }
    // Cut off in the middle of a quoted word: whatever the rest was, it is no rule to rely on.
    if (words !== null && words.length > 0) lines.push({ words, line: line.trim().replaceAll('\n', '\\n') });
  }
  return lines;
}

/** A rule with a comment of the greatest length (256) is far below. */
const longest = 4096;

const plainWords = (line: string): string[] | null =>
  line.includes('"') ? null : line.split(/[ \t\r]+/).filter((word) => word !== '');

/** `null`: a quote stays open. */
function quotedWords(line: string): string[] | null {
  const words: string[] = [];
  let word: string | null = null;
  let quoted = false;
  for (let at = 0; at < line.length; at++) {
    const c = line.charAt(at);
    if (quoted && c === '\\' && at + 1 < line.length) {
      at++;
      word = (word ?? '') + line.charAt(at);
    } else if (c === '"') {
      quoted = !quoted;
      word ??= '';
    } else if (!quoted && (c === ' ' || c === '\t' || c === '\r' || c === '\n')) {
      if (word !== null) words.push(word);
      word = null;
    } else word = (word ?? '') + c;
  }
  if (word !== null) words.push(word);
  return quoted ? null : words;
}

/** The chain an appended rule stands in, and its comment; `null` for policies, headings and warnings. */
export function appendedRule(words: readonly string[]): { chain: string; comment: string | null } | null {
  // iptables-save -c puts `[packets:bytes]` in front.
  const [command, chain, ...args] = /^\[\d+:\d+\]$/.test(words[0] ?? '') ? words.slice(1) : words;
  if (command !== '-A' || chain === undefined) return null;
  const at = args.indexOf('--comment');
  return { chain, comment: at < 0 ? null : (args[at + 1] ?? null) };
}
