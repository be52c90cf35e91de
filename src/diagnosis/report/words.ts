import type { Language } from '../../model/language.ts';
import { plainText, shorten } from '../../model/plain.ts';
import { isWord, type Say, sayAny } from '../../words/words.ts';
import type { Finding, Remark } from '../finding.ts';

type Part = 'title' | 'means' | 'remedy' | 'headline' | 'beside' | 'why';

/** What a finding says in one of its parts; `null` where it has nothing to say there. */
export function findingText(language: Language, finding: Finding, part: Part): string | null {
  const keys = [
    ...(finding.variant === undefined ? [] : [`finding.${finding.id}.${finding.variant}.${part}`]),
    `finding.${finding.id}.${part}`,
  ];
  const key = keys.find(isWord);
  return key === undefined ? null : sayAny(language, key, finding.values);
}

/** A finding whole: its title, and what it means. */
export function noteText(finding: Finding, say: Say): string {
  const title = findingText(say.language, finding, 'title') ?? finding.id;
  const means = findingText(say.language, finding, 'means');
  return means === null ? say('report.note.plain', { title }) : say('report.note', { title, means });
}

/** What was ruled out or could not be told. */
export function remarkText(language: Language, kind: 'ruled-out' | 'unknown', remark: Remark): string {
  if (remark.missing) return missingText(language, remark.missing);
  const keys = [
    ...(remark.variant === undefined ? [] : [`${kind}.${remark.id}.${remark.variant}`]),
    `${kind}.${remark.id}`,
  ];
  return sayAny(language, keys.find(isWord) ?? `${kind}.${remark.id}`, remark.values);
}

export function missingText(language: Language, missing: NonNullable<Remark['missing']>): string {
  return missing
    .map(({ probe, why }) =>
      sayAny(language, 'unknown.not-read', { what: sayAny(language, `probe.${probe}`), why: clip(why, 80) }),
    )
    .join(', ');
}

/** One line of at most `most` characters, its blanks as they were. */
export const clip = (text: string, most: number): string =>
  shorten(
    plainText(text)
      .replace(/[\n\t]+/g, ' ')
      .trim(),
    most,
  );
