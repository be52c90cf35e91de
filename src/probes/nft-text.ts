import type { NftChain, NftFlowtable } from './readings.ts';

export interface NftText {
  /** `table …` headers and the blocks of the chains asked for, as printed. */
  lines: string[];
  flowtables: NftFlowtable[];
}

/** What `nft -a list ruleset` (or `list chain`, `list flowtables`) prints, cut down to `chains`. */
export function parseNftText(lines: readonly string[], chains: readonly NftChain[]): NftText {
  const wanted = new Set(chains.map(({ family, table, name }) => `${family} ${table} ${name}`));
  const text: NftText = { lines: [], flowtables: [] };
  let family = '';
  let table = '';
  let header: string | null = null;
  let inside = false;
  let flowtable: NftFlowtable | null = null;
  for (const line of lines) {
    const opened = /^table (\S+) (\S+) \{/.exec(line);
    if (opened) {
      [, family = '', table = ''] = opened;
      header = line;
      inside = false;
      flowtable = null;
      continue;
    }
    const block = /^\t(chain|flowtable) (\S+) \{/.exec(line);
    if (block) {
      const name = block[2] ?? '';
      inside = block[1] === 'chain' && wanted.has(`${family} ${table} ${name}`);
      flowtable = block[1] === 'flowtable' ? { family, table, name, devices: [], hardware: false } : null;
      if (flowtable) addFlowtable(text.flowtables, flowtable);
      if (inside && header !== null) {
        text.lines.push(header);
        header = null;
      }
    }
    if (flowtable) readFlowtable(flowtable, line);
    if (inside) text.lines.push(line);
    if (line === '\t}') {
      inside = false;
      flowtable = null;
    }
  }
  return text;
}

function addFlowtable(all: NftFlowtable[], one: NftFlowtable): void {
  const known = all.findIndex(
    ({ family, table, name }) => family === one.family && table === one.table && name === one.name,
  );
  if (known < 0) all.push(one);
  else all[known] = one;
}

function readFlowtable(flowtable: NftFlowtable, line: string): void {
  const devices = /^\t\tdevices = \{ ?(.*?) ?\};?$/.exec(line)?.[1];
  if (devices !== undefined)
    flowtable.devices = devices
      .split(',')
      .map((name) => name.trim().replace(/^"(.*)"$/, '$1'))
      .filter((name) => name !== '');
  if (/^\t\tflags .*\boffload\b/.test(line)) flowtable.hardware = true;
}
