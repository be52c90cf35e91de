import { z } from 'zod';

/** The languages people are spoken to in. Each has its line in `words/index.ts`: the compiler asks for it. */
export const languages = ['en', 'zh', 'zh-hant'] as const;

export const languageSchema = z.enum(languages);
export type Language = z.infer<typeof languageSchema>;
