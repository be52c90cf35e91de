import { ApplicationCommandUpdateRequestSchema } from 'discord-api-spec/zod';
import { snowflake } from './ids.ts';
import { invalidForm, missingAccess } from './refusal.ts';
import { asList, asNumber, asObject, asText, checkSchema } from './schema.ts';
import type { Json, JsonObject, World } from './world.ts';

const validName = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const locales = new Set(
  'id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th zh-CN ja zh-TW ko'.split(
    ' ',
  ),
);
const createsPerDay = 200;

/** `PUT …/commands`: the whole set. Commands of the same name keep their id. */
export function putCommands(world: World, place: string, body: Json): JsonObject[] {
  if (place !== 'global' && !world.guilds.get(place)?.botIsMember) throw missingAccess();
  world.commandWrites += 1;
  const set = asList(body).map((one) =>
    checkSchema(world, ApplicationCommandUpdateRequestSchema, one, 'command'),
  );
  const wrong = (detail: string): never => {
    world.violate('command', detail);
    throw invalidForm();
  };
  if (set.length > 100) wrong(`${set.length} commands`);
  unique(set, 'commands', wrong);
  for (const command of set) checkCommand(command, place, wrong);
  const before = world.commands.get(place) ?? [];
  const known = new Map(before.map((one) => [asText(one.name), asText(one.id)]));
  if (set.filter((one) => !known.has(asText(one.name))).length > createsPerDay) wrong('creates per day');
  const stored = set.map((command) => ({
    ...command,
    id: known.get(asText(command.name)) ?? snowflake(),
    application_id: world.app,
    version: snowflake(),
    type: 1,
    ...(place === 'global' ? {} : { guild_id: place }),
  }));
  world.commands.set(place, stored);
  return stored;
}

type Wrong = (detail: string) => never;

function unique(list: readonly JsonObject[], what: string, wrong: Wrong): void {
  const names = list.map((one) => asText(one.name));
  if (new Set(names).size < names.length) wrong(`${what}: a name twice`);
}

function checkCommand(command: JsonObject, place: string, wrong: Wrong): void {
  const name = asText(command.name);
  if (place !== 'global' && (command.contexts || command.integration_types))
    wrong(`${name}: contexts are for global commands`);
  if (lengthOf(command) > 8000) wrong(`${name}: more than 8000 characters`);
  checkNode(command, name, wrong);
}

function checkNode(node: JsonObject, path: string, wrong: Wrong): void {
  const names = [asText(node.name), ...Object.values(asObject(node.name_localizations)).map(asText)];
  for (const name of names)
    if (!validName.test(name) || name !== name.toLowerCase()) wrong(`${path}: name ${name}`);
  for (const text of [node.description, ...Object.values(asObject(node.description_localizations))])
    if ([...asText(text)].length < 1 || [...asText(text)].length > 100) wrong(`${path}: description`);
  for (const locale of [node.name_localizations, node.description_localizations].flatMap((map) =>
    Object.keys(asObject(map)),
  ))
    if (!locales.has(locale)) wrong(`${path}: locale ${locale}`);
  const options = asList(node.options).map(asObject);
  unique(options, path, wrong);
  const required = options.map((option) => option.required === true);
  if (required.some((now, at) => now && required.slice(0, at).includes(false)))
    wrong(`${path}: required last`);
  const nested = options.filter((option) => asNumber(option.type) <= 2);
  if (nested.length > 0 && nested.length < options.length) wrong(`${path}: subcommands beside options`);
  for (const option of options) {
    const choices = asList(option.choices).map(asObject);
    if (choices.length > 0 && option.autocomplete === true) wrong(`${path}: choices and autocomplete`);
    if (choices.length > 25) wrong(`${path}: ${choices.length} choices`);
    unique(choices, `${path} choices`, wrong);
    checkNode(option, `${path} ${asText(option.name)}`, wrong);
  }
}

/** Names, descriptions and values; of localised ones only the longest counts. */
function lengthOf(node: JsonObject): number {
  const longest = (key: string) =>
    Math.max(
      asText(node[key]).length,
      ...Object.values(asObject(node[`${key}_localizations`])).map((text) => asText(text).length),
    );
  const inside = [...asList(node.options), ...asList(node.choices)].map(asObject).map(lengthOf);
  return (
    longest('name') + longest('description') + asText(node.value).length + inside.reduce((a, b) => a + b, 0)
  );
}
