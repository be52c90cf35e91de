import type { Token, Tokens } from './tokens.ts';

/** A place in a row of tokens. Comments are passed over; line breaks are not. */
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

export function cursorOf(read: Tokens): Cursor {
  /** The token here, none after the last; then those that were looked at already, comments among them. */
  let here: Token | undefined;
  const ahead: Token[] = [];
  let taken = 0;
  let last: string | null = null;
  let behind = 0;
  const step = () => {
    here = ahead.shift() ?? read();
    while (here?.kind === 'comment') {
      last = here.text;
      behind = here.to;
      here = ahead.shift() ?? read();
    }
  };
  step();
  const further = (skip: number): Token => {
    let left = skip;
    for (let at = 0; ; at++) {
      const token = ahead[at] ?? read();
      if (token === undefined) return nothing;
      if (at === ahead.length) ahead.push(token);
      if (token.kind !== 'comment' && --left === 0) return token;
    }
  };
  const peek = (skip = 0): Token => (skip === 0 ? (here ?? nothing) : further(skip));
  const next = (): Token => {
    const token = here ?? nothing;
    if (here !== undefined) {
      if (token.kind !== 'end') {
        last = null;
        behind = token.to;
      }
      taken++;
      step();
    }
    return token;
  };
  return {
    peek,
    next,
    accept(text) {
      const token = here ?? nothing;
      if (token.text !== text || token.kind === 'text') return false;
      next();
      return true;
    },
    atEnd() {
      const { kind, text } = here ?? nothing;
      return kind === 'end' || (kind === 'sign' && text === '}');
    },
    skipEnds() {
      while (here?.kind === 'end') next();
    },
    done: () => here === undefined,
    comment: () => last,
    position: () => taken,
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
