/**
 * Values of one `uci show` line, which quotes like a shell: `key='a'`, `key='a' 'b'`, `key='it'\''s'`, or bare for a
 * section's type. `null` when the line is none of these.
 */
export function parseUciLine(line: string): { key: string; values: string[] } | null {
  const split = line.indexOf('=');
  if (split <= 0) return null;
  const key = line.slice(0, split);
  const rest = line.slice(split + 1);
  if (!rest.startsWith("'")) return { key, values: [rest] };
  const values: string[] = [];
  let at = 0;
  while (at < rest.length) {
    let word = '';
    while (at < rest.length && rest[at] !== ' ') {
      if (rest.startsWith("\\'", at)) {
        word += "'";
        at += 2;
        continue;
      }
      if (rest[at] !== "'") return null;
      const close = rest.indexOf("'", at + 1);
      if (close < 0) return null;
      word += rest.slice(at + 1, close);
      at = close + 1;
    }
    values.push(word);
    at++;
  }
  return { key, values };
}

/** What fw3 and fw4 take for yes. */
export const isOn = (values: readonly string[] | undefined): boolean =>
  values !== undefined && ['1', 'on', 'yes', 'true', 'enabled'].includes(values[0] ?? '');

/** One value as `uci show` quotes it. */
export const quoteUci = (value: string): string => `'${value.replaceAll("'", "'\\''")}'`;
