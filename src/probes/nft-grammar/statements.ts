import { type Cursor, skipBlock, skipStatement, textAt } from './cursor.ts';
import { deepest, elementsAt, expressionAt, type Reader, verdictAt } from './expressions.ts';
import { compared } from './relation.ts';
import type { Json } from './values.ts';

/** Reads the rules of a block without a name, whose `{` was taken. */
export type ReadBlock = (reader: Reader) => Json[];

/** One statement of a rule. Takes at least one token; what is not known becomes `{ unknown: … }`. */
export function statementAt(reader: Reader, block: ReadBlock): unknown {
  const { at } = reader;
  const { text, kind } = at.peek();
  if (kind === 'sign' || kind === 'text') {
    at.next();
    if (kind === 'sign' && text === '{') skipBlock(at);
    return { unknown: text };
  }
  const verdict = verdictAt(reader);
  if (verdict) return verdict;
  switch (text) {
    case 'jump':
    case 'goto':
      return unnamed(reader, block);
    case 'flow':
      return flow(at);
    case 'counter':
      return counter(at);
    case 'comment':
      at.next();
      return { comment: textAt(at) };
    case 'log':
    case 'notrack':
    case 'last':
    case 'secmark':
    case 'dup':
    case 'reset':
    case 'synproxy':
      return options(at, text);
    case 'reject':
      return reject(at);
    case 'queue':
    case 'snat':
    case 'dnat':
    case 'masquerade':
    case 'redirect':
    case 'tproxy':
      return rest(at, text);
    case 'limit':
    case 'quota':
      return options(at, text);
    case 'add':
    case 'update':
    case 'delete':
      return element(reader, at.next().text);
    case 'set':
      return oldElement(reader);
    case 'meter':
      return meter(reader);
    case 'xt':
      return extension(at);
    default:
      return text === 'ct' ? connection(reader) : compared(reader);
  }
}

function unnamed(reader: Reader, block: ReadBlock): Json {
  const { at, depth } = reader;
  const kind = at.next().text;
  if (!at.accept('{')) return { unknown: kind };
  if (depth >= deepest) {
    skipBlock(at);
    return { [kind]: { rules: null } };
  }
  return { [kind]: { rules: block({ ...reader, depth: depth + 1 }) } };
}

/** `flow add @ft`, `flow offload @ft`; nft before 0.8.1 called a meter `flow table`. */
function flow(at: Cursor): Json {
  at.next();
  if (at.accept('table')) {
    skipStatement(at, () => at.peek().text === '{');
    if (at.accept('{')) skipBlock(at);
    return { unknown: 'flow table' };
  }
  return { flow: { op: textAt(at), flowtable: textAt(at) } };
}

/** `counter packets 1 bytes 2`, `counter name "x"`, and `counter name KEY map { … }`, which is a condition. */
function counter(at: Cursor): Json {
  at.next();
  while (at.peek().text === 'packets' || at.peek().text === 'bytes') {
    at.next();
    textAt(at);
  }
  if (!at.accept('name')) return { counter: null };
  if (at.peek(1).text === 'map' || at.peek(2).text === 'map') return rest(at, 'lookup');
  textAt(at);
  return { counter: 'named' };
}

/** Words that begin a statement: options of the one before end there. */
const beginnings = new Set([
  'accept',
  'add',
  'comment',
  'continue',
  'counter',
  'ct',
  'delete',
  'drop',
  'dup',
  'flow',
  'goto',
  'ip',
  'ip6',
  'jump',
  'limit',
  'log',
  'meta',
  'notrack',
  'queue',
  'quota',
  'reject',
  'return',
  'tcp',
  'th',
  'udp',
  'update',
  'vmap',
]);

/** A statement whose options end where the next statement begins. */
function options(at: Cursor, kind: string): Json {
  at.next();
  skipStatement(at, () => at.peek().kind === 'word' && beginnings.has(at.peek().text) && !isOption(kind, at));
  return { [kind]: null };
}

/** `reset tcp option …`, `log flags tcp sequence`, `log flags ip options`: words that begin nothing there. */
const isOption = (kind: string, at: Cursor): boolean =>
  (kind === 'reset' || kind === 'log') &&
  /^(tcp|ip)$/.test(at.peek().text) &&
  /^(option|options|sequence)/.test(at.peek(1).text);

/** A statement that ends the rule, whatever it says: nothing after it is looked at. */
function rest(at: Cursor, kind: string): Json {
  at.next();
  skipStatement(at);
  return { [kind]: null };
}

/** `reject`, `reject with icmp type x`, `reject with icmpx x`, `reject with tcp reset`. */
function reject(at: Cursor): Json {
  at.next();
  if (!at.accept('with')) return { reject: null };
  const type = textAt(at);
  textAt(at);
  if (type !== 'tcp' && !at.atEnd() && at.peek().text !== 'comment' && at.peek().text !== 'counter')
    at.next();
  return { reject: { type } };
}

/** `add @set { ip saddr timeout 1h limit rate 5/second }`, also with data of a map. */
function element(reader: Reader, op: string): Json {
  const { at } = reader;
  const set = textAt(at);
  if (at.peek().text !== '{') return { unknown: `${op} ${set}` };
  const [first] = elementsAt(reader);
  const elem = Array.isArray(first) ? first[0] : first;
  return { set: { op, elem, set } };
}

/** `set add ip saddr timeout 1h @name`: as nft up to 0.9 prints it. */
function oldElement(reader: Reader): Json {
  const { at } = reader;
  at.next();
  const op = textAt(at);
  const elem = expressionAt(reader);
  while (!at.atEnd() && !at.peek().text.startsWith('@')) at.next();
  return { set: { op, elem, set: textAt(at) } };
}

function meter(reader: Reader): Json {
  const { at } = reader;
  while (!at.atEnd() && at.peek().text !== '{') at.next();
  if (at.peek().text !== '{') return { unknown: 'meter' };
  const [first] = elementsAt(reader);
  return { meter: { key: Array.isArray(first) ? first[0] : first } };
}

/** A part of a rule which only iptables knows: `xt target "FLOWOFFLOAD"`. */
function extension(at: Cursor): Json {
  at.next();
  return { xt: { type: textAt(at), name: textAt(at) } };
}

/** `ct timeout set "x"`, `ct helper set "x"`, `ct count over 20`; all else of `ct` is compared or set. */
function connection(reader: Reader): unknown {
  const { at } = reader;
  const key = at.peek(1).text;
  if (key === 'count') {
    at.next();
    at.next();
    at.accept('over');
    textAt(at);
    return { 'ct count': {} };
  }
  const assigned = at.peek(2).text === 'set';
  if (!assigned || !/^(timeout|helper|expectation|event|label|zone)$/.test(key)) return compared(reader);
  for (let n = 0; n < 3; n++) at.next();
  const value = expressionAt(reader);
  return key === 'timeout' || key === 'helper' || key === 'expectation'
    ? { [`ct ${key}`]: value }
    : { mangle: { key: { ct: { key } }, value } };
}
