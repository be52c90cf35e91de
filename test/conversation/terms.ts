import type { Language } from '../../src/model/language.ts';

/** The field's own words, which a person meets in brackets if at all. */
const terms: Record<Language, RegExp> = {
  en: /\b(?:[Ff]low ?table|[Oo]ffload|[Ee]xempt)/,
  zh: /流表|卸载|豁免/,
  'zh-hant': /流表|卸載|豁免/,
};
const brackets = /（[^（）]*）|\([^()]*\)/g;

/** Whether a text, as a platform gets it, has one of them outside brackets. What the router said itself is no word of ours. */
export const bareTerms = (text: string, language: Language): boolean =>
  terms[language].test(
    text
      .replace(/```[\s\S]*?```/g, '')
      .replace(/<pre>[\s\S]*?<\/pre>/g, '')
      .replace(brackets, ''),
  );
