/** One instruction: its flags (`--from=build`), and its words, from JSON or split at blanks. */
export interface Step {
  op: string;
  flags: Record<string, string>;
  /** Everything after the flags, lines joined. */
  text: string;
  words: string[];
  /** Written as a JSON list: run without a shell. */
  isExec: boolean;
}

export interface Stage {
  from: string;
  name: string | null;
  steps: Step[];
}

const logicalLines = (text: string): string[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^\s*#/.test(line))
    .join('\n')
    .replace(/\\\n\s*/g, '')
    .split('\n');

function wordsOf(text: string): { words: string[]; isExec: boolean } {
  if (!text.startsWith('[')) return { words: text.split(/\s+/), isExec: false };
  const list: unknown = JSON.parse(text);
  if (!Array.isArray(list) || !list.every((word) => typeof word === 'string'))
    throw new Error(`no list of words: ${text}`);
  return { words: list, isExec: true };
}

function parseStep(line: string): Step {
  const [, op = '', rest = ''] = /^(\w+)\s+(.*)$/s.exec(line) ?? [];
  if (op === '') throw new Error(`no instruction: ${line}`);
  const flags: Record<string, string> = {};
  const text = rest
    .replace(/^(--[\w-]+=\S+\s+)+/, (found) => {
      for (const [, name = '', value = ''] of found.matchAll(/--([\w-]+)=(\S+)/g)) flags[name] = value;
      return '';
    })
    .trim();
  // What HEALTHCHECK runs stands after CMD, in the same two forms.
  const tail = op.toUpperCase() === 'HEALTHCHECK' ? text.replace(/^CMD\s+/, '') : text;
  return { op: op.toUpperCase(), flags, text: tail, ...wordsOf(tail) };
}

/** The stages of a Dockerfile, as far as ours goes: no heredocs, no ARG, no variables in other instructions. */
export function parseDockerfile(text: string): Stage[] {
  const stages: Stage[] = [];
  for (const step of logicalLines(text).map(parseStep)) {
    const [from = '', as, name] = step.words;
    if (step.op === 'FROM')
      stages.push({ from, name: as?.toUpperCase() === 'AS' ? (name ?? null) : null, steps: [] });
    else if (stages.length === 0) throw new Error(`${step.op} before FROM`);
    else stages.at(-1)?.steps.push(step);
  }
  return stages;
}

/** `ENV A=1 B=2`, without quotes or blanks in the values. */
export const environmentOf = (step: Step): Record<string, string> =>
  Object.fromEntries(
    step.words.map((word) => {
      const [, name = '', value = ''] = /^(\w+)=([^"'\\$]*)$/.exec(word) ?? [];
      if (name === '') throw new Error(`ENV that this parser does not understand: ${word}`);
      return [name, value];
    }),
  );

/** Whether `.dockerignore` keeps a path of the checkout out of the build. Plain names only, as ours are. */
export function isIgnored(ignore: string, path: string): boolean {
  const names = ignore.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const odd = names.find((name) => /[*?!\\[]/.test(name));
  if (odd !== undefined)
    throw new Error(`.dockerignore has a pattern that this parser does not understand: ${odd}`);
  return names.some((name) => path === name || path.startsWith(`${name}/`));
}
