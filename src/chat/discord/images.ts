import type { RawFile } from 'discord.js';
import type { Block } from '../../model/message.ts';
import { oneLine, shorten } from '../../model/plain.ts';
import { limits } from './limits.ts';

export type Image = Extract<Block, { kind: 'image' }>;

/** Attachments for the images of a reply, and what a media gallery says of them. `png` is base64. */
export function attachImages(images: readonly Image[]): {
  files: RawFile[];
  items: object[];
  notes: object[];
} {
  const kept = images
    .slice(0, limits.images)
    .map((image) => ({ image, data: Buffer.from(image.png, 'base64') }))
    .filter(({ data }) => data.length > 0 && data.length <= limits.imageBytes);
  const files = kept.map(({ image, data }, at) => ({
    name: fileName(image.name, at),
    data,
    contentType: 'image/png',
  }));
  const alt = (at: number) => shorten(oneLine(kept[at]?.image.alt ?? ''), limits.imageAlt);
  return {
    files,
    items: files.map((file, at) => ({ media: { url: `attachment://${file.name}` }, ...described(alt(at)) })),
    notes: files.map((file, at) => ({ id: String(at), filename: file.name, ...described(alt(at)) })),
  };
}

const described = (description: string) => (description === '' ? {} : { description });

/** A name that is safe in a multipart header and an `attachment://` address, unique in its message. */
const fileName = (name: string, at: number): string =>
  `${
    name
      .replace(/\.png$/i, '')
      .replace(/[^a-zA-Z0-9_-]+/g, '-')
      .slice(0, 60) || 'image'
  }-${at + 1}.png`;
