/** `word`: names, numbers, addresses, ranges. `text`: what stood in quotes. `end`: a line break, `;` or the end. */
export type Kind = 'word' | 'text' | 'sign' | 'end' | 'comment';

export interface Token {
  kind: Kind;
  /** Without the quotes of a `text` and the `#` of a comment. */
  text: string;
  /** Where it begins and ends in the whole. */
  from: number;
  to: number;
}

/** What nft prints of a comment is at most 128 bytes, of any other quoted word less. */
const longestText = 600;

const signs = new Set(['{', '}', '(', ')', ',', '=', '!', '<', '>', '&', '|', '^']);
const doubled = /^(==|!=|<=|>=|<<|>>)/;
/** What is no name, number or address: a word ends there. */
const wordEnd = /[\s{}(),;="!<>&|^#]/g;

/** Gives the next token, `undefined` after the last. */
export type Tokens = () => Token | undefined;

/**
 * The words of nft's language (libnftables(5)), whether it printed them or a person wrote them. Linear. One at a time: a
 * list of all would be the largest part of what reading a ruleset leaves to the garbage collector.
 */
export function tokensOf(source: string): Tokens {
  const found: Token[] = [];
  const add = (kind: Kind, from: number, to: number, text = source.slice(from, to)) =>
    found.push({ kind, text, from, to });
  let at = 0;
  let ended = false;
  return () => {
    while (found.length === 0 && at < source.length) at = tokenAt(source, at, add);
    if (found.length === 0 && !ended) {
      ended = true;
      add('end', at, at, '\n');
    }
    return found.shift();
  };
}

/** Adds the token there, or the words one falls into, or nothing for blanks; gives where it ends. */
function tokenAt(source: string, at: number, add: Add): number {
  const c = source.charAt(at);
  if (c === ' ' || c === '\t' || c === '\r') return at + 1;
  if (c === '\n' || c === ';') {
    add('end', at, at + 1);
    return at + 1;
  }
  if (c === '\\' && /^\\\r?\n/.test(source.slice(at, at + 3))) return source.indexOf('\n', at) + 1;
  if (c === '#') {
    const to = lineEnd(source, at);
    add('comment', at, to, source.slice(at + 1, to).trim());
    return to;
  }
  if (c === '"') return quoted(source, at, add);
  if (signs.has(c)) {
    const to = at + (doubled.test(source.slice(at, at + 2)) ? 2 : 1);
    add('sign', at, to);
    return to;
  }
  wordEnd.lastIndex = at + 1;
  const to = wordEnd.exec(source)?.index ?? source.length;
  word(source.slice(at, to), at, add);
  return to;
}

type Add = (kind: Kind, from: number, to: number, text?: string) => void;

const lineEnd = (source: string, at: number): number => {
  const to = source.indexOf('\n', at);
  return to < 0 ? source.length : to;
};

/** A quote that is not closed nearby belongs to a damaged text: it stands for itself. */
function quoted(source: string, at: number, add: Add): number {
  const close = source.slice(at + 1, at + 1 + longestText).indexOf('"');
  if (close < 0) {
    add('sign', at, at + 1);
    return at + 1;
  }
  const to = at + close + 2;
  add('text', at, to, source.slice(at + 1, to - 1));
  return to;
}

const address = /^[0-9a-fA-F:./-]+$/;

/** `established:accept` is three words; an address or a time with its colons is one. */
function word(text: string, at: number, add: Add): void {
  const colon = address.test(text) ? -1 : text.indexOf(':');
  if (colon < 0 || text.length === 1) {
    add(text === ':' ? 'sign' : 'word', at, at + text.length, text);
    return;
  }
  if (colon > 0) add('word', at, at + colon, text.slice(0, colon));
  add('sign', at + colon, at + colon + 1, ':');
  if (colon + 1 < text.length) word(text.slice(colon + 1), at + colon + 1, add);
}
