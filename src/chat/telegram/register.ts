import { createHash } from 'node:crypto';
import type { Api } from 'grammy';
import type { BotCommand, LanguageCode } from 'grammy/types';
import type { Language } from '../../model/language.ts';
import type { Log } from '../../model/log.ts';
import { oneLine, shorten } from '../../model/plain.ts';
import { fallback, languageEntries, translations } from '../../words/index.ts';
import { isWord, sayAny, speak } from '../../words/words.ts';
import type { CommandSpec } from '../command.ts';
import type { NoteStore } from '../stores.ts';
import { safely } from './errors.ts';
import { limits } from './limits.ts';

/** Without a language Telegram shows a set to everybody else. */
const menuLanguages: readonly { language: Language; code: { language_code?: LanguageCode } }[] = [
  { language: fallback, code: {} },
  ...translations.flatMap((language) => {
    const { telegram } = languageEntries[language];
    return telegram === null ? [] : [{ language, code: { language_code: telegram } }];
  }),
];

/** What is about one person alone is not offered in groups; typed there, it works all the same. */
const personal: ReadonlySet<string> = new Set(['claim', 'link', 'language']);

const scopes = ['all_private_chats', 'all_group_chats'] as const;

/** The menu of commands: `router add` and its kin are one entry, for names have no spaces. */
function menuOf(
  specs: readonly CommandSpec[],
  scope: (typeof scopes)[number],
  language: Language,
): BotCommand[] {
  const names = new Set(specs.filter(({ hidden }) => !hidden).map(({ name }) => name.split(' ')[0] ?? name));
  return [...names]
    .filter((name) => limits.commandName.test(name) && (scope === 'all_private_chats' || !personal.has(name)))
    .slice(0, limits.commands)
    .map((command) => {
      const key = `command.${command}.description`;
      const description = isWord(key) ? sayAny(language, key) : command;
      return { command, description: shorten(oneLine(description), limits.commandDescription) || command };
    });
}

interface Registration {
  bot: number;
  specs: readonly CommandSpec[];
  notes: NoteStore;
  log: Log;
}

/**
 * Writes menus and descriptions per scope and language, and only when they differ from what was written last.
 * Failures are logged, not thrown: everything works without a menu.
 */
export async function register(
  api: Pick<Api, 'setMyCommands' | 'setMyDescription' | 'setMyShortDescription'>,
  { bot, specs, notes, log }: Registration,
): Promise<void> {
  const menus = scopes.flatMap((type) =>
    menuLanguages.map(({ language, code }) => ({ type, code, commands: menuOf(specs, type, language) })),
  );
  const texts = menuLanguages.map(({ language, code }) => {
    const say = speak(language);
    return {
      code,
      description: shorten(say('telegram.description'), limits.description),
      about: shorten(say('telegram.about'), limits.about),
    };
  });
  const note = `telegram:commands:${bot}`;
  const now = createHash('sha256')
    .update(JSON.stringify([menus, texts]))
    .digest('hex');
  try {
    if ((await notes.get(note)) === now) return;
    for (const { type, code, commands } of menus)
      await api.setMyCommands(commands, { scope: { type }, ...code });
    for (const { code, description, about } of texts) {
      await api.setMyDescription(description, code);
      await api.setMyShortDescription(about, code);
    }
    await notes.set(note, now);
    log.info({ menus: menus.length }, 'telegram: commands registered');
  } catch (error) {
    log.error({ error: safely(error) }, 'telegram: the menu of commands could not be written');
  }
}
