import { createHash } from 'node:crypto';
import type { Block } from '../../model/message.ts';
import { clean, shorten } from '../../model/plain.ts';
import { limits } from './limits.ts';

export interface Photo {
  data: Buffer;
  name: string;
  /** Plain text; may be empty. */
  caption: string;
  /** Tells whether a photo that stands there is this one. */
  mark: string;
}

/** The photos of a reply. `png` is base64. */
export function photosOf(blocks: readonly Block[]): Photo[] {
  return blocks
    .flatMap((block) => (block.kind === 'image' ? [block] : []))
    .slice(0, limits.images)
    .map(({ png, alt, name, caption: legend }, at) => {
      const data = Buffer.from(png, 'base64');
      const said = [alt, ...(legend === undefined ? [] : [legend])].map((part) =>
        part.slice(0, limits.caption * 2),
      );
      const caption = shorten(clean(said.join('\n\n')).trim(), limits.caption);
      const mark = createHash('sha256').update(data).update(caption).digest('base64url').slice(0, 8);
      return { data, caption, mark, name: fileName(name, at) };
    })
    .filter(({ data }) => data.length > 0 && data.length <= limits.imageBytes);
}

/** A name that is safe in a multipart header. */
const fileName = (name: string, at: number): string =>
  `${
    name
      .replace(/\.png$/i, '')
      .replace(/[^a-zA-Z0-9_-]+/g, '-')
      .slice(0, 60) || 'image'
  }-${at + 1}.png`;
