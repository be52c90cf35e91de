/** One section of a UCI config file. */
export interface Section {
  type: string;
  /** `null`: anonymous, known as `@type[n]`. */
  name: string | null;
  /** A list has several values; an option has one. */
  options: { key: string; values: string[]; list: boolean }[];
}

/** Words of a config line: bare, or in single or double quotes. `null`: quotes do not close. */
function words(line: string): string[] | null {
  const found: string[] = [];
  const shape = /\s*(?:#.*$|'([^']*)'|"([^"]*)"|([^\s'"#][^\s'"]*))/y;
  let at = 0;
  while (at < line.trimEnd().length) {
    shape.lastIndex = at;
    const match = shape.exec(line);
    if (!match) return null;
    at = shape.lastIndex;
    const word = match[1] ?? match[2] ?? match[3];
    if (word !== undefined) found.push(word);
  }
  return found;
}

/** `null` on the first line that is not UCI. */
export function parseUci(text: string): Section[] | null {
  const sections: Section[] = [];
  for (const line of text.split('\n')) {
    const [keyword, first, second, ...more] = words(line) ?? ['broken'];
    if (keyword === undefined || (keyword === 'package' && more.length === 0)) continue;
    if (first === undefined || more.length > 0) return null;
    if (keyword === 'config') sections.push({ type: first, name: second ?? null, options: [] });
    else {
      const section = sections.at(-1);
      if (!section || second === undefined || (keyword !== 'option' && keyword !== 'list')) return null;
      const known = section.options.find((option) => option.key === first && keyword === 'list');
      if (known) known.values.push(second);
      else section.options.push({ key: first, values: [second], list: keyword === 'list' });
    }
  }
  return sections;
}

const quoted = (value: string) => `'${value.replaceAll("'", "'\\''")}'`;

/** As `uci commit` writes a file and `uci export` prints it (the latter under a `package` line). */
export function uciText(sections: Section[]): string {
  return sections
    .map((section) => {
      const head = `\nconfig ${section.type}${section.name === null ? '' : ` ${quoted(section.name)}`}\n`;
      const lines = section.options.flatMap((option) =>
        option.values.map((value) => `\t${option.list ? 'list' : 'option'} ${option.key} ${quoted(value)}\n`),
      );
      return `${head}${lines.join('')}`;
    })
    .concat('\n')
    .join('');
}

/** Name under which a section is shown: its own, or `@type[n]`. */
function shownAs(sections: Section[], section: Section): string {
  if (section.name !== null) return section.name;
  return `@${section.type}[${sections.filter((each) => each.type === section.type).indexOf(section)}]`;
}

/** Finds a section by name, `@type[n]` or `@type[-n]`. */
export function sectionAt(sections: Section[], name: string): Section | undefined {
  const anonymous = /^@(\w+)\[(-?\d+)\]$/.exec(name);
  if (!anonymous) return sections.find((section) => section.name === name);
  return sections.filter((section) => section.type === anonymous[1]).at(Number(anonymous[2]));
}

/** `uci show`, for one config and perhaps one section. */
export function showUci(config: string, sections: Section[], only?: Section): string {
  return sections
    .filter((section) => only === undefined || section === only)
    .map((section) => {
      const path = `${config}.${shownAs(sections, section)}`;
      const lines = section.options.map(
        (option) => `${path}.${option.key}=${option.values.map(quoted).join(' ')}\n`,
      );
      return `${path}=${section.type}\n${lines.join('')}`;
    })
    .join('');
}
