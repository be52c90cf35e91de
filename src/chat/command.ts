import type { AccountId, Address } from '../model/address.ts';
import type { Delivery } from '../model/delivery.ts';
import type { Asker, Job } from '../model/job.ts';
import type { Reply } from '../model/message.ts';
import type { Person, Role } from '../model/person.ts';
import type { Say } from '../words/words.ts';
import type { CommandStores } from './stores.ts';

/** A command as somebody typed it or pressed it. The same for every platform. */
export interface Call {
  /** Unique per call: the platform's interaction or update id. Makes doubles recognisable. */
  id: string;
  account: AccountId;
  /** Display name; hostile. */
  personName: string;
  /** Where the answer goes; with `message` set for a press, so that the pressed message is repainted. */
  to: Address;
  /** The platform's guess; the person's own choice wins. */
  locale: string | undefined;
  name: string;
  args: Record<string, string>;
  /** What was typed, where no command is called so. */
  said?: string | undefined;
  /** Ids of the presses under the message of ours that was replied to: its router is meant where none is named. */
  about?: readonly string[] | undefined;
  /** Epoch ms at which the platform says it was sent. */
  at: number;
}

export interface ArgSpec {
  name: string;
  required: boolean;
  /** Fixed choices, if any. */
  choices?: readonly string[];
  /** Takes the rest of the line (last argument only). */
  rest?: boolean;
  /** Typed as `--name`, wherever it stands; its one choice is its value. */
  flag?: boolean;
  /** Set by buttons: in no menu and no usage. */
  pressed?: boolean;
  /** What platforms with completion offer. */
  suggests?: 'router' | 'device' | 'account';
}

/** What a command answers at once: a finished reply, or a job whose worker will answer later. */
export type Outcome = (
  | { kind: 'reply'; reply: Reply }
  /** `working` is shown until the job repaints it. `once`: calls with the same value become one job. */
  | { kind: 'job'; job: Job; working: Reply; once?: string }
) & {
  /** A pressed message stays as it is: the answer goes beside it. */
  apart?: boolean;
};

/** The public face of a command, enough for parsing, permission and registration on platforms. */
export interface CommandSpec {
  /** One or two words: `diagnose`, `router add`. */
  name: string;
  /** Names it had before: buttons kept for 60 days, and people's fingers, still use them. */
  aliases?: readonly string[];
  args: readonly ArgSpec[];
  /** `anyone`: even strangers (claim, help, link, language). */
  role: Role | 'anyone';
  /** Not offered in menus: reached by buttons only. */
  hidden?: boolean;
}

/** A call with everything known about who made it. */
export interface Ask {
  call: Call;
  args: Record<string, string>;
  person: Person;
  asker: Asker;
  say: Say;
}

/** What commands may use: what is stored, and nothing that reaches a router. */
export interface CommandContext {
  store: CommandStores;
  /** Hands a message to the deliveries: for others than whoever asks. */
  send(delivery: Delivery): Promise<void>;
  /** The bot's public SSH key, one line. */
  publicKey: string;
  /** Every command there is, for help. */
  specs: readonly CommandSpec[];
  now(): number;
}

/** One command: a call in, a reply or a job out. */
export interface Command extends CommandSpec {
  run(ask: Ask, context: CommandContext): Promise<Outcome>;
  /** What is answered where a required argument is missing. Default: how the command is written. */
  ask?(ask: Ask, context: CommandContext): Promise<Outcome>;
}

/** A job, and what is shown until its worker answers; `hidden`: what a group must not read of that. */
export const queued = (
  job: Job,
  title: string,
  hidden: Pick<Reply, 'names' | 'language'> = {},
): Extract<Outcome, { kind: 'job' }> => ({
  kind: 'job',
  job,
  working: { tone: 'working', title, blocks: [], buttons: [], ...hidden },
});

/** A finished answer. */
export const answer = (reply: Reply): Outcome => ({ kind: 'reply', reply });
