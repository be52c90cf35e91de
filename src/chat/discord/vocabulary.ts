import type { Language } from '../../model/language.ts';
import { isWord, sayAny } from '../../words/words.ts';

/** Looks a word up; undefined when there is none. Command and option texts are optional per command. */
export type WordLookup = (language: Language, key: string) => string | undefined;

export const vocabulary: WordLookup = (language, key) => (isWord(key) ? sayAny(language, key) : undefined);
