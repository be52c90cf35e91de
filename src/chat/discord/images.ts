import { ComponentType, type RawFile } from 'discord.js';
import type { Block } from '../../model/message.ts';
import { oneLine, shorten } from '../../model/plain.ts';
import { limits } from './limits.ts';

export type Image = Extract<Block, { kind: 'image' }>;
export type TextFile = Extract<Block, { kind: 'file' }>;

/** What a message takes beside its text: the files that are sent with it, what shows them, what is said of each. */
export interface Attached {
  files: RawFile[];
  items: object[];
  notes: object[];
}

/** Attachments for the images of a reply, and what a media gallery says of them. `png` is base64. */
export function attachImages(images: readonly Image[]): Attached {
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

/** Attachments for text files, numbered behind `before` others, each shown as a file of its own. */
export function attachFiles(texts: readonly TextFile[], before: number): Attached {
  const files = texts
    .slice(0, limits.files)
    .map(({ name, text }, at) => ({
      name: textFileName(name, at),
      data: Buffer.from(text),
      contentType: 'text/plain; charset=utf-8',
    }))
    .filter(({ data }) => data.length > 0 && data.length <= limits.imageBytes);
  return {
    files,
    items: files.map(({ name }) => ({ type: ComponentType.File, file: { url: `attachment://${name}` } })),
    notes: files.map(({ name }, at) => ({ id: String(before + at), filename: name })),
  };
}

const safe = (name: string): string =>
  name
    .replace(/[^a-zA-Z0-9_-]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');

const textFileName = (name: string, at: number): string =>
  `${safe(name.replace(/\.txt$/i, '')) || 'file'}${at === 0 ? '' : `-${at + 1}`}.txt`;

const described = (description: string) => (description === '' ? {} : { description });

/** A name that is safe in a multipart header and an `attachment://` address, unique in its message. */
const fileName = (name: string, at: number): string =>
  `${safe(name.replace(/\.png$/i, '')) || 'image'}-${at + 1}.png`;
