import { createHash } from 'node:crypto';
import type { Block } from '../../model/message.ts';
import { clean, shorten } from '../../model/plain.ts';
import { limits } from './limits.ts';

/** A message that stands beside the text: a picture, or a file. */
export interface Photo {
  kind: 'photo' | 'document';
  data: Buffer;
  name: string;
  /** Plain text; may be empty. */
  caption: string;
  /** Tells whether a photo that stands there is this one. */
  mark: string;
}

/** Tells a photo or a file from another. */
const markOf = (data: Buffer, caption: string): string =>
  createHash('sha256').update(data).update(caption).digest('base64url').slice(0, 8);

/** The photos of a reply, then its files. `png` is base64. */
export function photosOf(blocks: readonly Block[]): Photo[] {
  const photos = blocks
    .flatMap((block) => (block.kind === 'image' ? [block] : []))
    .slice(0, limits.images)
    .map(({ png, alt, name, caption: legend }, at): Photo => {
      const data = Buffer.from(png, 'base64');
      const said = [alt, ...(legend === undefined ? [] : [legend])].map((part) =>
        part.slice(0, limits.caption * 2),
      );
      const caption = shorten(clean(said.join('\n\n')).trim(), limits.caption);
      return { kind: 'photo', data, caption, mark: markOf(data, caption), name: fileName(name, at) };
    });
  const documents = blocks
    .flatMap((block) => (block.kind === 'file' ? [block] : []))
    .slice(0, limits.files)
    .map(({ name, text }): Photo => {
      const data = Buffer.from(text);
      return { kind: 'document', data, caption: '', mark: markOf(data, name), name: textFileName(name) };
    });
  return [...photos, ...documents].filter(({ data }) => data.length > 0 && data.length <= limits.imageBytes);
}

const safe = (name: string): string =>
  name
    .replace(/[^a-zA-Z0-9_-]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '');

const textFileName = (name: string): string => `${safe(name.replace(/\.txt$/i, '')) || 'file'}.txt`;

/** A name that is safe in a multipart header. */
const fileName = (name: string, at: number): string =>
  `${safe(name.replace(/\.png$/i, '')) || 'image'}-${at + 1}.png`;
