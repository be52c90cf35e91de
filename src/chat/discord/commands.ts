import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandStringOption,
  type APIApplicationCommandSubcommandOption,
  type APIApplicationCommandUserOption,
  ApplicationCommandOptionType,
  ApplicationIntegrationType,
  InteractionContextType,
  type LocalizationMap,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from 'discord.js';
import type { Language } from '../../model/language.ts';
import { shorten } from '../../model/plain.ts';
import { fallback, languageEntries, translations } from '../../words/index.ts';
import type { ArgSpec, CommandSpec } from '../command.ts';
import { limits } from './limits.ts';
import { opensModal } from './modal.ts';
import type { WordLookup } from './vocabulary.ts';

export type CommandJson = RESTPostAPIChatInputApplicationCommandsJSONBody;

/** Discord's rule for names of commands and options (without the scripts we never use). */
const validName = /^[-_'\p{L}\p{N}]{1,32}$/u;

interface Texts {
  name: string;
  name_localizations?: LocalizationMap;
  description: string;
  description_localizations: LocalizationMap;
}

/** What the other languages have to say, by Discord's locale; nothing where they have nothing. */
function translated(
  text: (language: Language) => string | undefined,
): { name_localizations: LocalizationMap } | Record<never, never> {
  const found = translations.flatMap((language) => {
    const said = text(language);
    return said === undefined ? [] : [[languageEntries[language].discord, said]];
  });
  return found.length === 0 ? {} : { name_localizations: Object.fromEntries(found) };
}

/** Name and description of `kind.id`, with those in other languages beside them where there are any. */
function texts(kind: 'command' | 'option', id: string, name: string, say: WordLookup): Texts {
  const key = `${kind}.${id}`;
  const description = (language: Language) =>
    shorten(say(language, `${key}.description`) ?? name, limits.commandDescription);
  return {
    name,
    ...translated((language) => {
      const other = say(language, `${key}.name`)?.toLowerCase();
      return other !== undefined && validName.test(other) ? other : undefined;
    }),
    description: description(fallback),
    description_localizations: Object.fromEntries(
      translations.map((language) => [languageEntries[language].discord, description(language)]),
    ),
  };
}

function option(
  arg: ArgSpec,
  optional: boolean,
  say: WordLookup,
): APIApplicationCommandStringOption | APIApplicationCommandUserOption {
  const named = { ...texts('option', arg.name, arg.name, say), required: arg.required && !optional };
  // A person is picked, not typed.
  if (arg.suggests === 'account') return { ...named, type: ApplicationCommandOptionType.User };
  const common = { ...named, type: ApplicationCommandOptionType.String as const };
  if (arg.choices === undefined) return { ...common, autocomplete: arg.suggests !== undefined };
  return {
    ...common,
    choices: arg.choices.slice(0, limits.choices).map((value) => ({
      name: say(fallback, `choice.${value}`) ?? value,
      value,
      ...translated((language) => say(language, `choice.${value}`)),
    })),
  };
}

/** Options of a command. Required ones first, which Discord insists on; a modal asks for what is left out. */
function options(spec: CommandSpec, say: WordLookup): APIApplicationCommandBasicOption[] {
  const optional = opensModal(spec.name);
  return spec.args
    .filter(({ pressed }) => !pressed)
    .map((arg) => option(arg, optional, say))
    .sort((a, b) => Number(b.required) - Number(a.required))
    .slice(0, limits.options);
}

const dotted = (name: string): string => name.replaceAll(' ', '.');

/**
 * The commands as Discord registers them: `router add` becomes subcommand `add` of `router`. Throws when one
 * name is a command and a group at once, which Discord cannot have.
 */
export function toCommands(
  specs: readonly CommandSpec[],
  scope: 'guild' | 'global',
  say: WordLookup,
): CommandJson[] {
  const offered = specs.filter((spec) => !spec.hidden);
  const names = [...new Set(offered.map((spec) => spec.name.split(' ')[0] ?? ''))];
  return names.map((name) => {
    const alone = offered.find((spec) => spec.name === name);
    const parts = offered.filter((spec) => spec.name.startsWith(`${name} `));
    if (alone && parts.length > 0) throw new Error(`/${name} cannot be a command and a group of commands`);
    return {
      ...texts('command', name, name, say),
      options: alone ? options(alone, say) : parts.map((spec) => subcommand(spec, say)),
      ...(scope === 'guild' ? {} : everywhere),
    };
  });
}

/** Servers, direct messages with the bot, and conversations between others (user install). Global commands only. */
const everywhere = {
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
};

function subcommand(spec: CommandSpec, say: WordLookup): APIApplicationCommandSubcommandOption {
  const name = spec.name.split(' ').slice(1).join('-');
  return {
    ...texts('command', dotted(spec.name), name, say),
    type: ApplicationCommandOptionType.Subcommand,
    options: options(spec, say),
  };
}
