import { snowflake } from './ids.ts';
import { checkMentions, checkMessage, flag, type Wanted } from './message-rules.ts';
import { invalidForm } from './refusal.ts';
import { asList, asNumber, asObject, asText } from './schema.ts';
import type { Attachment, Json, JsonObject, Message, World } from './world.ts';

/** A body with the files that came along, by their number. */
export interface Body {
  json: JsonObject;
  files: Map<number, { name: string; data: Buffer }>;
}

const creatable = flag.suppressEmbeds | flag.silent | flag.componentsV2;
const editable = flag.suppressEmbeds | flag.componentsV2;

/** Files of a request: `attachments` describes each `files[n]` under id `n`, or keeps one that was there. */
function attached(world: World, body: Body, there: readonly Attachment[], where: string): Attachment[] {
  const made = new Map(
    [...body.files].map(([at, { name, data }]) => [String(at), { id: snowflake(), filename: name, data }]),
  );
  if (!Array.isArray(body.json.attachments)) return [...there, ...made.values()];
  const described = body.json.attachments.map(asObject).map((note) => {
    const id = String(note.id);
    const file = made.get(id) ?? there.find((old) => old.id === id);
    if (!file) {
      world.violate('attachments', `${where}: no file ${id}`);
      throw invalidForm();
    }
    made.delete(id);
    const description = asText(note.description);
    return { ...file, ...(description === '' ? {} : { description }) };
  });
  if (made.size > 0) world.violate('attachments', `${where}: files that attachments does not name`);
  return described;
}

/** Makes a message by a body that the schema let pass. `ephemeralFor`: only that user sees it. */
export function createMessage(
  world: World,
  body: Body,
  place: { channel: string; interaction: string | null; ephemeralFor: string | null },
  where: string,
): Message {
  const { json } = body;
  const flags = asNumber(json.flags);
  const allowed = creatable | (place.interaction === null ? 0 : flag.ephemeral);
  if ((flags & ~allowed) !== 0) world.violate('flags', `${where}: ${flags}`);
  checkMentions(world, json, where);
  const wanted: Wanted = {
    flags,
    content: asText(json.content),
    embeds: asList(json.embeds),
    components: asList(json.components),
    attachments: attached(world, body, [], where),
  };
  checkMessage(world, wanted, where);
  return storeMessage(world, {
    ...wanted,
    channel: place.channel,
    only: place.ephemeralFor,
    interaction: place.interaction,
    replyTo: asText(asObject(json.message_reference).message_id) || null,
    nonce: json.nonce === undefined || json.nonce === null ? null : String(json.nonce),
    silent: (flags & flag.silent) !== 0,
  });
}

/** The empty message that a deferral shows as "thinking…". */
export const thinking = (world: World, channel: string, interaction: string, only: string | null): Message =>
  storeMessage(world, {
    channel,
    interaction,
    only,
    flags: flag.loading | (only === null ? 0 : flag.ephemeral),
    content: '',
    embeds: [],
    components: [],
    attachments: [],
    replyTo: null,
    nonce: null,
    silent: false,
  });

type Kept = Omit<Message, 'id' | 'author' | 'deleted' | 'painted'>;

function storeMessage(world: World, kept: Kept): Message {
  const message = { ...kept, id: snowflake(), author: world.bot.id, deleted: false, painted: [Date.now()] };
  world.messages.set(message.id, message);
  return message;
}

/** Edits a message: what the body leaves out stays. */
export function editMessage(world: World, message: Message, body: Body, where: string): Message {
  const { json } = body;
  const flags = asNumber(json.flags);
  if ((flags & ~editable) !== 0) world.violate('flags', `${where}: ${flags} in an edit`);
  const wasV2 = (message.flags & flag.componentsV2) !== 0;
  if (wasV2 && json.flags !== undefined && (flags & flag.componentsV2) === 0)
    world.violate('components v2', `${where}: the flag cannot be taken off`);
  checkMentions(world, json, where);
  const kept = <T>(key: string, now: T, before: T): T => (json[key] === undefined ? before : now);
  const wanted: Wanted = {
    flags: (message.flags & ~flag.loading) | (flags & editable),
    content: kept('content', asText(json.content), message.content),
    embeds: kept('embeds', asList(json.embeds), message.embeds),
    components: kept('components', asList(json.components), message.components),
    attachments: attached(world, body, message.attachments, where),
  };
  checkMessage(world, wanted, where);
  Object.assign(message, wanted);
  message.painted.push(Date.now());
  return message;
}

/** A message as the API answers it. */
export function messageJson(world: World, message: Message): JsonObject {
  return {
    id: message.id,
    channel_id: message.channel,
    author: userJson(world, message.author),
    type: 0,
    content: message.content,
    flags: message.flags,
    embeds: message.embeds,
    components: message.components,
    attachments: message.attachments.map((file) => attachmentJson(message.channel, file)),
    mentions: [],
    mention_roles: [],
    mention_everyone: false,
    pinned: false,
    tts: false,
    timestamp: new Date(message.painted[0] ?? 0).toISOString(),
    edited_timestamp: message.painted.length > 1 ? new Date(message.painted.at(-1) ?? 0).toISOString() : null,
    ...(message.nonce === null ? {} : { nonce: message.nonce }),
  };
}

const attachmentJson = (channel: string, file: Attachment): Json => ({
  id: file.id,
  filename: file.filename,
  size: file.data.length,
  url: `http://cdn.invalid/attachments/${channel}/${file.id}/${file.filename}`,
  proxy_url: `http://cdn.invalid/attachments/${channel}/${file.id}/${file.filename}`,
});

export function userJson(world: World, id: string): JsonObject {
  const user = world.users.get(id);
  return {
    id,
    username: user?.username ?? 'somebody',
    global_name: user?.global_name ?? null,
    discriminator: '0',
    avatar: null,
    public_flags: 0,
    ...(user?.bot ? { bot: true } : {}),
  };
}
