/** What may stand inside `${}` of {@link sh}. A list becomes several words. */
export type ShellValue = string | number | readonly string[];

/**
 * One word for a POSIX shell that means exactly `value`, whatever it holds (quotes, newlines, `$`, `` ` ``).
 * Single quotes leave nothing to expand; a single quote itself is written `'\''`.
 * @throws RangeError for NUL, which no argument can hold, and for text that is not well-formed Unicode.
 */
export function quote(value: string): string {
  if (value.includes('\0')) throw new RangeError('NUL cannot be passed to a command');
  if (Buffer.from(value, 'utf8').toString('utf8') !== value) throw new RangeError('Not well-formed Unicode');
  return `'${value.replaceAll("'", "'\\''")}'`;
}

const words = (value: ShellValue): string =>
  typeof value === 'object' ? value.map(quote).join(' ') : quote(String(value));

/**
 * A command line or script with every interpolated value quoted: sh`grep -F -- ${name} /tmp/dhcp.leases`.
 * The literal parts are the author's own shell text and go in as they are (cooked: `\n` is a newline).
 * An interpolation is a whole word or the end of one; it never stands inside quotes of the literal part.
 */
export function sh(parts: TemplateStringsArray, ...values: ShellValue[]): string {
  return values.reduce<string>((script, value, at) => script + words(value) + parts[at + 1], parts[0] ?? '');
}
