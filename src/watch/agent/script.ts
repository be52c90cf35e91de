import type { ForwardChain } from '../../firewall/index.ts';
import { pushOnly } from '../../probes/push-filter.ts';
import { apns } from '../../push/services/apns.ts';
import { fcm } from '../../push/services/fcm.ts';
import { isPlainChain } from '../../remedies/exempt/params.ts';
import { sh } from '../../ssh/quoting.ts';
import agent from './agent.awk' with { type: 'text' };

/** More push connections than this in one household are not followed one by one. */
const mostFlows = 400;
/** Seconds without anything to say after which the loop says that it lives. */
const heartbeatS = 28;
/** Seconds left at which a device is asked whether it is there. */
const askAtS = 12;
/** Seconds a device whose connection is gone is looked after, and how often. */
const missedS = 7200;
const missedEveryS = 60;

/** Ports whose connections' ends `conntrack -E` is asked for: one process each, as it takes one port. */
const listened = [apns, fcm].map(({ ports }) => ports[0].from);

/** What {@link agentProgram} is told with `-v`; its legend says what each means. */
export const agentVariables = {
  MOST: mostFlows,
  ASK: askAtS,
  MISSED: missedS,
  AGAIN: missedEveryS,
  BEAT: heartbeatS,
};

/** An awk program as it travels: every byte of a command counts (dropbear takes 9000), its legend stays here. */
const travelling = (awk: string): string =>
  awk
    .replace(/^#.*\n/gm, '')
    .replace(/^\t+/gm, '')
    .trim();

/** The program, with what else it tells of an entry: `more()` in awk. */
export const agentWith = (more: string): string => travelling(`${agent}\n${more}`);

/** As a watch runs it. */
export const agentProgram = agentWith('function more() { return "" }');

/** POSIX-sh text of a function `r` that prints what may be push connections; ends the script with 3 where nothing can be read. */
export const tableReader = `
if [ -r /proc/net/nf_conntrack ]; then
r() { grep -F ${pushOnly.rough} /proc/net/nf_conntrack; }
elif command -v conntrack >/dev/null; then
r() { for f in ipv4 ipv6; do conntrack -L -f $f -p tcp -o extended 2>/dev/null || return 2; done | grep -F ${pushOnly.rough}; }
else exit 3
fi`.trim();

/** POSIX-sh text that sets `w` to what makes awk read its input line by line. */
export const lineByLine = `
w=
case $(awk -W version 2>&1 </dev/null) in *mawk*) w='-W interactive';; esac`.trim();

/** A program as a command, after {@link lineByLine}. */
export function agentCommand(nonce: string, program: string, values: typeof agentVariables): string {
  if (!/^[0-9a-f]{8,32}$/.test(nonce)) throw new RangeError('A nonce is hexadecimal');
  const variables = Object.entries(values).map(([name, value]) => `-v ${name}=${value}`);
  return `awk $w -v N=${nonce} ${variables.join(' ')} ${sh`${program}`}`;
}

export interface WatchScript {
  /** Hexadecimal, new for each run: begins every line of ours, so that nobody else's counts. */
  nonce: string;
  /** Seconds between two looks. */
  everyS: number;
  /** Seconds between two looks at the rules and the WAN address. */
  rulesEveryS: number;
  /** POSIX-sh text that lists the forward rules: {@link rulesCommand}. */
  rules: string;
}

/**
 * The one script that watches a router, in one exec, for days. Two processes per look: `grep` and `sleep`; one awk
 * that lives as long as the script remembers and compares. It sleeps a hundred times as long as a look took, so that a
 * router with a long table gives no more than a hundredth of its time. It ends by itself: what reads its output is gone, awk ends
 * at its next line, at most half a minute later, and with it the loop.
 *
 * Where the tool conntrack is there, two of them (one per port) listen beside the looks for the ends of connections.
 * The kernel hands them those of all connections, push or not (11 µs each on a PC, perhaps twenty times that on a router),
 * so past a second of computing and a 400th of the time since the loop began, each, they are ended, and the looks go on
 * without. They go with the loop.
 *
 * Exit status 3: there is no connection tracking to read; 127: no awk.
 */
export function watchScript({ nonce, everyS, rulesEveryS, rules }: WatchScript): string {
  // Where a look takes longer than a sixth of a second, still often enough to see a countdown of two minutes.
  const longestS = Math.max(everyS, 15);
  return `
${tableReader}
${sh`R=${rules} E=${rulesEveryS} PUSH=${pushOnly.exact}`}
export R E PUSH
${lineByLine}
{
c=
k() { for p in $c; do read -r x </proc/$p/stat && case $x in "$p (conntrack)"*) kill $p;; esac; done 2>/dev/null; c=; }
trap k EXIT
trap exit HUP INT TERM PIPE
read -r b x </proc/uptime
if command -v conntrack >/dev/null; then
for p in ${listened.join(' ')}; do conntrack -E -e DESTROY -p tcp --dport $p 2>/dev/null & c="$c $!"; done
fi
while :; do
read -r u x </proc/uptime
for p in $c; do
read -r x </proc/$p/stat && set -- $x && [ $((\${14} + \${15})) -lt $((100 + (\${u%.*} - \${b%.*}) / 4)) ] || k
done 2>/dev/null
echo "T $u" || exit
r
s=$?
read -r v x </proc/uptime
echo "E $s"
d=$((1\${v#*.} - 1\${u#*.} + (\${v%.*} - \${u%.*}) * 100))
[ $d -gt ${everyS} ] || d=${everyS}
[ $d -lt ${longestS} ] || d=${longestS}
sleep $d
done
} | ${agentCommand(nonce, agentProgram, agentVariables)}
`.trim();
}

/**
 * Lists the chains a forwarded packet meets, without counters; a reload shows in the handles.
 * @param more what else is watched, a command a line
 */
export function rulesCommand(
  chains: readonly Pick<ForwardChain, 'firewall' | 'base'>[],
  more: readonly string[] = [],
): string {
  const lists = chains.map(({ firewall, base }) => {
    const words = base.split(' ');
    if (firewall === 'fw4' || firewall === 'nftables')
      return isPlainChain(base) ? sh`nft -s -a list chain ${words} 2>&1` : ':';
    return `${base.startsWith('ip6') ? 'ip6tables' : 'iptables'} -S FORWARD 2>&1`;
  });
  const all = [...lists, ...more.flatMap((text) => text.split('\n'))];
  return all.length === 0 ? ':' : [...new Set(all)].join('\n');
}
