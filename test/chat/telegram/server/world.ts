import type { Entity } from './entities.ts';

export interface User {
  id: number;
  first_name: string;
  language_code: string | undefined;
}

export interface Chat {
  id: number;
  type: 'private' | 'group' | 'supergroup';
  title: string;
  /** Topics of a forum by id; null when it is none. */
  topics: Map<number, 'open' | 'closed'> | null;
  /** `new`: the person has not written yet. */
  state: 'open' | 'new' | 'blocked' | 'deactivated' | 'kicked' | 'mute' | 'deleted' | 'migrated';
  movedTo: number | null;
  /** Requests refused since the target is dead; more than one is a violation. */
  refused: number;
}

export interface Button {
  text: string;
  callback_data?: string | undefined;
  url?: string | undefined;
  style?: string | undefined;
}

export interface Message {
  id: number;
  chat: number;
  thread: number | null;
  from: number;
  date: number;
  text: string;
  entities: Entity[];
  /** As it was sent. */
  html: string;
  keyboard: Button[][];
  photo: Buffer | null;
  /** A file that was sent. */
  document: { name: string; data: Buffer } | null;
  /** A person whose card was sent instead of a text. */
  contact: { first_name: string; phone_number: string; user_id?: number } | null;
  album: string | null;
  replyTo: number | null;
  silent: boolean;
  preview: boolean;
  deleted: boolean;
  /** When it was painted, ms: the first entry is its making. */
  painted: number[];
}

export interface Query {
  id: string;
  message: number;
  user: number;
  deliveredAt: number | null;
  answeredAt: number | null;
  /** Moves its birth into the past, ms. */
  agedMs: number;
  madeAt: number;
  answer: { text: string; alert: boolean } | null;
}

export interface Update {
  update_id: number;
  kind: 'message' | 'callback_query' | 'my_chat_member';
  body: object;
  delivered(): void;
}

export interface Violation {
  rule: string;
  detail: string;
}

export interface Options {
  token: string;
  /** Messages a second over all chats. */
  perSecond: number;
  /** Messages a minute in a group. */
  groupPerMinute: number;
  /** Messages that may come at once in a chat; 1 a second after that. */
  burst: number;
}

/** Everything the server knows. */
export interface World {
  options: Options;
  bot: { id: number; first_name: string; username: string };
  users: Map<number, User>;
  chats: Map<number, Chat>;
  messages: Map<string, Message>;
  queries: Map<string, Query>;
  /** Registered commands by `scope/language`. */
  commands: Map<string, { command: string; description: string }[]>;
  texts: Map<string, string>;
  actions: { chat: number; thread: number | null; at: number }[];
  webhook: string | null;
  violations: Violation[];
  requests: { at: number; method: string; status: number; chat: string }[];
  violate(rule: string, detail: string): void;
  nextId(): number;
}

export function makeWorld(options: Options): World {
  const violations: Violation[] = [];
  let last = 1_000;
  return {
    options,
    bot: { id: Number(options.token.split(':')[0]), first_name: 'Pushmedic', username: 'pushmedic_bot' },
    users: new Map(),
    chats: new Map(),
    messages: new Map(),
    queries: new Map(),
    commands: new Map(),
    texts: new Map(),
    actions: [],
    webhook: null,
    violations,
    requests: [],
    violate(rule, detail) {
      violations.push({ rule, detail: detail.slice(0, 500) });
    },
    nextId: () => {
      last += 1;
      return last;
    },
  };
}

export const messageKey = (chat: number, id: number): string => `${chat}/${id}`;
