import type { InlineKeyboardButton } from 'grammy/types';
import type { Button } from '../../model/button.ts';
import type { Block, Reply } from '../../model/message.ts';
import { oneLine, shorten } from '../../model/plain.ts';
import { fitBlocks } from '../message/fit.ts';
import { type Photo, photosOf } from './images.ts';
import { limits, rowLabels } from './limits.ts';
import { html } from './piece.ts';
import { glued, lineOf, nothing, type Rich, tagged } from './rich.ts';

/** What one reply is made of: one message of text with buttons, and messages with its images and files after it. */
export interface Rendered {
  html: string;
  keyboard: InlineKeyboardButton[][];
  photos: Photo[];
}

/** A button with the id that Telegram sends back when it is pressed, or with the address it opens. */
export type Pressable = Pick<Button, 'label' | 'style'> & ({ data: string } | { url: string });

const icons = {
  good: '✅',
  bad: '⚠️',
  unsure: '❔',
  info: 'ℹ️',
  working: '⏳',
} as const satisfies Record<Reply['tone'], string>;

const styles = {
  primary: { style: 'primary' },
  secondary: {},
  danger: { style: 'danger' },
} as const satisfies Record<Button['style'], object>;

/**
 * A reply as one message in HTML within every limit, whatever the reply holds; `buttons` are the reply's, with their
 * ids. `before`: stands above the title (whom the message is for).
 */
export function render(reply: Reply, buttons: readonly Pressable[], before: Rich = nothing): Rendered {
  const title = glued(
    before,
    before.length > 0 ? '\n' : '',
    tagged('b', glued(`${icons[reply.tone]} `, titleOf(reply.title))),
  );
  const body = fitted(reply.blocks, limits.text - title.length);
  return { html: glued(title, body).html, keyboard: rows(buttons), photos: photosOf(reply.blocks) };
}

function titleOf(title: string): Rich {
  const shown = lineOf(title, limits.title);
  return shown.length === 0 ? glued('…') : shown;
}

/** Blocks, each after its break, together at most `room` long. */
function fitted(blocks: readonly Block[], room: number): Rich {
  const texts = blocks.filter(({ kind }) => kind !== 'image' && kind !== 'file');
  const parts: (Rich | string)[] = [];
  let afterHeading = false;
  for (const { block, piece } of fitBlocks(texts, room, html)) {
    parts.push(afterHeading ? '\n' : '\n\n', piece);
    afterHeading = block.kind === 'heading';
  }
  return glued(...parts);
}

const fits = (button: Pressable): boolean =>
  'url' in button || (button.data !== '' && Buffer.byteLength(button.data) <= limits.callbackData);

const idOf = (button: Pressable): string => ('url' in button ? button.url : button.data);

/** Rows as wide as a phone: short labels stand side by side. */
function rows(buttons: readonly Pressable[]): InlineKeyboardButton[][] {
  const distinct = [...new Map(buttons.filter(fits).map((button) => [idOf(button), button])).values()];
  const made: InlineKeyboardButton[][] = [];
  let width = Number.POSITIVE_INFINITY;
  for (const button of distinct.slice(0, limits.buttons)) {
    const text = shorten(oneLine(button.label), limits.buttonLabel) || '…';
    const place = 'url' in button ? { url: button.url } : { callback_data: button.data };
    const one: InlineKeyboardButton = { text, ...styles[button.style], ...place };
    const row = made.at(-1);
    if (row && width + text.length <= rowLabels && row.length < limits.buttonsPerRow) {
      row.push(one);
      width += text.length;
    } else {
      made.push([one]);
      width = text.length;
    }
  }
  return made;
}
