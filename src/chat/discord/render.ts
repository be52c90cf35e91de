import {
  type APIComponentInContainer,
  type APIMessageTopLevelComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
  type RawFile,
} from 'discord.js';
import type { Button } from '../../model/button.ts';
import { aside, type Block, type Reply } from '../../model/message.ts';
import { oneLine, shorten } from '../../model/plain.ts';
import { fitBlocks } from '../message/fit.ts';
import { escapeText } from './escape.ts';
import { attachFiles, attachImages, type Image } from './images.ts';
import { limits } from './limits.ts';
import { markdown } from './piece.ts';

/** What one message is made of; the same for a new message and for an edit. */
export interface Rendered {
  body: {
    flags: number;
    components: APIMessageTopLevelComponent[];
    attachments: object[];
    allowed_mentions: { parse: [] };
  };
  files: RawFile[];
}

/** A button with the id that Discord sends back when it is pressed. */
export interface Pressable extends Button {
  customId: string;
}

const tones = {
  good: { icon: '✅', colour: 0x2e9e5b },
  bad: { icon: '⚠️', colour: 0xd64545 },
  unsure: { icon: '❔', colour: 0xd9a514 },
  info: { icon: 'ℹ️', colour: 0x4a7fd6 },
  working: { icon: '⏳', colour: 0x8a8f98 },
} as const satisfies Record<Reply['tone'], { icon: string; colour: number }>;

const styles = {
  primary: ButtonStyle.Primary,
  secondary: ButtonStyle.Secondary,
  danger: ButtonStyle.Danger,
} as const satisfies Record<Button['style'], ButtonStyle>;

/**
 * A reply as one Discord message (components V2): a coloured container with the text, the images and the
 * buttons. Within every limit whatever the reply holds; `buttons` are the reply's, with their ids.
 */
export function render(reply: Reply, buttons: readonly Pressable[]): Rendered {
  const { icon, colour } = tones[reply.tone];
  const rows = buttonRows(buttons);
  const images = attachImages(reply.blocks.filter((block) => block.kind === 'image'));
  const texts = attachFiles(
    reply.blocks.filter((block) => block.kind === 'file'),
    images.files.length,
  );
  const gallery = images.items.length > 0 ? 1 + images.items.length : 0;
  const room =
    limits.components -
    1 -
    gallery -
    texts.items.length -
    rows.reduce((sum, row) => sum + 1 + row.components.length, 0);
  const title = `### ${icon} ${escapeText(oneLine(reply.title), limits.title) || '…'}`;
  const parts = sections(fitted(reply.blocks, limits.text - title.length - 1), title, gallery > 0, room);
  const inside = parts.map((part) =>
    part === 'gallery'
      ? { type: ComponentType.MediaGallery, items: images.items }
      : { type: ComponentType.TextDisplay, content: part },
  );
  return {
    body: {
      flags: MessageFlags.IsComponentsV2,
      components: [
        {
          type: ComponentType.Container,
          accent_color: colour,
          components: [...inside, ...texts.items, ...rows] as APIComponentInContainer[],
        },
      ],
      attachments: [...images.notes, ...texts.notes],
      allowed_mentions: { parse: [] },
    },
    files: [...images.files, ...texts.files],
  };
}

type Fitted = { heading: boolean; markdown: string } | Image;

/** Blocks as Markdown, together at most `room` long. */
const fitted = (blocks: readonly Block[], room: number): Fitted[] =>
  fitBlocks(blocks.flatMap(withLegend), room, markdown).flatMap(({ block, piece }): Fitted[] => {
    if (block.kind === 'image') return [block];
    if (block.kind === 'file') return [];
    return piece.trim() === '' ? [] : [{ heading: block.kind === 'heading', markdown: piece }];
  });

/** Below a picture its legend: what Discord takes with it is read by screen readers alone. */
const withLegend = (block: Block): Block[] =>
  block.kind === 'image' && block.caption !== undefined ? [block, aside(block.caption)] : [block];

/** Text displays (one per section, a heading begins one) around at most one gallery, in at most `room` parts. */
function sections(blocks: Fitted[], title: string, gallery: boolean, room: number): (string | 'gallery')[] {
  const before = [title];
  const after: string[] = [];
  let current = before;
  let shown = false;
  for (const block of blocks) {
    if ('kind' in block) {
      if (gallery && !shown) current = after;
      shown = shown || gallery;
    } else if (current.length === 0 || block.heading) current.push(block.markdown);
    else current.push(`${current.pop() ?? ''}\n${block.markdown}`);
  }
  const texts = (list: string[], most: number) =>
    list.length <= most ? list : [...list.slice(0, most - 1), list.slice(most - 1).join('\n')];
  const first = texts(before, Math.max(1, room - Math.min(after.length, 2)));
  return [...first, ...(shown ? ['gallery'] : []), ...texts(after, Math.max(1, room - first.length))];
}

function buttonRows(buttons: readonly Pressable[]) {
  const distinct = [...new Map(buttons.map((button) => [button.customId, button])).values()]
    .filter(({ customId }) => customId !== '' && customId.length <= limits.customId)
    .slice(0, limits.buttonRows * limits.buttonsPerRow);
  const rows = [];
  for (let at = 0; at < distinct.length; at += limits.buttonsPerRow) {
    rows.push({
      type: ComponentType.ActionRow as const,
      components: distinct.slice(at, at + limits.buttonsPerRow).map(({ label, style, customId }) => ({
        type: ComponentType.Button as const,
        style: styles[style],
        label: shorten(oneLine(label), limits.buttonLabel) || '…',
        custom_id: customId,
      })),
    });
  }
  return rows;
}
