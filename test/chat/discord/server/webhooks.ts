import {
  IncomingWebhookInteractionRequestSchema,
  IncomingWebhookUpdateRequestPartialSchema,
} from 'discord-api-spec/zod';
import { flag } from './message-rules.ts';
import { type Body, createMessage, editMessage, messageJson } from './messages.ts';
import { invalidToken, tooManyFollowUps, unknownMessage, unknownWebhook } from './refusal.ts';
import { asNumber, checkSchema } from './schema.ts';
import type { Interaction, JsonObject, Message, World } from './world.ts';

const tokenMs = 15 * 60_000;
const userInstalledFollowUps = 5;

/** The interaction behind a webhook's token, while it lives and has been answered. */
export function byToken(world: World, app: string, token: string): Interaction {
  const interaction = [...world.interactions.values()].find((one) => one.token === token);
  if (app !== world.app || !interaction) throw unknownWebhook();
  if (Date.now() - interaction.madeAt + interaction.agedMs > tokenMs) {
    if (interaction.refused > 0) world.violate('dead target', 'an expired token is used again');
    interaction.refused += 1;
    throw invalidToken();
  }
  if (interaction.answer === null) {
    world.violate('first answer', 'webhook used before the first answer');
    throw unknownWebhook();
  }
  return interaction;
}

function target(world: World, interaction: Interaction, id: string): Message {
  const message = world.messages.get(id === '@original' ? (interaction.message ?? '') : id);
  if (!message || message.deleted) throw unknownMessage();
  return message;
}

/** `PATCH /webhooks/…/messages/@original`. */
export function editOriginal(world: World, interaction: Interaction, id: string, body: Body): JsonObject {
  checkSchema(world, IncomingWebhookUpdateRequestPartialSchema, body.json, 'webhook edit');
  return messageJson(world, editMessage(world, target(world, interaction, id), body, 'webhook edit'));
}

/** `DELETE /webhooks/…/messages/@original`. */
export function deleteOriginal(world: World, interaction: Interaction, id: string): null {
  target(world, interaction, id).deleted = true;
  return null;
}

/** `POST /webhooks/…`: a further message; the first one after a deferral takes the deferral's place. */
export function followUp(world: World, interaction: Interaction, body: Body): JsonObject {
  checkSchema(world, IncomingWebhookInteractionRequestSchema, body.json, 'follow-up');
  interaction.followUps += 1;
  if (interaction.userInstalled && interaction.followUps > userInstalledFollowUps) throw tooManyFollowUps();
  const original = world.messages.get(interaction.message ?? '');
  const ephemeral = (asNumber(body.json.flags) & flag.ephemeral) !== 0;
  if (original && !original.deleted && (original.flags & flag.loading) !== 0) {
    if (ephemeral !== (original.only !== null))
      world.violate('ephemeral', 'a first follow-up cannot change what the deferral fixed');
    const json = { ...body.json, flags: asNumber(body.json.flags) & ~flag.ephemeral };
    return messageJson(world, editMessage(world, original, { ...body, json }, 'follow-up'));
  }
  const place = {
    channel: interaction.channel,
    interaction: interaction.id,
    ephemeralFor: ephemeral ? interaction.user : null,
  };
  return messageJson(world, createMessage(world, body, place, 'follow-up'));
}
