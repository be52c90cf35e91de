import { objects } from './objects.ts';
import { chainOf, type Ruleset } from './ruleset.ts';
import { type Cursor, cursor, NftRefusal, tokenize, unexpected } from './tokens.ts';

/** Text of a file named by `include`, or `null`. A glob gives the matching files in order. */
export interface Files {
  read(path: string): string | null;
  glob(pattern: string): string[];
}

function include(
  ruleset: Ruleset,
  at: Cursor,
  files: Files,
  from: string,
  run: typeof tableBody,
  table: string[],
) {
  const keyword = at.peek();
  at.expect('include');
  const pattern = at.word();
  const paths = pattern.includes('*') ? files.glob(pattern) : [pattern];
  for (const path of paths) {
    const source = files.read(path);
    if (source === null) throw new NftRefusal(`File not found: ${pattern}`, keyword);
    const includedFrom = `In file included from ${from}:${keyword.line}:${keyword.column}-${keyword.column + 10 + pattern.length}:`;
    placed({ file: path, source, includedFrom }, () => {
      const inner = cursor(tokenize(source));
      run(ruleset, inner, files, path, table);
      if (!inner.done()) throw unexpected(inner.peek());
    });
  }
}

function placed<T>(place: { file: string; source: string; includedFrom?: string }, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof NftRefusal) error.place ??= place;
    throw error;
  }
}

function tableBody(ruleset: Ruleset, at: Cursor, files: Files, file: string, table: string[]): void {
  const [family = '', name = ''] = table;
  for (at.skipEnds(); !at.done() && at.peek().text !== '}'; at.skipEnds()) {
    const token = at.peek();
    if (token.text === 'include') include(ruleset, at, files, file, tableBody, table);
    else if (at.accept('define')) {
      // fw4 defines names of devices and subnets; nothing the demo loads uses them, and a `$name` is refused.
      while (at.peek().text !== '=') at.next();
      at.next();
      at.expect('{');
      while (!at.accept('}')) at.next();
    } else if (at.accept('flowtable')) objects.flowtable(ruleset, family, name, at);
    else if (at.accept('chain')) objects.chain(ruleset, family, name, at);
    else throw unexpected(at.next());
  }
}

function statement(ruleset: Ruleset, at: Cursor, files: Files, file: string): void {
  const verb = at.peek().text;
  if (verb === 'table' || (verb === 'add' && at.accept('add') && at.peek().text === 'table')) {
    at.next();
    const [family, name] = [at.word(), at.word()];
    objects.table(ruleset, family, name);
    if (!at.accept('{')) return;
    tableBody(ruleset, at, files, file, [family, name]);
    at.expect('}');
    return;
  }
  if (verb === 'add') objects.add(ruleset, at, 'add');
  else if (at.accept('insert')) objects.add(ruleset, at, 'insert');
  else if (at.accept('delete')) objects.remove(ruleset, at);
  else if (at.accept('flush')) objects.flush(ruleset, at);
  else throw unexpected(at.next());
}

/** A chain that is jumped to and not there. */
const danglingJump = (ruleset: Ruleset): string | undefined =>
  ruleset.tables
    .flatMap((table) =>
      table.chains.flatMap((chain) =>
        chain.rules.flatMap((rule) =>
          rule.parts.flatMap((part) =>
            part.kind === 'jump' && !chainOf(table, part.target) ? part.target : [],
          ),
        ),
      ),
    )
    .at(0);

/**
 * Runs an nft script as one transaction. The ruleset given is left alone; the new one comes back.
 * @throws {NftRefusal} with its place set
 */
export function runScript(ruleset: Ruleset, source: string, files: Files, file: string): Ruleset {
  const next = structuredClone(ruleset);
  placed({ file, source }, () => {
    const at = cursor(tokenize(source));
    for (at.skipEnds(); !at.done(); at.skipEnds()) {
      statement(next, at, files, file);
      if (!at.done() && at.peek().kind !== 'end') throw unexpected(at.peek());
    }
    const lost = danglingJump(next);
    if (lost) throw new NftRefusal(`Could not process rule: No such file or directory (${lost})`, at.peek());
  });
  return next;
}

/** What nft prints of a refusal. */
export function refusalText(refusal: NftRefusal): string {
  const { at, place, message } = refusal;
  const width = Math.max(1, at.text.length);
  const line = place?.source.split('\n')[at.line - 1] ?? '';
  const carets = `${line.slice(0, at.column - 1).replace(/[^\t]/g, ' ')}${'^'.repeat(width)}`;
  const span = `${at.line}:${at.column}-${at.column + width - 1}`;
  const from = place?.includedFrom ? `${place.includedFrom}\n` : '';
  return `${from}${place?.file ?? '/dev/stdin'}:${span}: Error: ${message}\n${line}\n${carets}\n`;
}
