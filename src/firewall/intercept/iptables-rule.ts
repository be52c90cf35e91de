import {
  addressIn,
  allOf,
  behind,
  clientIn,
  type Met,
  not,
  type Opening,
  portIn,
  protocolIn,
} from './condition.ts';
import { wordsOfRule } from './nft-rule.ts';
import type { ReadRule, Verdict } from './rule.types.ts';

/** Options of matches that decide nothing by themselves. */
const asides: ReadonlySet<string> = new Set(['--comment', '-m', '--match']);
const ends: ReadonlySet<string> = new Set(['ACCEPT', 'DROP', 'REJECT']);
/** Targets after which the next rule is met. */
const passing: ReadonlySet<string> = new Set([
  'MARK',
  'CONNMARK',
  'LOG',
  'NFLOG',
  'TCPMSS',
  'NFQUEUE',
  'CT',
  'SET',
]);

/** One line of `iptables -S`, for one opening. What is not understood makes it *maybe*. */
export function readIptablesRule(line: string, opening: Opening): ReadRule {
  const words = wordsOfRule(line).slice(2);
  const met: Met[] = [];
  let negated = false;
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (word === '!') {
      negated = true;
      continue;
    }
    if (word === '-j' || word === '-g') {
      const verdict = verdictOf(word, words.slice(at + 1));
      return { branches: verdict ? [{ met: allOf(met), verdict }] : [] };
    }
    if (asides.has(word)) at++;
    else if (word.startsWith('-')) {
      // An option's values go on to the next option.
      const end = words.findIndex((one, index) => index > at && (one.startsWith('-') || one === '!'));
      const values = words.slice(at + 1, end < 0 ? words.length : end);
      const read = optionMet(word, values, opening);
      met.push(negated ? not(read) : read);
      at += values.length;
    }
    negated = false;
  }
  return { branches: [] };
}

function verdictOf(word: string, [target = '', ...rest]: readonly string[]): Verdict | null {
  if (target === 'RETURN') return { kind: 'return' };
  if (ends.has(target)) return { kind: 'end' };
  if (passing.has(target)) return null;
  if (target === 'REDIRECT') return { kind: 'take', how: 'redirect', port: numberAfter('--to-ports', rest) };
  if (target === 'TPROXY') return { kind: 'take', how: 'tproxy', port: numberAfter('--on-port', rest) };
  if (target !== 'DNAT') return { kind: word === '-g' ? 'goto' : 'jump', target };
  const [, port] = /^(?:127\.[\d.]+|\[::1\]):?(\d{1,5})?$/.exec(rest[1] ?? '') ?? [];
  return /^(127\.|\[::1)/.test(rest[1] ?? '')
    ? { kind: 'take', how: 'dnat', port: port === undefined ? null : Number(port) }
    : { kind: 'end' };
}

function numberAfter(option: string, words: readonly string[]): number | null {
  const at = words.indexOf(option);
  const text = at < 0 ? undefined : words[at + 1];
  return text !== undefined && /^\d{1,5}$/.test(text) ? Number(text) : null;
}

function optionMet(option: string, values: readonly string[], opening: Opening): Met {
  const list = (values[0] ?? '').split(',');
  switch (option) {
    case '-p':
      return protocolIn(list);
    case '--dport':
    case '--dports':
    case '--ports':
      return portIn(list, opening.port);
    case '-d':
      return addressIn(list, opening.server);
    case '-s':
      return clientIn(list, opening);
    case '-i':
      return behind([(values[0] ?? '').replace(/\+$/, '*')], opening);
    case '--match-set':
      return values[1]?.startsWith('src') ? 'some' : 'maybe';
    case '--mac-source':
      return 'some';
    case '--dst-type':
      return list.includes('LOCAL') ? 'no' : 'maybe';
    case '--ctstate':
    case '--state':
      return list.includes('NEW') ? 'yes' : 'no';
    case '--ctdir':
      return list.includes('ORIGINAL') ? 'yes' : 'no';
    case '--tcp-flags':
    case '--syn':
      return 'yes';
    case '--transparent':
    case '--nowildcard':
      return 'no';
    default:
      return 'maybe';
  }
}
