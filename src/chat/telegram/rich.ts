import { clean, oneLine, shorten } from '../../model/plain.ts';

/** A piece of a message: HTML as Telegram reads it, and how long the text is that remains after its parsing. */
export interface Rich {
  html: string;
  length: number;
}

export const nothing: Rich = { html: '', length: 0 };

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** Does not show, and is no letter: what stands around it does not belong together. */
const joiner = '\u2060';

/** `@name` would call somebody, and `http://…` would be a link: Telegram finds both in plain text by itself. */
const inert = (text: string): string =>
  text.replace(/(?<![\p{L}\p{N}_])@(?=\w)/gu, `@${joiner}`).replaceAll('://', `:${joiner}//`);

/** Text as it is, cut to `max` characters before it is escaped, so that no half escape or tag is left behind. */
export function textOf(text: string, max: number): Rich {
  const shown = max < 1 ? '' : shorten(inert(clean(text.slice(0, max * 2 + 2))).trim(), max);
  return { html: escaped(shown), length: shown.length };
}

export const lineOf = (text: string, max: number): Rich => textOf(oneLine(text.slice(0, max * 4 + 100)), max);

/** Verbatim text: nothing in it is looked for by Telegram when it stands in `pre` or `code`. */
export const verbatim = (text: string): Rich => ({ html: escaped(text), length: text.length });

type Tag = 'b' | 'i' | 'pre' | 'blockquote' | 'blockquote expandable';

/** Nothing stays nothing: Telegram drops empty entities. */
export const tagged = (tag: Tag, { html, length }: Rich): Rich =>
  length === 0 ? nothing : { html: `<${tag}>${html}</${tag.split(' ')[0]}>`, length };

/** A link to a person that calls them, whatever their name is; `id` is numeric. */
export const mentionOf = (id: number, name: Rich): Rich => ({
  html: `<a href="tg://user?id=${id}">${name.html}</a>`,
  length: name.length,
});

export const glued = (...parts: readonly (Rich | string)[]): Rich =>
  parts
    .map((part) => (typeof part === 'string' ? verbatim(part) : part))
    .reduce((so, { html, length }) => ({ html: so.html + html, length: so.length + length }), nothing);

export const joined = (parts: readonly Rich[], between: string): Rich =>
  glued(...parts.flatMap((part, at) => (at === 0 ? [part] : [between, part])));
