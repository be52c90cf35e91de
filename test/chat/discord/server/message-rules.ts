import { emptyMessage, invalidForm } from './refusal.ts';
import { asList, asNumber, asObject, asText } from './schema.ts';
import type { Attachment, Json, JsonObject, World } from './world.ts';

export const flag = {
  suppressEmbeds: 1 << 2,
  ephemeral: 1 << 6,
  loading: 1 << 7,
  silent: 1 << 12,
  componentsV2: 1 << 15,
} as const;

const characters = (text: string): number => [...text].length;

/** All components, nested ones after their parents. */
export function flatten(components: readonly Json[]): JsonObject[] {
  return components.flatMap((component) => {
    const one = asObject(component);
    const inside = [...asList(one.components), ...(one.accessory ? [one.accessory] : [])];
    return [one, ...flatten(inside)];
  });
}

/** Names of files that the message's components refer to. */
const referred = (components: readonly Json[]): string[] =>
  flatten(components)
    .flatMap((one) => [
      ...asList(one.items).map((item) => asObject(asObject(item).media)),
      asObject(one.file),
    ])
    .map((media) => asText(media.url))
    .filter((url) => url.startsWith('attachment://'))
    .map((url) => url.slice('attachment://'.length));

/** What the message would be after the request. */
export interface Wanted {
  flags: number;
  content: string;
  embeds: Json[];
  components: Json[];
  attachments: Attachment[];
}

/** Rules about one message that the schema does not know. Breaking one is counted and refused. */
export function checkMessage(world: World, wanted: Wanted, where: string): void {
  const wrong = (rule: string, detail: string): never => {
    world.violate(rule, `${where}: ${detail}`);
    throw invalidForm();
  };
  const all = flatten(wanted.components);
  const v2 = (wanted.flags & flag.componentsV2) !== 0;

  if (v2 && (wanted.content !== '' || wanted.embeds.length > 0))
    wrong('components v2', 'content or embeds beside components V2');
  if (!v2 && all.some((one) => asNumber(one.type) >= 9)) wrong('components v2', 'flag not set');
  if (all.length > 40) wrong('component count', `${all.length}`);
  if (!v2 && wanted.components.length > 5) wrong('action rows', `${wanted.components.length}`);
  const text = all.filter((one) => one.type === 10).map((one) => asText(one.content));
  const total = text.reduce((sum, one) => sum + characters(one), 0);
  if (total > 4000) wrong('text displays', `${total} characters together`);
  if (text.some((one) => one.trim() === '')) wrong('text displays', 'an empty one');
  if (characters(wanted.content) > 2000) wrong('content', `${characters(wanted.content)} characters`);
  checkEmbeds(wanted.embeds, wrong);
  checkButtons(all, wrong);

  if (wanted.attachments.length > 10) wrong('attachments', `${wanted.attachments.length}`);
  if (wanted.attachments.some((file) => file.data.length > 10 * 1024 * 1024))
    wrong('attachments', 'over 10 MiB');
  const names = new Set(wanted.attachments.map((file) => file.filename));
  const shown = referred(wanted.components);
  for (const name of shown) if (!names.has(name)) wrong('attachments', `no file ${name}`);
  if (v2)
    for (const name of names)
      if (!shown.includes(name)) world.violate('attachments', `${where}: ${name} never shown`);
  if (wanted.content.trim() === '' && wanted.embeds.length + all.length + wanted.attachments.length === 0)
    throw emptyMessage();
}

function checkEmbeds(embeds: Json[], wrong: (rule: string, detail: string) => never): void {
  const length = embeds.map(asObject).reduce((sum, embed) => {
    const fields = asList(embed.fields).map(asObject);
    if (fields.some((field) => asText(field.name).trim() === '' || asText(field.value).trim() === ''))
      wrong('embed', 'an empty field');
    const texts = [embed.title, embed.description, asObject(embed.footer).text, asObject(embed.author).name];
    const inFields = fields.flatMap((field) => [field.name, field.value]);
    return sum + characters([...texts, ...inFields].map(asText).join(''));
  }, 0);
  if (length > 6000) wrong('embed', `${length} characters together`);
}

function checkButtons(all: JsonObject[], wrong: (rule: string, detail: string) => never): void {
  const ids = all.map((one) => asText(one.custom_id)).filter((id) => id !== '');
  if (new Set(ids).size < ids.length) wrong('custom_id', `not unique: ${ids.join(', ')}`);
  for (const button of all.filter((one) => one.type === 2)) {
    const link = button.style === 5;
    if (link === (asText(button.custom_id) !== '')) wrong('button', 'a link with an id or a button without');
    if (asText(button.label).trim() === '' && !button.emoji) wrong('button', 'no label');
  }
  for (const row of all.filter((one) => one.type === 1)) {
    const kinds = new Set(asList(row.components).map((one) => asObject(one).type));
    if (kinds.size > 1) wrong('action row', 'buttons and menus mixed');
  }
}

/**
 * Our own rule, on each request that paints: nobody is mentioned by what a message says. One person may be called by a line of its own,
 * above the message.
 */
export function checkMentions(world: World, body: JsonObject, where: string): void {
  const allowed = asObject(body.allowed_mentions);
  const users = asList(allowed.users);
  const isCalled = users.length === 1 && asObject(asList(body.components)[0]).content === `<@${users[0]}>`;
  const none =
    Array.isArray(allowed.parse) &&
    [...allowed.parse, ...(isCalled ? [] : users), ...asList(allowed.roles)].length === 0;
  if (!none) world.violate('mentions', `${where}: allowed_mentions lets somebody be mentioned`);
}
