/** A word, quoted text or sign of an nft script, with where it stands (from 1), for messages as nft prints them. */
export interface Token {
  kind: 'word' | 'text' | 'sign' | 'end';
  text: string;
  line: number;
  column: number;
}

/** What nft says of input it refuses: message, and the place it points at. */
export class NftRefusal extends Error {
  constructor(
    message: string,
    readonly at: Token,
    /** Set once it is known which file the token is from. */
    public place?: { file: string; source: string; includedFrom?: string },
  ) {
    super(message);
    this.name = 'NftRefusal';
  }
}

const shapes =
  /(?<space>[ \t\r]+|\\\n)|(?<comment>#[^\n]*)|(?<end>[\n;])|"(?<text>[^"\n]*)"|(?<sign>==|!=|[{}(),&|=!])|(?<word>[^\s{}(),;"&|=!#]+)/y;

/** Splits an nft script. Newlines and semicolons both end a statement. */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let line = 1;
  let lineStart = 0;
  shapes.lastIndex = 0;
  while (shapes.lastIndex < source.length) {
    const start = shapes.lastIndex;
    const found = shapes.exec(source);
    const column = start - lineStart + 1;
    if (!found?.groups)
      throw new NftRefusal('syntax error, unexpected junk', { kind: 'sign', text: '"', line, column });
    const { end, text, sign, word } = found.groups;
    if (end !== undefined) tokens.push({ kind: 'end', text: end, line, column });
    else if (text !== undefined) tokens.push({ kind: 'text', text, line, column });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign, line, column });
    else if (word !== undefined) tokens.push({ kind: 'word', text: word, line, column });
    if (found[0].endsWith('\n')) {
      line += 1;
      lineStart = shapes.lastIndex;
    }
  }
  return tokens;
}

/** Reads tokens one after the other; refuses what does not fit. */
export interface Cursor {
  peek(): Token;
  next(): Token;
  /** Takes the next token if it reads `text`. */
  accept(text: string): boolean;
  expect(text: string): Token;
  word(): string;
  number(): number;
  /** Skips newlines and semicolons. */
  skipEnds(): void;
  done(): boolean;
}

export function cursor(tokens: Token[]): Cursor {
  let at = 0;
  const last = tokens.at(-1);
  const eof: Token = { kind: 'end', text: '', line: last?.line ?? 1, column: (last?.column ?? 0) + 1 };
  const peek = () => tokens[at] ?? eof;
  const next = () => {
    const token = peek();
    at += 1;
    return token;
  };
  return {
    peek,
    next,
    accept(text) {
      if (peek().text !== text || peek().kind === 'text') return false;
      at += 1;
      return true;
    },
    expect(text) {
      const token = next();
      if (token.text !== text) throw unexpected(token);
      return token;
    },
    word() {
      const token = next();
      if (token.kind !== 'word' && token.kind !== 'text') throw unexpected(token);
      return token.text;
    },
    number() {
      const token = next();
      if (!/^-?\d+$/.test(token.text)) throw unexpected(token);
      return Number(token.text);
    },
    skipEnds() {
      while (at < tokens.length && peek().kind === 'end') at += 1;
    },
    done: () => at >= tokens.length,
  };
}

export function unexpected(token: Token): NftRefusal {
  const names: Record<Token['kind'], string> = {
    word: 'string',
    text: 'quoted string',
    sign: token.text,
    end: token.text === ';' ? 'semicolon' : 'newline',
  };
  return new NftRefusal(`syntax error, unexpected ${names[token.kind]}`, token);
}
