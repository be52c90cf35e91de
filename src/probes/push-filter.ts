import { addressText, shortestOf, startsOf } from '../push/address-text.ts';
import type { Service } from '../push/service.ts';
import { services } from '../push/services/index.ts';
import { watchedPorts } from '../push/use.ts';

/*
 * How push connections are picked out of the table on the router, in two steps: fixed strings first, each of which costs a
 * search through every line (50,000 lines: 0.8 ms with glibc, 11 ms with musl; one expression 200 ms), then awk on what is
 * left. All of it follows from the services, so that a look and a watch cannot differ.
 */

const portsOf = (service: Service): number[] =>
  service.ports.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, at) => from + at));

const ownPorts = (proto: 'tcp' | 'udp'): number[] =>
  services.filter((service) => service.proto === proto).flatMap(portsOf);

const sharing = services.flatMap(({ proto, shared }) => (proto === 'tcp' && shared ? [shared] : []));
/** Ports nobody has of their own. */
const sharedPorts = sharing.flatMap(({ ports }) => ports).filter((port) => !ownPorts('tcp').includes(port));
/** Networks towards which these count; on a port that is somebody's own all connections are told anyway. */
const networks = sharing
  .filter(({ ports }) => ports.some((port) => sharedPorts.includes(port)))
  .flatMap(({ prefixes }) => prefixes);

const either = (texts: readonly (string | number)[]) => `(${texts.join('|')})`;
const ascending = (ports: readonly number[]) => [...new Set(ports)].sort((a, b) => a - b);

/** Arguments of `grep -F` for ports: those of one ten in one. */
function portArguments(ports: readonly number[]): string {
  const texts = ascending(ports.map((port) => Math.floor(port / 10))).map((ten) => {
    const inTen = ascending(ports).filter((port) => Math.floor(port / 10) === ten);
    return inTen.length === 1 ? `dport=${inTen[0]} ` : `dport=${ten}`;
  });
  return texts.map((text) => `-e '${text}'`).join(' ');
}

const towards = (texts: readonly string[]) =>
  startsOf(texts)
    .map((text) => `-e 'dst=${text}'`)
    .join(' ');
const texts = (spelling: 'long' | 'short') => networks.map((network) => addressText(network, spelling));
const isIpv6 = (text: string) => text.includes(':');

/**
 * Arguments of `grep -F` for what may be push; everything that is, passes. IPv6 networks as /proc spells them, or as the
 * tools do.
 */
export const candidates = {
  ports: portArguments([...ownPorts('tcp'), ...ownPorts('udp')]),
  ipv4: towards(texts('long').filter((text) => !isIpv6(text))),
  ipv6: {
    proc: towards(texts('long').filter(isIpv6)),
    tools: towards(texts('short').filter(isIpv6)),
  },
} as const;

const digits = [...'0123456789'];
/** `17.` as `17.0` to `17.9`, because awk finds four characters in a list faster than texts of any length. */
const fourOrMore = (text: string): string[] =>
  text.length >= 4 ? [text] : digits.flatMap((digit) => fourOrMore(`${text}${digit}`));

/** What tells push connections among these: by their own ports, or by shared ones with what addresses begin with. */
export const pushWords = {
  tcp: ascending(ownPorts('tcp')),
  udp: ascending(ownPorts('udp')),
  shared: ascending(sharedPorts),
  near: shortestOf([...texts('long'), ...texts('short')]).flatMap(fourOrMore),
} as const;

const family = '^(ipv[46] +[0-9]+ +)?';

/** What a watch follows: arguments of `grep -F`, and the expression for what these leave. */
export const pushOnly = {
  rough: portArguments(watchedPorts),
  exact: `${family}tcp [^=]*src=[^ ]+ dst=[^ ]+ sport=[0-9]+ dport=${either(ascending(watchedPorts))} `,
};
