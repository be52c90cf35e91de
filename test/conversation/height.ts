import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parse } from 'opentype.js';
import { rowLabels } from '../../src/chat/telegram/limits.ts';

/** The font Android shows messages in; Apple's is of the same width within a few percent. */
const file = readFileSync(
  createRequire(import.meta.url).resolve('@expo-google-fonts/roboto/400Regular/Roboto_400Regular.ttf'),
);
const font = parse(file.buffer.slice(file.byteOffset, file.byteOffset + file.byteLength));

/** Advance of one character at 1 px, kept: goldens hold few different ones. */
const advances = new Map<string, number>();

function advance(char: string): number {
  const known = advances.get(char);
  if (known !== undefined) return known;
  // What the font lacks, Han characters and emoji, comes from one in which each is as wide as it is high.
  const width = font.hasChar(char) ? font.getAdvanceWidth(char, 1) : 1;
  advances.set(char, width);
  return width;
}

const widthOf = (text: string, px: number): number =>
  [...text].reduce((sum, char) => sum + advance(char) * px, 0);

const isHan = (char: string): boolean => /[\u2e80-\u9fff\uff00-\uffef]/.test(char);

/** Rows of a paragraph: broken at blanks, beside Han characters anywhere, and within a word that is too long. */
function rowsOf(text: string, px: number, width: number): number {
  const words = text.match(/[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+|\s+/g) ?? [];
  let rows = 1;
  let used = 0;
  for (const word of words) {
    const wide = widthOf(word, px);
    if (used + wide <= width) used += wide;
    else if (word.trim() !== '') {
      rows += isHan(word) ? 1 : Math.ceil(wide / width);
      used = wide % width;
    }
  }
  return rows;
}

/** Sizes in px as the platform's own app has them on a phone 370 px wide. */
interface Screen {
  inner: number;
  /** Above and below all that is written. */
  padding: number;
  text: { px: number; row: number };
  title: { px: number; row: number };
  small: { px: number; row: number };
  code: { px: number; row: number; padding: number };
  button: number;
}

const telegram: Screen = {
  inner: 346,
  padding: 16,
  text: { px: 15, row: 20.25 },
  title: { px: 15.6, row: 20.25 },
  small: { px: 15, row: 20.25 },
  code: { px: 12.5, row: 17, padding: 20 },
  button: 42,
};

const discord: Screen = {
  inner: 338,
  padding: 28,
  text: { px: 15, row: 20.25 },
  title: { px: 17.6, row: 24 },
  small: { px: 12, row: 16.5 },
  code: { px: 12, row: 15.6, padding: 22 },
  button: 40,
};

type Platform = 'discord' | 'telegram';
const screens: Record<Platform, Screen> = { discord, telegram };

/** Advance of a monospaced character in em. */
const monospaceEm = 0.6;

/** Buttons of a golden message, `[label](style)`, from its last line. */
const labelsOf = (line: string): string[] =>
  Array.from(
    line.matchAll(/\[([^\]]+)\]\((?:primary|secondary|danger|success|https?:[^)]*)\)/g),
    ([, label]) => label ?? '',
  );

/** Rows of buttons: Telegram's as the bot lays them out, Discord's as many as fit side by side. */
function buttonRows(labels: readonly string[], platform: Platform): number {
  const size = (label: string) => (platform === 'telegram' ? label.length : widthOf(label, 14) + 36);
  const room = platform === 'telegram' ? rowLabels : discord.inner;
  let rows = 0;
  let used = Number.POSITIVE_INFINITY;
  for (const label of labels) {
    if (used + size(label) > room) {
      rows += 1;
      used = 0;
    }
    used += size(label);
  }
  return rows;
}

const unescaped = (text: string): string =>
  text
    .replace(/<[^>]*>/g, '')
    .replace(
      /&(lt|gt|amp|quot);/g,
      (_, name: string) => ({ lt: '<', gt: '>', amp: '&', quot: '"' })[name] ?? '',
    )
    .replace(/\\(.)/g, '$1')
    .replaceAll('**', '');

/** A message as the golden files have it, lines without their margin: its height in px on a phone. */
export function heightOf(lines: readonly string[], platform: Platform): number {
  const screen = screens[platform];
  const labels = labelsOf(lines.at(-1) ?? '');
  const text = labels.length > 0 ? lines.slice(0, -1) : lines;
  let height = screen.padding + buttonRows(labels, platform) * screen.button;
  let inCode = false;
  for (const line of text) {
    if (platform === 'discord' && line === '```') {
      inCode = !inCode;
      if (inCode) height += screen.code.padding;
      continue;
    }
    if (line.includes('<pre>')) {
      inCode = true;
      height += screen.code.padding;
    }
    height += lineHeight(line, inCode, screen);
    if (line.includes('</pre>')) inCode = false;
  }
  return Math.round(height);
}

function lineHeight(line: string, inCode: boolean, screen: Screen): number {
  if (line.startsWith('(picture: ')) return 200;
  const plain = unescaped(line);
  if (inCode) {
    const columns = Math.floor((screen.inner - 18) / (screen.code.px * monospaceEm));
    return Math.max(1, Math.ceil([...plain].length / columns)) * screen.code.row;
  }
  // Telegram folds a long quotation after three lines.
  if (line.startsWith('<blockquote expandable>'))
    return Math.min(3, rowsOf(plain, screen.text.px, screen.inner - 20)) * screen.text.row + 8;
  const [start, kind] = (
    [
      ['### ', screen.title],
      ['-# ', screen.small],
      ['<b>', screen.title],
    ] as const
  ).find(([mark]) => line.startsWith(mark)) ?? ['', screen.text];
  const shown = start === '<b>' ? plain : plain.slice(start.length);
  return rowsOf(shown, kind.px, screen.inner) * kind.row;
}
