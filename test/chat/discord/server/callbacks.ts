import {
  ApplicationCommandAutocompleteCallbackRequestSchema,
  CreateMessageInteractionCallbackRequestSchema,
  ModalInteractionCallbackRequestSchema,
  UpdateMessageInteractionCallbackRequestSchema,
} from 'discord-api-spec/zod';
import type { ZodMiniType } from 'zod/mini';
import { flag, flatten } from './message-rules.ts';
import { type Body, createMessage, editMessage, messageJson, thinking } from './messages.ts';
import { acknowledged, invalidForm, unknownInteraction } from './refusal.ts';
import { asList, asNumber, asObject, asText, checkSchema } from './schema.ts';
import type { Interaction, InteractionKind, JsonObject, World } from './world.ts';

const schemas: Record<number, ZodMiniType> = {
  4: CreateMessageInteractionCallbackRequestSchema,
  5: CreateMessageInteractionCallbackRequestSchema,
  6: UpdateMessageInteractionCallbackRequestSchema,
  7: UpdateMessageInteractionCallbackRequestSchema,
  8: ApplicationCommandAutocompleteCallbackRequestSchema,
  9: ModalInteractionCallbackRequestSchema,
};

/** Which first answers each kind of interaction takes. */
const answers: Record<InteractionKind, readonly number[]> = {
  command: [4, 5, 9],
  component: [4, 5, 6, 7, 9],
  autocomplete: [8],
  modal: [4, 5, 6, 7],
};

const firstAnswerMs = 3_000;

/** `POST /interactions/…/callback`: the first answer, once, within 3 s. */
export function callback(
  world: World,
  interaction: Interaction | undefined,
  body: Body,
  withResponse: boolean,
): JsonObject | null {
  if (!interaction) throw unknownInteraction();
  const where = `callback of ${interaction.kind}`;
  const now = Date.now();
  if (now - interaction.madeAt + interaction.agedMs > firstAnswerMs) {
    const heard = interaction.deliveredAt;
    if (heard !== null && now - heard > firstAnswerMs) world.violate('3 s', `${where}: ${now - heard} ms`);
    throw unknownInteraction();
  }
  if (interaction.answer !== null) {
    world.violate('single first answer', where);
    throw acknowledged();
  }
  const type = asNumber(body.json.type);
  const schema = schemas[type];
  if (!schema || !answers[interaction.kind].includes(type)) {
    world.violate('first answer', `${where}: type ${type}`);
    throw invalidForm();
  }
  checkSchema(world, schema, body.json, where);
  apply(world, interaction, type, body, where);
  interaction.answer = { type, at: now };
  return withResponse ? response(world, interaction, type) : null;
}

function apply(world: World, interaction: Interaction, type: number, body: Body, where: string): void {
  const data = asObject(body.json.data);
  const inner: Body = { json: data, files: body.files };
  const flags = asNumber(data.flags);
  const only = (flags & flag.ephemeral) !== 0 ? interaction.user : null;
  switch (type) {
    case 4: {
      const place = { channel: interaction.channel, interaction: interaction.id, ephemeralFor: only };
      interaction.message = createMessage(world, inner, place, where).id;
      return;
    }
    case 5:
      if ((flags & ~flag.ephemeral) !== 0) world.violate('deferral', `${where}: flags ${flags}`);
      interaction.message = thinking(world, interaction.channel, interaction.id, only).id;
      return;
    case 7: {
      const message = world.messages.get(interaction.message ?? '');
      if (message) editMessage(world, message, inner, where);
      return;
    }
    case 8:
      interaction.choices = asList(data.choices)
        .map(asObject)
        .map((choice) => ({ name: asText(choice.name), value: asText(choice.value) }));
      return;
    case 9:
      checkModal(world, data, where);
      interaction.modal = data;
      return;
    default:
      return;
  }
}

function checkModal(world: World, data: JsonObject, where: string): void {
  const parts = asList(data.components).map(asObject);
  if (parts.length > 5) world.violate('modal', `${where}: ${parts.length} components`);
  const inputs = parts.flatMap((part) =>
    part.component ? [asObject(part.component)] : flatten([part]).slice(1),
  );
  const ids = inputs.map((input) => asText(input.custom_id));
  if (new Set(ids).size < ids.length) world.violate('modal', `${where}: custom_id not unique`);
  for (const input of inputs) {
    const most = input.max_length === undefined ? 4000 : asNumber(input.max_length);
    if (asText(input.value).length > most) world.violate('modal', `${where}: value over max_length`);
    if (part18(parts) && input.label !== undefined) world.violate('modal', `${where}: label inside a label`);
  }
}

const part18 = (parts: JsonObject[]): boolean => parts.some((part) => part.type === 18);

function response(world: World, interaction: Interaction, type: number): JsonObject {
  const message = world.messages.get(interaction.message ?? '');
  return {
    interaction: {
      id: interaction.id,
      type: { command: 2, component: 3, autocomplete: 4, modal: 5 }[interaction.kind],
      response_message_id: message?.id ?? null,
      response_message_loading: type === 5,
      response_message_ephemeral: message?.only !== null,
    },
    resource: { type, ...(message && type !== 6 ? { message: messageJson(world, message) } : {}) },
  };
}
