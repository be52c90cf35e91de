import {
  CreatePrivateChannelRequestSchema,
  MessageCreateRequestSchema,
  MessageEditRequestPartialSchema,
} from 'discord-api-spec/zod';
import { type Body, createMessage, editMessage, messageJson } from './messages.ts';
import {
  closedDirect,
  invalidRecipient,
  missingAccess,
  missingPermissions,
  notTheAuthor,
  type Refusal,
  unknownChannel,
  unknownMessage,
} from './refusal.ts';
import { asText, checkSchema } from './schema.ts';
import { type Channel, directOf, type JsonObject, type World } from './world.ts';

/** A channel the bot may write in. Trying again where it was refused for good is a violation. */
function writable(world: World, id: string): Channel {
  const channel = world.channels.get(id);
  if (!channel) throw unknownChannel();
  const refusal = refusalOf(world, channel);
  if (refusal === null) return channel;
  if ((channel.refused ?? 0) > 0)
    world.violate('dead target', `channel ${channel.state} is written to again`);
  channel.refused = (channel.refused ?? 0) + 1;
  throw refusal;
}

function refusalOf(world: World, channel: Channel): Refusal | null {
  if (channel.state === 'gone') return unknownChannel();
  if (channel.state === 'hidden') return missingAccess();
  if (channel.state === 'mute') return missingPermissions();
  return world.users.get(channel.recipient ?? '')?.closed ? closedDirect() : null;
}

/** `POST /channels/…/messages`. The same nonce, enforced, gives the first message again. */
export function postMessage(world: World, channel: string, body: Body): JsonObject {
  const where = 'channel message';
  const { id } = writable(world, channel);
  const json = checkSchema(world, MessageCreateRequestSchema, body.json, where);
  const nonce = json.nonce === undefined || json.nonce === null ? null : String(json.nonce);
  if (nonce === null || json.enforce_nonce !== true)
    world.violate('nonce', `${where}: may be doubled by a retry`);
  const first = [...world.messages.values()].find((one) => nonce !== null && one.nonce === nonce);
  if (first) return messageJson(world, first);
  const place = { channel: id, interaction: null, ephemeralFor: null };
  return messageJson(world, createMessage(world, body, place, where));
}

/** `PATCH /channels/…/messages/…`: ephemeral messages cannot be reached this way. */
export function patchMessage(world: World, channel: string, id: string, body: Body): JsonObject {
  const where = 'channel edit';
  writable(world, channel);
  checkSchema(world, MessageEditRequestPartialSchema, body.json, where);
  const message = world.messages.get(id);
  if (!message || message.deleted || message.channel !== channel) throw unknownMessage();
  if (message.only !== null) {
    world.violate('ephemeral', `${where}: an ephemeral message can be changed by its webhook only`);
    throw unknownMessage();
  }
  if (message.author !== world.bot.id) throw notTheAuthor();
  return messageJson(world, editMessage(world, message, body, where));
}

/** `POST /users/@me/channels`. */
export function openDirect(world: World, body: Body): JsonObject {
  const json = checkSchema(world, CreatePrivateChannelRequestSchema, body.json, 'direct channel');
  const user = world.users.get(asText(json.recipient_id));
  if (!user || user.bot) throw invalidRecipient();
  const channel = directOf(world, user.id);
  return { id: channel.id, type: 1, last_message_id: null, flags: 0, recipients: [] };
}
