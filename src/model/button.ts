import { z } from 'zod';

/** What somebody asks for by pressing: a command, typed by whoever pressed. */
export const pressSchema = z.object({
  /** Name of the command, e.g. `router key`. */
  command: z.string(),
  /** Its arguments by name. */
  args: z.record(z.string(), z.string()),
});
export type Press = z.infer<typeof pressSchema>;

/** Platforms give it a short id; what it stands for is kept. */
export const buttonSchema = pressSchema.extend({
  label: z.string(),
  style: z.enum(['primary', 'secondary', 'danger']),
});
export type Button = z.infer<typeof buttonSchema>;

/**
 * What a button may stand for: each command with its arguments; those with `?` may be left out. A test holds it against
 * the commands. Presses live 60 days: a command that is renamed keeps its name of before as an alias.
 */
export const pressable = {
  admit: ['person', 'role'],
  allow: ['person', 'role'],
  apply: ['plan'],
  cancel: ['plan?'],
  check: ['router'],
  cure: ['router'],
  deny: ['person'],
  details: ['id', 'page?'],
  diagnose: ['router', 'device?'],
  digest: ['every?'],
  fix: ['router?'],
  forget: ['router'],
  help: ['page?'],
  history: ['router?', 'page?'],
  ignore: ['person'],
  language: ['language?'],
  late: ['router?'],
  login: ['router'],
  mute: ['router', 'phone', 'off?'],
  names: ['show?'],
  people: ['page?'],
  person: ['person'],
  quiet: ['hours?', 'zone?'],
  revert: ['router'],
  'router add': ['name?', 'address?'],
  'router key': [],
  'router list': ['page?'],
  saw: ['test'],
  seen: ['router', 'phone', 'at'],
  status: ['page?'],
  steps: ['plan', 'page?'],
  stop: ['test'],
  test: [],
  'test-phone': ['router', 'phone?', 'how?'],
  trust: ['name', 'address', 'type', 'sha256'],
  undo: ['router'],
  watch: ['switch?', 'router?', 'keep-fixed?'],
  'watch-this': ['router'],
  which: ['what', 'line', 'page?'],
  zone: ['zone?', 'page?', 'hours?'],
} as const satisfies Record<string, readonly string[]>;

type Pressable = typeof pressable;
type Required<Name extends string> = Name extends `${string}?` ? never : Name;
type Optional<Name extends string> = Name extends `${infer Given}?` ? Given : never;
type Args<Names extends readonly string[]> = Record<Required<Names[number]>, string> &
  Partial<Record<Optional<Names[number]>, string>>;

/** A button that runs `command` with `args`; `label` is in the reader's language. */
export const button = <Command extends keyof Pressable>(
  command: Command,
  args: Args<Pressable[Command]>,
  label: string,
  style: Button['style'] = 'secondary',
): Button => ({ command, args: args as Record<string, string>, label, style });

/** A button that runs what somebody typed or might type: any command, with the arguments known so far. */
export const buttonOf = (
  { command, args }: Press,
  label: string,
  style: Button['style'] = 'secondary',
): Button => ({ command, args, label, style });

/** What a button stands for, without how it looks. */
export const pressOf = ({ command, args }: Button): Press => ({ command, args });
