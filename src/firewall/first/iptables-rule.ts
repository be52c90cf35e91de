import type { Family } from './forward.ts';
import { type PortRange, parsePorts } from './ports.ts';
import { anything, type Sense, type Verdict } from './sense.ts';

/** One `-A` record: its chain, comment and meaning. */
export interface IptablesRule {
  chain: string;
  comment: string | null;
  sense: Sense;
}

/** Meaning of the words of one record; `null` when it is not a rule (`-P`, `-N`, headings, warnings). */
export function iptablesRule(words: readonly string[], family: Family): IptablesRule | null {
  // iptables-save -c puts `[packets:bytes]` in front.
  const rest = /^\[\d+:\d+\]$/.test(words[0] ?? '') ? words.slice(1) : [...words];
  const [command, chain, ...args] = rest;
  if (command !== '-A' || chain === undefined) return null;
  const rule: IptablesRule = { chain, comment: null, sense: anything([family]) };
  let negated = false;
  while (args.length > 0) {
    const flag = args.shift() ?? '';
    if (flag === '!') {
      negated = true;
      continue;
    }
    const option = Object.hasOwn(options, flag) ? options[flag] : undefined;
    if (flag === '--hw') setHardware(rule);
    else if (option) option(rule, args.shift() ?? '', negated);
    // Options of a target change nothing about what matches; options of a match do.
    else if (rule.sense.verdict.kind === 'none') rule.sense.narrowed = true;
    negated = false;
  }
  return rule;
}

type Option = (rule: IptablesRule, value: string, negated: boolean) => void;
type PortSide = 'dports' | 'sports' | 'eitherPorts' | 'originalPorts';

const portOption =
  (side: PortSide): Option =>
  ({ sense }, value, negated) => {
    const ranges = value.split(',').map(parsePorts);
    const known = ranges.filter((range): range is PortRange => range !== null);
    if (negated || known.length < ranges.length) sense.narrowed = true;
    else sense[side] = known;
  };

const states: Option = ({ sense }, value, negated) => {
  const named = value.split(',');
  sense.established &&= named.includes('ESTABLISHED') !== negated;
  sense.establishedOnly ||=
    !negated && named.every((state) => state === 'ESTABLISHED' || state === 'RELATED');
};

const protocol: Option = ({ sense }, value, negated) => {
  sense.tcp &&= ['tcp', '6', 'all', '0'].includes(value) !== negated;
};

const address =
  (side: 'source' | 'destination'): Option =>
  ({ sense }, value, negated) => {
    if (value === '17.0.0.0/8' && !negated) sense.apple = side;
    else sense.narrowed = true;
  };

const target =
  (kind: 'jump' | 'goto'): Option =>
  ({ sense }, value) => {
    sense.verdict = verdictOf(value, kind);
  };

/** Matches that are loaded by name and say nothing by themselves. */
const plainModules = new Set(['comment', 'conntrack', 'state', 'tcp', 'multiport']);

const options: Partial<Record<string, Option>> = {
  '-p': protocol,
  '--ctproto': protocol,
  '-m': ({ sense }, value) => {
    sense.narrowed ||= !plainModules.has(value);
  },
  '--comment': (rule, value) => {
    rule.comment = value;
  },
  '--dport': portOption('dports'),
  '--dports': portOption('dports'),
  '--sport': portOption('sports'),
  '--sports': portOption('sports'),
  '--ports': portOption('eitherPorts'),
  '--ctorigdstport': portOption('originalPorts'),
  '--ctstate': states,
  '--state': states,
  '--ctdir': ({ sense }, value, negated) => {
    sense.direction = (value === 'ORIGINAL') !== negated ? 'original' : 'reply';
  },
  '-s': address('source'),
  '-d': address('destination'),
  '-j': target('jump'),
  '-g': target('goto'),
};

function setHardware({ sense }: IptablesRule): void {
  if (sense.verdict.kind === 'offload') sense.verdict = { kind: 'offload', hardware: true };
}

/** Targets after which the next rule is looked at. */
const passing = new Set(['LOG', 'NFLOG', 'MARK', 'CONNMARK', 'TCPMSS', 'DSCP', 'TOS', 'CT']);
const ending = new Set(['DROP', 'REJECT', 'QUEUE', 'NFQUEUE']);

function verdictOf(name: string, kind: 'jump' | 'goto'): Verdict {
  if (name === 'ACCEPT') return { kind: 'accept' };
  if (name === 'RETURN') return { kind: 'return' };
  // OpenWrt's xt_FLOWOFFLOAD (target/linux/generic/hack-5.10/650): the same name on every fw3 release.
  if (name === 'FLOWOFFLOAD') return { kind: 'offload', hardware: false };
  if (ending.has(name)) return { kind: 'end' };
  return passing.has(name) ? { kind: 'none' } : { kind, target: name };
}
