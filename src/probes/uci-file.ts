import { quoteUci } from './uci-text.ts';

const word = `'([^']*)'|"([^"]*)"|([^\\s'"]+)`;
const sectionLine = new RegExp(`^\\s{0,16}config\\s{1,16}(?:${word})(?:\\s{1,16}(?:${word}))?\\s*$`);
const optionLine = new RegExp(`^\\s{0,16}(option|list)\\s{1,16}([\\w-]{1,64})\\s{1,16}(?:${word})\\s*$`);

/**
 * Lines of a file of /etc/config as `uci show` prints them; every other line as it is. Grammar:
 * https://openwrt.org/docs/guide-user/base-system/uci#file_syntax
 */
export function asUciShows(file: string, lines: readonly string[]): string[] {
  if (!lines.some((line) => sectionLine.test(line))) return [...lines];
  const counts = new Map<string, number>();
  const lists = new Map<string, string[]>();
  const shown: { key: string; values: string[] | null }[] = [];
  let section = '';
  for (const line of lines) {
    const opened = sectionLine.exec(line);
    const option = section === '' ? null : optionLine.exec(line);
    if (opened) {
      const type = opened[1] ?? opened[2] ?? opened[3] ?? '';
      const count = counts.get(type) ?? 0;
      counts.set(type, count + 1);
      section = `${file}.${opened[4] ?? opened[5] ?? opened[6] ?? `@${type}[${count}]`}`;
      shown.push({ key: `${section}=${type}`, values: null });
    } else if (option) {
      const key = `${section}.${option[2]}`;
      const text = option[3] ?? option[4] ?? option[5] ?? '';
      const list = option[1] === 'list' ? lists.get(key) : undefined;
      if (list) list.push(text);
      else {
        const values = [text];
        lists.set(key, values);
        shown.push({ key, values });
      }
    }
  }
  return shown.map(({ key, values }) => (values ? `${key}=${values.map(quoteUci).join(' ')}` : key));
}
