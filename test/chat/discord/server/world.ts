import { snowflake } from './ids.ts';

export interface User {
  id: string;
  username: string;
  global_name: string | null;
  bot?: boolean;
  locale: string;
  /** Refuses direct messages of the bot. */
  closed?: boolean;
}

export interface Channel {
  id: string;
  type: 0 | 1 | 3;
  guild: string | null;
  name?: string;
  /** Of direct messages. */
  recipient?: string;
  /** `gone`: deleted; `hidden`: the bot may not see it; `mute`: it may not write there. */
  state: 'open' | 'gone' | 'hidden' | 'mute';
  /** The bot's first refused request there; another one is a violation. */
  refused?: number;
}

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export interface Attachment {
  id: string;
  filename: string;
  description?: string;
  data: Buffer;
}

export interface Message {
  id: string;
  channel: string;
  author: string;
  flags: number;
  content: string;
  embeds: Json[];
  components: Json[];
  attachments: Attachment[];
  /** Only this user sees it. */
  only: string | null;
  interaction: string | null;
  replyTo: string | null;
  nonce: string | null;
  silent: boolean;
  deleted: boolean;
  /** When it was painted: the first entry is its making. */
  painted: number[];
}

export type InteractionKind = 'command' | 'component' | 'autocomplete' | 'modal';

export interface Interaction {
  id: string;
  token: string;
  kind: InteractionKind;
  user: string;
  channel: string;
  /** Only installed by the user here: five follow-ups at most. */
  userInstalled: boolean;
  madeAt: number;
  /** Moves the token's birth into the past, for tests of its end. */
  agedMs: number;
  /** When the bot got the event. */
  deliveredAt: number | null;
  answer: { type: number; at: number } | null;
  /** `@original`. */
  message: string | null;
  followUps: number;
  choices: { name: string; value: string }[] | null;
  modal: JsonObject | null;
  /** Used after it was refused once: a violation. */
  refused: number;
}

export interface Violation {
  rule: string;
  detail: string;
}

export interface Options {
  token: string;
  heartbeatMs: number;
  /** Requests per second of the bot, over all routes. */
  globalPerSecond: number;
}

/** Everything the server knows. */
export interface World {
  options: Options;
  app: string;
  bot: User;
  users: Map<string, User>;
  guilds: Map<string, { id: string; name: string; botIsMember: boolean }>;
  channels: Map<string, Channel>;
  messages: Map<string, Message>;
  interactions: Map<string, Interaction>;
  /** Registered commands by place: `global` or a guild's id. */
  commands: Map<string, JsonObject[]>;
  commandWrites: number;
  violations: Violation[];
  requests: { at: number; method: string; path: string; status: number; bot: boolean }[];
  violate(rule: string, detail: string): void;
}

const clientId = '100000000000000001';

export function makeWorld(options: Options): World {
  const bot: User = { id: clientId, username: 'pushmedic', global_name: null, bot: true, locale: 'en-US' };
  const violations: Violation[] = [];
  return {
    options,
    app: clientId,
    bot,
    users: new Map([[bot.id, bot]]),
    guilds: new Map(),
    channels: new Map(),
    messages: new Map(),
    interactions: new Map(),
    commands: new Map([['global', []]]),
    commandWrites: 0,
    violations,
    requests: [],
    violate(rule, detail) {
      violations.push({ rule, detail: detail.slice(0, 500) });
    },
  };
}

/** Registers people and places. */
export function makePlaces(world: World) {
  return {
    user(name: string, locale = 'en-US'): User {
      const user = { id: snowflake(), username: name, global_name: name, locale };
      world.users.set(user.id, user);
      return user;
    },
    guild(name: string, { botIsMember = true } = {}): { id: string; channel: Channel } {
      const id = snowflake();
      world.guilds.set(id, { id, name, botIsMember });
      world.commands.set(id, []);
      const channel = this.channel(id, 'general');
      if (!botIsMember) channel.state = 'hidden';
      return { id, channel };
    },
    channel(guild: string, name: string): Channel {
      const channel: Channel = { id: snowflake(), type: 0, guild, name, state: 'open' };
      world.channels.set(channel.id, channel);
      return channel;
    },
    /** The direct messages between the bot and somebody. */
    direct: (user: User): Channel => directOf(world, user.id),
  };
}

export function directOf(world: World, user: string): Channel {
  for (const channel of world.channels.values()) if (channel.recipient === user) return channel;
  const channel: Channel = { id: snowflake(), type: 1, guild: null, recipient: user, state: 'open' };
  world.channels.set(channel.id, channel);
  return channel;
}
