import { type Language, languages } from '../model/language.ts';
import { en } from './en/index.ts';
import { zh } from './zh/index.ts';
import { zhHant } from './zh-hant/index.ts';

/** What is asked of a language. */
interface LanguageEntry {
  /** Its whole vocabulary: the same keys as English. */
  words: Record<keyof typeof en, string>;
  /** How the locales begin that are its own: those of platforms and of operating systems. The longest that fits counts. */
  locales: readonly string[];
  /** Under which Discord is given texts of commands (https://discord.com/developers/docs/reference#locales). */
  discord: string;
  /** Under which Telegram is given menus: ISO 639-1, two letters; `null`: under those of another. */
  telegram: string | null;
  /** Between the items of a list in a sentence. */
  comma: string;
}

/** The languages people are spoken to in: a folder and a line each. */
const entries = {
  en: { words: en, locales: ['en'], discord: 'en-GB', telegram: 'en', comma: ', ' },
  zh: { words: zh, locales: ['zh'], discord: 'zh-CN', telegram: 'zh', comma: '、' },
  'zh-hant': {
    words: zhHant,
    locales: ['zh-hant', 'zh-tw', 'zh-hk', 'zh-mo'],
    discord: 'zh-TW',
    telegram: null,
    comma: '、',
  },
} as const satisfies Record<Language, LanguageEntry>;

/** What everybody reads whose language is not among them; platforms get it without a locale. */
export const fallback = 'en' satisfies Language;

/** What is asked of each language. */
export const languageEntries: typeof entries = entries;

/** All but the fallback: what platforms are given beside it. */
export const translations = languages.filter((language) => language !== fallback);

/** The language for a locale of a platform or an operating system (`zh-CN`, `zh_CN.UTF-8`, `en-GB` …). */
export function languageOf(locale: string | undefined): Language {
  const wanted = locale?.toLowerCase().replaceAll('_', '-') ?? '';
  const [found] = languages
    .flatMap((language) => entries[language].locales.map((begin) => ({ language, begin })))
    .filter(({ begin }) => wanted.startsWith(begin))
    .sort((a, b) => b.begin.length - a.begin.length);
  return found?.language ?? fallback;
}
