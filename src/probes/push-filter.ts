import { addressTexts, shortestOf } from '../push/address-text.ts';
import type { Service } from '../push/service.ts';
import { services } from '../push/services/index.ts';
import { watchedPorts } from '../push/use.ts';

/*
 * How push connections are picked out of the table on the router, in two steps: fixed strings first, which busybox
 * greps many times as fast as an expression (50,000 lines: 6 ms and 0.7 ms for each string, 200 ms for one expression),
 * then the expression on what is left. All of it follows from the services, so that a look and a watch cannot differ.
 */

const portsOf = (service: Service): number[] =>
  service.ports.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, at) => from + at));

const ownPorts = (proto: 'tcp' | 'udp'): number[] =>
  services.filter((service) => service.proto === proto).flatMap(portsOf);

const sharing = services.flatMap(({ proto, shared }) => (proto === 'tcp' && shared ? [shared] : []));
/** Ports nobody has of their own. */
const sharedPorts = sharing.flatMap(({ ports }) => ports).filter((port) => !ownPorts('tcp').includes(port));
/** Networks towards which these count; on a port that is somebody's own all connections are told anyway. */
const networks = shortestOf(
  sharing
    .filter(({ ports }) => ports.some((port) => sharedPorts.includes(port)))
    .flatMap(({ prefixes }) => prefixes.flatMap(addressTexts)),
);

const either = (texts: readonly (string | number)[]) => `(${texts.join('|')})`;
const ascending = (ports: readonly number[]) => [...new Set(ports)].sort((a, b) => a - b);

/** The first tuple, which is what the device dialled. */
const head = (proto: string) => `${proto} [^=]*src=[^ ]+ dst=`;
const family = '^(ipv[46] +[0-9]+ +)?';
const to = (ports: readonly number[]) => ` sport=[0-9]+ dport=${either(ascending(ports))} `;

/** Arguments of `grep -F` for ports: those of one ten in one. */
function portArguments(ports: readonly number[]): string {
  const texts = ascending(ports.map((port) => Math.floor(port / 10))).map((ten) => {
    const inTen = ascending(ports).filter((port) => Math.floor(port / 10) === ten);
    return inTen.length === 1 ? ` dport=${inTen[0]} ` : ` dport=${ten}`;
  });
  return texts.map((text) => `-e '${text}'`).join(' ');
}

/**
 * POSIX-sh text of a function `name` that lets at most `most` lines of push connections pass: those of ports of their
 * own, and of shared ones towards their networks. What passes need not be push; everything that is, does.
 */
export function pushPicker(name: string, most: number): string {
  const [tcp, udp] = [ownPorts('tcp'), ownPorts('udp')];
  const tcpLine = `${head('tcp')}([^ ]+${to(tcp)}|(\${r#|})[^ ]*${to(sharedPorts)})`;
  const udpLine = `${head('udp')}[^ ]+${to(udp)}`;
  return `${name}() {
r=
set --
for n in ${networks.join(' ')}; do set -- "$@" -e " dst=$n"; r="$r|$n"; done
grep -F "$@" ${portArguments([...tcp, ...udp])} | grep -m ${most} -E "${family}(${tcpLine}|${udpLine})"
}`;
}

/** What a watch follows: arguments of `grep -F`, and the expression for what these leave. */
export const pushOnly = {
  rough: portArguments(watchedPorts),
  exact: `${family}${head('tcp')}[^ ]+${to(watchedPorts)}`,
};
