import { type Language, languages } from '../model/language.ts';
import { en } from './en/index.ts';
import { zh } from './zh/index.ts';

/** What is asked of a language. */
interface LanguageEntry {
  /** Its whole vocabulary: the same keys as English. */
  words: Record<keyof typeof en, string>;
  /** How the locales begin that are its own: those of platforms and of operating systems. */
  locale: string;
  /** Under which Discord is given texts of commands (https://discord.com/developers/docs/reference#locales). */
  discord: string;
  /** Under which Telegram is given menus: ISO 639-1, two letters. */
  telegram: string;
  /** Between the items of a list in a sentence. */
  comma: string;
}

/** The languages people are spoken to in: a folder and a line each. */
const entries = {
  en: { words: en, locale: 'en', discord: 'en-GB', telegram: 'en', comma: ', ' },
  zh: { words: zh, locale: 'zh', discord: 'zh-CN', telegram: 'zh', comma: '、' },
} as const satisfies Record<Language, LanguageEntry>;

/** What everybody reads whose language is not among them; platforms get it without a locale. */
export const fallback = 'en' satisfies Language;

/** What is asked of each language. */
export const languageEntries: typeof entries = entries;

/** All but the fallback: what platforms are given beside it. */
export const translations = languages.filter((language) => language !== fallback);

/** The language for a locale of a platform or an operating system (`zh-CN`, `zh_CN.UTF-8`, `en-GB` …). */
export function languageOf(locale: string | undefined): Language {
  const wanted = locale?.toLowerCase() ?? '';
  return languages.find((language) => wanted.startsWith(entries[language].locale)) ?? fallback;
}
