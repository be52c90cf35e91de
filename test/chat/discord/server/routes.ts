import { callback } from './callbacks.ts';
import { openDirect, patchMessage, postMessage } from './channels.ts';
import { putCommands } from './command-rules.ts';
import { type Body, userJson } from './messages.ts';
import { asList } from './schema.ts';
import { byToken, deleteOriginal, editOriginal, followUp } from './webhooks.ts';
import type { Json, World } from './world.ts';

interface Request {
  world: World;
  /** The path's variable parts, in order. */
  ids: string[];
  query: URLSearchParams;
  body: Body;
  gateway: string;
}

export interface Route {
  method: string;
  path: RegExp;
  /** For buckets and the log. */
  name: string;
  /** Needs the bot's token. */
  bot: boolean;
  answer(request: Request): Json;
}

const at = (ids: readonly string[], index: number): string => decodeURIComponent(ids[index] ?? '');

/** What this server can do: what a chat bot needs, and nothing else. Another path is a violation. */
export const routes: readonly Route[] = [
  {
    method: 'GET',
    path: /^\/gateway\/bot$/,
    name: '/gateway/bot',
    bot: true,
    answer: ({ gateway }) => ({
      url: gateway,
      shards: 1,
      session_start_limit: { total: 1000, remaining: 999, reset_after: 86_400_000, max_concurrency: 1 },
    }),
  },
  {
    method: 'GET',
    path: /^\/users\/@me$/,
    name: '/users/@me',
    bot: true,
    answer: ({ world }) => userJson(world, world.bot.id),
  },
  {
    method: 'PUT',
    path: /^\/applications\/(\d+)(?:\/guilds\/(\d+))?\/commands$/,
    name: '/applications/:id/commands',
    bot: true,
    answer: ({ world, ids, body }) => putCommands(world, at(ids, 1) || 'global', asList(body.json.list)),
  },
  {
    method: 'POST',
    path: /^\/interactions\/(\d+)\/([^/]+)\/callback$/,
    name: '/interactions/:id/:token/callback',
    bot: false,
    answer: ({ world, ids, body, query }) => {
      const interaction = world.interactions.get(at(ids, 0));
      const known = interaction?.token === at(ids, 1) ? interaction : undefined;
      return callback(world, known, body, query.get('with_response') === 'true');
    },
  },
  {
    method: 'PATCH',
    path: /^\/webhooks\/(\d+)\/([^/]+)\/messages\/([^/]+)$/,
    name: '/webhooks/:id/:token',
    bot: false,
    answer: ({ world, ids, body }) =>
      editOriginal(world, byToken(world, at(ids, 0), at(ids, 1)), at(ids, 2), body),
  },
  {
    method: 'DELETE',
    path: /^\/webhooks\/(\d+)\/([^/]+)\/messages\/([^/]+)$/,
    name: '/webhooks/:id/:token',
    bot: false,
    answer: ({ world, ids }) => deleteOriginal(world, byToken(world, at(ids, 0), at(ids, 1)), at(ids, 2)),
  },
  {
    method: 'POST',
    path: /^\/webhooks\/(\d+)\/([^/]+)$/,
    name: '/webhooks/:id/:token',
    bot: false,
    answer: ({ world, ids, body }) => followUp(world, byToken(world, at(ids, 0), at(ids, 1)), body),
  },
  {
    method: 'POST',
    path: /^\/channels\/(\d+)\/messages$/,
    name: '/channels/:id/messages',
    bot: true,
    answer: ({ world, ids, body }) => postMessage(world, at(ids, 0), body),
  },
  {
    method: 'PATCH',
    path: /^\/channels\/(\d+)\/messages\/(\d+)$/,
    name: '/channels/:id/messages/:id',
    bot: true,
    answer: ({ world, ids, body }) => patchMessage(world, at(ids, 0), at(ids, 1), body),
  },
  {
    method: 'POST',
    path: /^\/users\/@me\/channels$/,
    name: '/users/@me/channels',
    bot: true,
    answer: ({ world, body }) => openDirect(world, body),
  },
];
