import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { languages } from '../../src/model/language.ts';
import { speak } from '../../src/words/words.ts';
import { heightOf } from './height.ts';
import { bareTerms } from './terms.ts';

interface Message {
  chapter: string;
  /** What it answers. */
  title: string;
  lines: string[];
}

/** Every message of a golden conversation. */
function messagesIn(golden: string): Message[] {
  const messages: Message[] = [];
  let [chapter, title] = ['', ''];
  let open: Message | null = null;
  for (const line of golden.split('\n')) {
    if (line.startsWith('>')) {
      open ??= { chapter, title, lines: [] };
      open.lines.push(line.slice(2));
      continue;
    }
    if (open !== null) messages.push(open);
    open = null;
    if (line.startsWith('## ')) chapter = line.slice(3);
    if (line.startsWith('### ')) title = line.slice(4);
  }
  return open === null ? messages : [...messages, open];
}

const talks = (['discord', 'telegram'] as const).flatMap((platform) =>
  // Traditional characters differ in nothing else.
  languages.filter((language) => language !== 'zh-hant').map((language) => ({ platform, language })),
);

describe.each(talks)('on a phone: $platform, $language', ({ platform, language }) => {
  const say = speak(language);
  const messages = messagesIn(
    [`${platform}.${language}`, `newcomer.${platform}.${language}`]
      .map((name) => readFileSync(new URL(`golden/${name}.md`, import.meta.url), 'utf8'))
      .join('\n'),
  );
  const turned = [say('button.details'), say('button.steps'), say('button.next'), say('button.back')];
  const isBehind = ({ title }: Message) => turned.some((label) => title.endsWith(` ${label}`));
  const first = messages.filter((message) => !isBehind(message));
  const hasButton = ({ lines }: Message, label: string) => lines.at(-1)?.includes(`[${label}](`) === true;
  /** A report, and not what came of a press of its buttons. */
  const isReport = (message: Message) => hasButton(message, say('button.details'));

  /** Height in px that a message may have. */
  function most(message: Message): number {
    if (hasButton(message, say('button.mute'))) return 330;
    return isReport(message) && !hasButton(message, say('button.cancel')) ? 560 : 700;
  }

  test('every message fits one screen', () => {
    const tooHigh = first
      .map((message) => ({
        message,
        height: heightOf(message.lines, platform),
        most: most(message),
      }))
      .filter(({ height, most }) => height > most)
      .map(
        ({ message, height, most }) =>
          `${height} px of ${most}: ${message.chapter}: ${message.title}\n${message.lines.join('\n')}`,
      );
    expect(first.length).toBeGreaterThan(80);
    expect(tooHigh.join('\n\n')).toBe('');
  });

  test('terms of the field stand in brackets', () => {
    const bare = first
      .map(({ title, lines }) => ({ title, text: lines.join('\n') }))
      .filter(({ text }) => bareTerms(text, language));
    expect(bare.map(({ title, text }) => `${title}\n${text}`).join('\n\n')).toBe('');
  });
});
