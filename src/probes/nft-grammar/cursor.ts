import type { Token } from './tokens.ts';

/** A place in a list of tokens. Comments are passed over; line breaks are not. */
export interface Cursor {
  /** The token here, or `skip` tokens further on. */
  peek(skip?: number): Token;
  next(): Token;
  /** Takes the next token if it is this word or sign. */
  accept(text: string): boolean;
  /** Whether the next token ends a statement: a line break, `;`, or the block's `}`. */
  atEnd(): boolean;
  /** Passes over line breaks. */
  skipEnds(): void;
  /** Nothing is left. */
  done(): boolean;
  /** The comment passed over last. */
  comment(): string | null;
  position(): number;
  /** Where the token before this place ends in the source, a comment on its line counted in. */
  behind(): number;
}

const nothing: Token = { kind: 'end', text: '\n', from: 0, to: 0 };

export function cursorOf(tokens: readonly Token[]): Cursor {
  let at = 0;
  let last: string | null = null;
  let behind = 0;
  const step = () => {
    for (let token = tokens[at]; token?.kind === 'comment'; token = tokens[at]) {
      last = token.text;
      behind = token.to;
      at++;
    }
  };
  step();
  const peek = (skip = 0): Token => {
    let found = at;
    for (let left = skip; left > 0; left--) {
      found++;
      while (tokens[found]?.kind === 'comment') found++;
    }
    return tokens[found] ?? nothing;
  };
  const next = (): Token => {
    const token = peek();
    if (at < tokens.length) {
      if (token.kind !== 'end') last = null;
      behind = token.kind === 'end' ? behind : token.to;
      at++;
      step();
    }
    return token;
  };
  return {
    peek,
    next,
    accept(text) {
      const token = peek();
      if (token.text !== text || token.kind === 'text') return false;
      next();
      return true;
    },
    atEnd() {
      const { kind, text } = peek();
      return kind === 'end' || (kind === 'sign' && text === '}') || at >= tokens.length;
    },
    skipEnds() {
      while (at < tokens.length && peek().kind === 'end') next();
    },
    done: () => at >= tokens.length,
    comment: () => last,
    position: () => at,
    behind: () => behind,
  };
}

/** The word or quoted text here; empty where the statement ends. */
export const textAt = (at: Cursor): string => (at.atEnd() ? '' : at.next().text);

/** Passes over the rest of a block whose `{` was taken. */
export function skipBlock(at: Cursor): void {
  for (let open = 1; open > 0 && !at.done(); ) {
    const { kind, text } = at.next();
    if (kind !== 'sign') continue;
    if (text === '{') open++;
    else if (text === '}') open--;
  }
}

/** Passes over what belongs to a statement, blocks and all, up to its end or to where `stop` says so. */
export function skipStatement(at: Cursor, stop: (at: Cursor) => boolean = () => false): void {
  while (!at.atEnd() && !stop(at)) {
    const { kind, text } = at.next();
    if (kind === 'sign' && text === '{') skipBlock(at);
  }
}
