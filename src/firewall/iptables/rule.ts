import type { Family } from '../api.types.ts';
import { always, bitsAre, negated, tcpFlags } from '../fields.ts';
import type { Chain, Step, Test } from '../program.ts';
import { conditionOf, flagsCondition } from './options.ts';
import { accepting, dropping, markTarget, passing } from './targets.ts';

/** A rule's statements, and its comment. */
export interface Read {
  steps: Step[];
  comment: string | null;
}

export interface Surroundings {
  family: Family;
  /** Offloaded flows go on to hardware: fw3 prints its rule the same with and without, UCI knows. */
  hardware: boolean;
  /** A user-defined chain. `own`: the jump is signed by fw3. */
  chain(name: string, own: boolean): Chain;
  /** Whether there is a chain of that name. */
  isChain(name: string): boolean;
}

/** Matches that say nothing by themselves, or only by their options. */
const plainModules = new Set([
  'addrtype',
  'comment',
  'connbytes',
  'connmark',
  'conntrack',
  'hashlimit',
  'helper',
  'icmp',
  'icmp6',
  'icmpv6',
  'iprange',
  'length',
  'limit',
  'mac',
  'mark',
  'multiport',
  'physdev',
  'pkttype',
  'policy',
  'quota',
  'set',
  'state',
  'statistic',
  'tcp',
  'tcpmss',
  'time',
]);

/** Options whose value is one word of any text, that of another option or `!` too. */
const freeText = new Set(['--comment', '--string', '--hex-string']);

/** What follows `-A CHAIN`: matches and a target. */
export function readRule(words: readonly string[], around: Surroundings): Read {
  const read: Read = { steps: [], comment: null };
  let module = '';
  let not = false;
  const add = (test: Test | null | undefined, ...text: string[]) => {
    if (test === null) return;
    const known = test ?? always('unknown');
    read.steps.push({ kind: 'test', test: not ? negated(known) : known, text: () => text.join(' ') });
  };
  for (let at = 0; at < words.length; at++) {
    const option = words[at] ?? '';
    if (option === '!') {
      not = true;
      continue;
    }
    if (option === '-j' || option === '-g' || option === '--jump' || option === '--goto') {
      read.steps.push(...target(words.slice(at), read.comment, around));
      return read;
    }
    // Old releases print the negation after the option.
    if (words[at + 1] === '!' && !freeText.has(option)) {
      not = true;
      at++;
    }
    const values = freeText.has(option) ? words.slice(at + 1, at + 2) : valuesFrom(words, at + 1);
    const value = values[0] ?? '';
    at += values.length;
    if (option === '-m' || option === '--match') {
      module = value;
      if (!plainModules.has(value)) add(undefined, option, value);
    } else if (option === '--comment') read.comment = value;
    else if (option === '--tcp-flags') add(flagsCondition(value, values[1] ?? '') ?? undefined, option);
    else if (option === '--syn') add(bitsAre(tcpFlags, 0x17, 0x02), option);
    else if (option === '-f' || option === '--fragment') add(always('no'), option);
    else add(conditionOf(option, value, { family: around.family, module, words }), option, value);
    not = false;
  }
  return read;
}

/** The words up to the next option. A value may begin with a dash only as a number below zero, which none here is. */
function valuesFrom(words: readonly string[], from: number): string[] {
  let to = from;
  while (to < words.length && to < from + 4 && !isOption(words[to] ?? '')) to++;
  return words.slice(from, to);
}

const isOption = (word: string): boolean => word === '!' || /^-{1,2}[A-Za-z]/.test(word);

function target(words: readonly string[], comment: string | null, around: Surroundings): Step[] {
  const [option = '', name = '', ...options] = words;
  // OpenWrt's xt_FLOWOFFLOAD (target/linux/generic/hack-5.10/650): the same name on every fw3 release. A chain of that
  // name is a stand-in for it, where the kernel has none.
  if (name === 'FLOWOFFLOAD')
    return [{ kind: 'offload', hardware: around.hardware || options.includes('--hw') }];
  if (around.isChain(name) || option === '-g' || option === '--goto') {
    const to = around.chain(name, comment?.startsWith('!fw3') ?? false);
    return [{ kind: 'verdict', verdict: { kind: option.includes('g') ? 'goto' : 'jump', to } }];
  }
  if (accepting.has(name)) return [{ kind: 'verdict', verdict: { kind: 'accept' } }];
  if (dropping.has(name)) return [{ kind: 'verdict', verdict: { kind: 'drop' } }];
  if (name === 'RETURN') return [{ kind: 'verdict', verdict: { kind: 'return' } }];
  const mark = markTarget(name, options);
  if (mark) return [mark];
  if (passing.has(name)) return [];
  // A chain that was not read, or a target nobody here knows: anything may happen there.
  const to = around.chain(name, comment?.startsWith('!fw3') ?? false);
  return [{ kind: 'verdict', verdict: { kind: 'jump', to } }];
}
