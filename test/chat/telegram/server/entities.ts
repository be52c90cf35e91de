import { bad } from './refusal.ts';

export interface Entity {
  type: string;
  /** UTF-16 units. */
  offset: number;
  length: number;
  url?: string;
  user?: number;
}

export interface Parsed {
  text: string;
  entities: Entity[];
}

const types: Record<string, string> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  code: 'code',
  pre: 'pre',
  a: 'text_link',
  blockquote: 'blockquote',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
};

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' };

const bytes = (text: string): number => Buffer.byteLength(text);
const failing = (what: string) => bad(`can't parse entities: ${what}`);

/** `&lt;`, `&#60;`, `&#x3c;`; anything else is left as it stands. */
function reference(html: string, at: number): { text: string; end: number } {
  const found = /^&(?:#x([0-9a-f]+)|#(\d+)|([a-z]+));?/i.exec(html.slice(at, at + 16));
  const [whole = '&', hex, decimal, name] = found ?? [];
  const code = hex ? Number.parseInt(hex, 16) : decimal ? Number(decimal) : 0;
  if (code > 0 && code < 0x10ffff) return { text: String.fromCodePoint(code), end: at + whole.length };
  const known = name ? named[name] : undefined;
  return known === undefined ? { text: '&', end: at + 1 } : { text: known, end: at + whole.length };
}

interface Open {
  tag: string;
  start: number;
  entity: Omit<Entity, 'offset' | 'length'>;
}

/** A start tag from `<` on: its name, attributes, and where the text goes on. */
function startTag(html: string, at: number): { open: Omit<Open, 'start'>; end: number } {
  const offset = bytes(html.slice(0, at));
  const tag = /^[^\s>]*/.exec(html.slice(at + 1))?.[0].toLowerCase() ?? '';
  let end = at + 1 + tag.length;
  if (end >= html.length) throw failing(`Unclosed start tag at byte offset ${offset}`);
  if (!Object.hasOwn(types, tag)) throw failing(`Unsupported start tag "${tag}" at byte offset ${offset}`);
  const attributes: Record<string, string> = {};
  for (;;) {
    end += /^\s*/.exec(html.slice(end))?.[0].length ?? 0;
    if (end >= html.length) throw failing(`Unclosed start tag "${tag}" at byte offset ${offset}`);
    if (html[end] === '>') break;
    const attribute = /^([^\s=>]*)(?:\s*=\s*("[^"]*"|'[^']*'|[a-zA-Z0-9.-]+))?/.exec(html.slice(end));
    const [whole = '', name = '', value = ''] = attribute ?? [];
    if (name === '') throw failing(`Empty attribute name in the tag "${tag}" at byte offset ${offset}`);
    if (whole === '') throw failing(`Unclosed start tag at byte offset ${offset}`);
    attributes[name.toLowerCase()] = value.replace(/^["']|["']$/g, '');
    end += whole.length;
  }
  if (tag === 'span' && attributes.class !== 'tg-spoiler')
    throw failing(`Tag "span" must have class "tg-spoiler" at byte offset ${offset}`);
  const user = /^tg:\/\/user\?id=(\d+)$/.exec(attributes.href ?? '')?.[1];
  const type = types[tag] ?? tag;
  const entity = {
    type:
      type === 'blockquote' && 'expandable' in attributes
        ? 'expandable_blockquote'
        : user === undefined
          ? type
          : 'text_mention',
    ...(user === undefined ? {} : { user: Number(user) }),
    ...(tag === 'a' && user === undefined ? { url: attributes.href ?? '' } : {}),
  };
  return { open: { tag, entity }, end: end + 1 };
}

/**
 * HTML as the server reads it, errors in its words and with its byte offsets
 * (https://github.com/tdlib/td `MessageEntity.cpp`).
 */
export function parseHtml(html: string): Parsed {
  const entities: Entity[] = [];
  const stack: Open[] = [];
  let text = '';
  let at = 0;
  while (at < html.length) {
    const char = html[at] ?? '';
    if (char === '&') {
      const read = reference(html, at);
      text += read.text;
      at = read.end;
    } else if (char !== '<') {
      text += char;
      at += 1;
    } else if (html[at + 1] === '/') {
      const offset = bytes(html.slice(0, at));
      const open = stack.pop();
      if (!open) throw failing(`Unexpected end tag at byte offset ${offset}`);
      const [whole = '', name = ''] = /^<\/([^\s>]*)\s*/.exec(html.slice(at)) ?? [];
      at += whole.length;
      if (html[at] !== '>') throw failing(`Unclosed end tag at byte offset ${offset}`);
      if (name !== '' && name.toLowerCase() !== open.tag)
        throw failing(
          `Unmatched end tag at byte offset ${offset}, expected "</${open.tag}>", found "</${name.toLowerCase()}>"`,
        );
      at += 1;
      const length = text.length - open.start;
      if (length > 0) entities.push({ ...open.entity, offset: open.start, length });
    } else {
      const { open, end } = startTag(html, at);
      stack.push({ ...open, start: text.length });
      at = end;
    }
  }
  const left = stack.at(-1);
  if (left) throw failing(`Can't find end tag corresponding to start tag "${left.tag}"`);
  return trimmed(text, entities);
}

/** The server takes white space off both ends. */
function trimmed(text: string, entities: Entity[]): Parsed {
  const kept = text.trimEnd().trimStart();
  const before = text.length - text.trimStart().length;
  const moved = entities.map((entity) => {
    const start = Math.max(0, entity.offset - before);
    const end = Math.min(kept.length, entity.offset + entity.length - before);
    return { ...entity, offset: start, length: end - start };
  });
  return {
    text: kept,
    entities: moved
      .filter(({ length }) => length > 0)
      .sort((a, b) => a.offset - b.offset || b.length - a.length),
  };
}

/** What clients make active in plain text by themselves: mentions and addresses outside of code. */
export function detected({ text, entities }: Parsed): string[] {
  const verbatim = entities.filter(({ type }) => type === 'pre' || type === 'code');
  const isVerbatim = (at: number) =>
    verbatim.some(({ offset, length }) => at >= offset && at < offset + length);
  return [...text.matchAll(/(?<![\p{L}\p{N}_])@\w{2,}|https?:\/\/\S+/gu)]
    .filter(({ index }) => !isVerbatim(index))
    .map(([found]) => found);
}
