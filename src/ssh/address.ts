import { isIPv4, isIPv6 } from 'node:net';
import ipaddr from 'ipaddr.js';
import { fail } from '../model/failure.ts';
import type { Target } from '../model/router.ts';

type Ip = ipaddr.IPv4 | ipaddr.IPv6;
type Cidr = readonly [Ip, number];

/** Address ranges in which a registered router may live. */
export type Allow = readonly Cidr[];

const cidr = (text: string): Cidr => ipaddr.parseCIDR(text);
const within = (ip: Ip, [base, bits]: Cidr): boolean =>
  ip instanceof ipaddr.IPv4
    ? base instanceof ipaddr.IPv4 && ip.match(base, bits)
    : base instanceof ipaddr.IPv6 && ip.match(base, bits);
const inside = (ip: Ip, ranges: readonly Cidr[]): boolean => ranges.some((range) => within(ip, range));

/** RFC 1918 and unique local addresses (RFC 4193): what `PUSHMEDIC_ALLOW` means when it is unset. */
export const privateRanges: Allow = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'].map(cidr);

/** Opened only by a range that lies inside them: `0.0.0.0/0` or `::/0` does not mean these. */
const guarded: readonly Cidr[] = ['127.0.0.0/8', '169.254.0.0/16', '::1/128', 'fe80::/10'].map(cidr);

/** Cloud metadata services (AWS, Alibaba, Azure, Oracle): they hand out credentials to whoever connects. */
const metadata: readonly Cidr[] = [
  '169.254.169.254/32',
  'fd00:ec2::254/128',
  '100.100.100.200/32',
  '168.63.129.16/32',
  '192.0.0.192/32',
].map(cidr);

/**
 * Never a router: unspecified, multicast, reserved and broadcast; IPv6 forms that carry an IPv4 address and
 * would be judged by the wrong table.
 */
const never: readonly Cidr[] = [
  '0.0.0.0/8',
  '224.0.0.0/4',
  '240.0.0.0/4',
  'ff00::/8',
  '::/96',
  '::ffff:0:0:0/96',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '2001::/32',
  '2002::/16',
].map(cidr);

/**
 * Whether `address` (canonical text of an IPv4 or IPv6 address, a zone id is ignored) is inside `allow`.
 * An IPv4-mapped IPv6 address counts as the IPv4 address it reaches. Anything unreadable is not allowed.
 */
export function allowed(address: string, allow: Allow): boolean {
  const bare = address.replace(/%[^%]*$/, '');
  if (!isIPv4(bare) && !isIPv6(bare)) return false;
  const ip: Ip = ipaddr.process(bare);
  if (inside(ip, metadata)) return false;
  const guard = guarded.find((range) => within(ip, range));
  if (!guard) return !inside(ip, never) && inside(ip, allow);
  return inside(
    ip,
    allow.filter(([base, bits]) => within(base, guard) && bits >= guard[1]),
  );
}

/** Reads one entry of `PUSHMEDIC_ALLOW`; null when it is none. */
function entry(text: string): Allow | null {
  if (text === 'private') return privateRanges;
  const [address = '', bits, ...rest] = text.split('/');
  if (rest.length > 0 || (bits !== undefined && !/^\d{1,3}$/.test(bits))) return null;
  if (!isIPv4(address) && !(isIPv6(address) && !address.includes('%'))) return null;
  const ip = ipaddr.parse(address);
  const width = ip.kind() === 'ipv4' ? 32 : 128;
  const length = bits === undefined ? width : Number(bits);
  if (length > width) return null;
  if (ip instanceof ipaddr.IPv6 && ip.isIPv4MappedAddress())
    return length >= 96 ? [[ip.toIPv4Address(), length - 96]] : null;
  return [[ip, length]];
}

/**
 * Reads `PUSHMEDIC_ALLOW`: CIDRs or single addresses, separated by commas or spaces; `private` stands for
 * {@link privateRanges}. Empty or unset: the private ranges.
 * @throws RangeError naming every entry that is not one.
 */
export function parseAllow(text: string | undefined): Allow {
  const entries = (text ?? '').split(/[\s,]+/).filter((part) => part !== '');
  if (entries.length === 0) return privateRanges;
  const read = entries.map((part) => ({ part, ranges: entry(part) }));
  const wrong = read.filter(({ ranges }) => ranges === null).map(({ part }) => part);
  if (wrong.length > 0) throw new RangeError(`not an address or CIDR: ${wrong.join(', ')}`);
  return read.flatMap(({ ranges }) => ranges ?? []);
}

const hostName =
  /^(?=.{1,253}$)[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?(?:\.[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*$/;
/** The resolver reads `0x7f.1`, `2130706433` and `0177.0.0.1` as addresses; a person reads something else. */
const numeric = /(?:^|\.)(?:\d+|0[xX][0-9A-Fa-f]*)$/;

const isHost = (host: string): boolean => isIPv4(host) || (hostName.test(host) && !numeric.test(host));

/** `USER@HOST`, `USER@HOST:PORT`, `USER@[IPV6]`, `USER@[IPV6]:PORT`; `ssh://` in front is allowed. */
const shape =
  /^(?:ssh:\/\/)?(?<user>[A-Za-z_][A-Za-z0-9_.-]{0,31})@(?:\[(?<six>[0-9A-Fa-f:.]{2,45}(?:%[A-Za-z0-9_.-]{1,15})?)\]|(?<host>[A-Za-z0-9_.-]{1,253}))(?::(?<port>[1-9]\d{0,4}))?$/;

function readTarget(input: string): Target | null {
  const groups = shape.exec(input)?.groups;
  const { user, six, host, port } = groups ?? {};
  const number = port === undefined ? 22 : Number(port);
  if (user === undefined || number > 65535) return null;
  if (six !== undefined && isIPv6(six)) return { user, host: six.toLowerCase(), port: number };
  if (host !== undefined && isHost(host)) return { user, host: host.toLowerCase(), port: number };
  return null;
}

/**
 * Reads what a person typed for a router. Port 22 when none is given.
 * @throws Failed `address-invalid` for anything that could be read in two ways.
 */
export function parseTarget(text: string): Target {
  const input = text.trim();
  return readTarget(input) ?? fail({ cause: 'address-invalid', input });
}

/** The same; where no user is given, root is meant. */
export function rootTarget(text: string): Target {
  const input = text.trim();
  if (input.includes('@')) return parseTarget(input);
  const target = readTarget(input.replace(/^(ssh:\/\/)?/, '$1root@'));
  return target ?? fail({ cause: 'address-invalid', input });
}

/** The inverse of {@link parseTarget}, for showing and for pasting. */
export const formatTarget = ({ user, host, port }: Target): string =>
  `${user}@${host.includes(':') ? `[${host}]` : host}${port === 22 ? '' : `:${port}`}`;
