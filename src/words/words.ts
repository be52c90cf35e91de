import { IntlMessageFormat } from 'intl-messageformat';
import type { Language } from '../model/language.ts';
import { fallback, languageEntries } from './index.ts';

type English = (typeof languageEntries)[typeof fallback]['words'];
export type WordKey = keyof English;

type Name<S extends string> = S extends `#${string}` ? never : S extends `${infer N},${string}` ? N : S;
/** Names of the ICU placeholders of a message. Convention: plural branches start with `#`. */
type Names<S extends string> = S extends `${string}{${infer Inside}}${infer Rest}`
  ? Name<Inside> | Names<Rest>
  : never;

export type WordValues<K extends WordKey> = { [N in Names<English[K]> & string]: string | number };

/** Says one message in one language. Values are inserted as they are: escaping is the platform's work. */
export type Say = {
  <K extends WordKey>(key: K, ...values: keyof WordValues<K> extends never ? [] : [WordValues<K>]): string;
  language: Language;
};

const compiled = new Map<string, IntlMessageFormat>();

function compile(language: Language, key: WordKey): IntlMessageFormat {
  const id = `${language}/${key}`;
  const known = compiled.get(id);
  if (known) return known;
  const message = new IntlMessageFormat(languageEntries[language].words[key], language, undefined, {
    ignoreTag: true,
  });
  compiled.set(id, message);
  return message;
}

/** Whether `key` exists: for keys that are put together from ids. */
export const isWord = (key: string): key is WordKey => Object.hasOwn(languageEntries[fallback].words, key);

/** Says a message whose key is put together from an id (finding, failure); unknown keys say themselves. */
export function sayAny(
  language: Language,
  key: string,
  values: Record<string, string | number> = {},
): string {
  return isWord(key) ? String(compile(language, key).format(values)) : key;
}

/** A speaker of `language`. */
export function speak(language: Language): Say {
  const say = (key: WordKey, values?: Record<string, string | number>) =>
    String(compile(language, key).format(values));
  return Object.assign(say, { language }) as Say;
}
