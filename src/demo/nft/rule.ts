import ipaddr from 'ipaddr.js';
import type { Operand, Part, Subject, Value } from './ruleset.ts';
import { type Cursor, NftRefusal, type Token, unexpected } from './tokens.ts';

/** Order in which nft prints state bits. */
const states = ['invalid', 'new', 'established', 'related', 'untracked'];
const metaKeys = ['l4proto', 'nfproto', 'iifname', 'oifname', 'iif', 'oif'] as const;
const headers: Record<string, readonly string[]> = {
  tcp: ['sport', 'dport'],
  udp: ['sport', 'dport'],
  th: ['sport', 'dport'],
  ip: ['saddr', 'daddr'],
  ip6: ['saddr', 'daddr'],
};

function value(token: Token): Value {
  if (token.kind !== 'word' && token.kind !== 'text') throw unexpected(token);
  const range = /^(\d+)-(\d+)$/.exec(token.text);
  return range
    ? { kind: 'range', from: Number(range[1]), to: Number(range[2]) }
    : { kind: 'plain', text: token.text };
}
const start = (v: Value) => (v.kind === 'range' ? v.from : Number(v.text));

/** Whether a value can stand for what the subject reads. */
function fits(subject: Subject, value: Value): boolean {
  if (subject.kind === 'payload' && /^[sd]addr$/.test(subject.field)) {
    if (value.kind === 'range') return false;
    return value.text.includes('/') ? ipaddr.isValidCIDR(value.text) : ipaddr.isValid(value.text);
  }
  if (subject.kind === 'payload' || (subject.kind === 'ct' && subject.way !== null)) {
    const [low, high] =
      value.kind === 'range' ? [value.from, value.to] : [Number(value.text), Number(value.text)];
    return Number.isInteger(low) && 0 <= low && low <= high && high <= 65_535;
  }
  if (value.kind === 'range') return false;
  if (subject.kind === 'ct') return states.includes(value.text);
  if (subject.key === 'nfproto') return value.text === 'ipv4' || value.text === 'ipv6';
  if (subject.key === 'l4proto') return ['tcp', 'udp', 'icmp', 'ipv6-icmp'].includes(value.text);
  return /^[\w.@-]{1,15}$/.test(value.text);
}

function operand(at: Cursor): Operand {
  if (!at.accept('{')) return { kind: 'one', value: value(at.next()) };
  const values: Value[] = [];
  do {
    at.skipEnds();
    if (at.peek().text === '}') break;
    values.push(value(at.next()));
    at.skipEnds();
  } while (at.accept(','));
  at.expect('}');
  // The kernel keeps numbers sorted and gives them back so.
  return {
    kind: 'set',
    values: values.some((v) => Number.isNaN(start(v))) ? values : values.sort((a, b) => start(a) - start(b)),
  };
}

function match(at: Cursor, subject: Subject): Part {
  const negated = at.accept('!=');
  if (!negated) at.accept('==');
  const first = at.peek();
  const seen = operand(at);
  if (!(seen.kind === 'one' ? [seen.value] : seen.values).every((each) => fits(subject, each)))
    throw new NftRefusal('Value does not fit', first);
  return { kind: 'match', subject, negated, operand: seen };
}

function known(token: Token): string {
  if (!states.includes(token.text)) throw unexpected(token);
  return token.text;
}

function ct(at: Cursor): Part {
  const key = at.word();
  if (key === 'original' || key === 'reply') {
    const field = at.next();
    if (field.text !== 'proto-dst' && field.text !== 'proto-src') throw unexpected(field);
    return match(at, { kind: 'ct', key: field.text, way: key });
  }
  if (key !== 'state') throw unexpected({ ...at.peek(), kind: 'word' });
  if (at.accept('vmap')) {
    at.expect('{');
    const cases: { state: string; verdict: 'accept' | 'drop' | 'return' }[] = [];
    do {
      const state = known(at.next());
      at.expect(':');
      const verdict = at.next();
      if (verdict.text !== 'accept' && verdict.text !== 'drop' && verdict.text !== 'return')
        throw unexpected(verdict);
      cases.push({ state, verdict: verdict.text });
    } while (at.accept(','));
    at.expect('}');
    return { kind: 'vmap', cases };
  }
  if (at.peek().text === '{') return match(at, { kind: 'ct', key: 'state', way: null });
  const bits = [known(at.next())];
  while (at.accept(',')) bits.push(known(at.next()));
  return { kind: 'state', states: states.filter((state) => bits.includes(state)) };
}

function reject(at: Cursor): Part {
  if (!at.accept('with')) return { kind: 'reject', with: null };
  if (at.accept('tcp')) {
    at.expect('reset');
    return { kind: 'reject', with: 'tcp reset' };
  }
  for (const word of ['icmpx', 'type', 'port-unreachable']) at.expect(word);
  return { kind: 'reject', with: null };
}

function counter(at: Cursor): Part {
  if (!at.accept('packets')) return { kind: 'counter', packets: 0, bytes: 0 };
  const packets = at.number();
  at.expect('bytes');
  return { kind: 'counter', packets, bytes: at.number() };
}

function part(at: Cursor): Part {
  const token = at.next();
  const word = token.text;
  const key = metaKeys.find((each) => each === (word === 'meta' ? at.peek().text : word));
  if (word === 'meta') at.next();
  if (key) return match(at, { kind: 'meta', key });
  const fields = headers[word];
  if (fields) {
    const field = at.next();
    if (!fields.includes(field.text)) throw unexpected(field);
    return match(at, { kind: 'payload', protocol: word, field: field.text });
  }
  switch (word) {
    case 'ct':
      return ct(at);
    case 'counter':
      return counter(at);
    case 'accept':
    case 'drop':
    case 'return':
      return { kind: 'final', verdict: word };
    case 'jump':
    case 'goto':
      return { kind: 'jump', go: word, target: at.word() };
    case 'reject':
      return reject(at);
    case 'masquerade':
      return { kind: 'masquerade' };
    case 'flow': {
      // `flow offload` is how rule files say it, `flow add` how nft prints it.
      if (!at.accept('add')) at.expect('offload');
      const table = at.next();
      if (!table.text.startsWith('@')) throw unexpected(table);
      return { kind: 'flow', table: table.text.slice(1) };
    }
    default:
      throw unexpected(token);
  }
}

/** One rule, up to the end of its statement. A construct the demo does not know is refused, never ignored. */
export function parseRule(at: Cursor): { parts: Part[]; comment: string | null; first: Token } {
  const first = at.peek();
  const parts: Part[] = [];
  let comment: string | null = null;
  while (at.peek().kind !== 'end' && at.peek().text !== '}') {
    if (at.accept('comment')) {
      const token = at.next();
      if (token.kind !== 'text') throw unexpected(token);
      if (Buffer.byteLength(token.text) > 128)
        throw new NftRefusal('comment too long, 128 characters maximum allowed', token);
      comment = token.text;
    } else parts.push(part(at));
  }
  return { parts, comment, first };
}
