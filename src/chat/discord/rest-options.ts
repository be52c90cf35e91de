import { createHash } from 'node:crypto';
import { ComponentType, DefaultRestOptions, REST, Routes } from 'discord.js';
import pThrottle from 'p-throttle';
import type { Proxies } from '../proxy/proxies.ts';
import { limits, pace, patienceMs } from './limits.ts';
import type { Rendered } from './render.ts';

/** Options for every client of Discord's API. `apiUrl` is without the version, like `https://host/api`. */
export const restOptions = (apiUrl: string | undefined, proxies: Proxies) => ({
  ...(apiUrl === undefined ? {} : { api: apiUrl.replace(/\/+$/, '') }),
  agent: proxies.dispatcherFor(apiUrl ?? DefaultRestOptions.api) ?? null,
  timeout: 15_000,
  retries: 3,
  /** Longer waits go back to the queue, so that one limited chat does not hold up others. */
  rejectOnRateLimit: ({ timeToReset, retryAfter }: { timeToReset: number; retryAfter: number }) =>
    Math.max(timeToReset, retryAfter) > patienceMs,
});

interface Message {
  id: string;
}

/** `notify`: id of a person who is called by name, above the message. */
export interface PostOptions {
  replyTo?: string;
  silent?: boolean;
  notify?: string;
}

/** The few requests that paint messages. All throw discord.js's errors. */
export interface Wire {
  /** Repaints the message an interaction's token belongs to. */
  editByToken(appId: string, token: string, message: Rendered): Promise<Message>;
  /** A further message of an interaction, for the asker's eyes only. */
  whisper(appId: string, token: string, message: Rendered): Promise<Message>;
  /** A further message of an interaction, for all. */
  followUp(appId: string, token: string, message: Rendered): Promise<Message>;
  /** Takes an acknowledgement back: nothing is to be said. */
  removeByToken(appId: string, token: string): Promise<void>;
  edit(channel: string, id: string, message: Rendered): Promise<Message>;
  /** A new message. Sent twice with one `key`, it is posted once. */
  post(channel: string, message: Rendered, key: string, how: PostOptions): Promise<Message>;
  /** The channel in which a person gets direct messages. */
  openDirect(user: string): Promise<string>;
  /** Ends what would keep the process alive. */
  close(): void;
}

/** Discord notifies of what is said in a server only those who are mentioned, unless they asked for more. */
const calling = (person: string, { components }: Rendered['body']) => ({
  components: [{ type: ComponentType.TextDisplay, content: `<@${person}>` }, ...components],
  allowed_mentions: { parse: [], users: [person] },
});

const ephemeral = 1 << 6;
const silently = 1 << 12;

/** `nonce` of a delivery: the same for each try of the same message. */
const nonceOf = (key: string): string =>
  createHash('sha256').update(key).digest('base64url').slice(0, limits.nonce);

/**
 * `bot` carries the token. Interaction webhooks need none and do not count against the global limit of 50/s
 * (topics/rate-limits), so they get a client of their own and never wait behind notices.
 */
export function makeWire(bot: REST, apiUrl: string | undefined, proxies: Proxies): Wire {
  const hooks = new REST({
    ...restOptions(apiUrl, proxies),
    globalRequestsPerSecond: Number.POSITIVE_INFINITY,
  });
  const paced = pThrottle(pace)(<T>(request: () => Promise<T>) => request());
  const original = (appId: string, token: string) => Routes.webhookMessage(appId, token, '@original');
  const answered = async (request: Promise<unknown>): Promise<Message> => {
    const body = await request;
    if (typeof body === 'object' && body !== null && 'id' in body && typeof body.id === 'string')
      return { id: body.id };
    throw new Error('Discord answered without a message');
  };
  /** A new message with no files does not name attachments. */
  const fresh = ({ body, files }: Rendered) => {
    const { attachments, ...rest } = body;
    return files.length > 0 ? { ...rest, attachments } : rest;
  };
  return {
    editByToken: (appId, token, { body, files }) =>
      answered(hooks.patch(original(appId, token), { body, files, auth: false })),
    whisper: (appId, token, message) =>
      answered(
        hooks.post(Routes.webhook(appId, token), {
          body: { ...fresh(message), flags: message.body.flags | ephemeral },
          files: message.files,
          auth: false,
        }),
      ),
    followUp: (appId, token, message) =>
      answered(
        hooks.post(Routes.webhook(appId, token), { body: fresh(message), files: message.files, auth: false }),
      ),
    removeByToken: async (appId, token) => {
      await hooks.delete(original(appId, token), { auth: false });
    },
    edit: (channel, id, { body, files }) =>
      answered(paced(() => bot.patch(Routes.channelMessage(channel, id), { body, files }))),
    post: (channel, message, key, { replyTo, silent, notify }) => {
      const body = {
        ...fresh(message),
        ...(notify === undefined ? {} : calling(notify, message.body)),
        flags: message.body.flags | (silent ? silently : 0),
        nonce: nonceOf(key),
        enforce_nonce: true,
        ...(replyTo === undefined
          ? {}
          : { message_reference: { message_id: replyTo, fail_if_not_exists: false } }),
      };
      return answered(paced(() => bot.post(Routes.channelMessages(channel), { body, files: message.files })));
    },
    openDirect: async (user) => {
      const opened = paced(() => bot.post(Routes.userChannels(), { body: { recipient_id: user } }));
      return (await answered(opened)).id;
    },
    close() {
      hooks.clearHashSweeper();
      hooks.clearHandlerSweeper();
    },
  };
}
