import { services } from '../../../push/services/index.ts';
import { bitsOf, prefixBits, textOf } from './bits.ts';

/**
 * How much of an address stays, by the prefix it lies in: `keep` bits in front, and all behind `vary`. The first that
 * fits counts.
 */
interface Kind {
  bits: string;
  keep: number;
  vary: number;
}

const kind = (prefix: string, keep: number, vary: number): Kind => ({ bits: prefixBits(prefix), keep, vary });
const whole = (prefix: string): Kind => kind(prefix, 0, 0);

/** Servers of push services, which belong to nobody's household. */
const servers = services.flatMap(({ shared }): readonly string[] => shared?.prefixes ?? []);

/**
 * What is not at home anywhere stays whole (loopback, multicast, DS-Lite's and 464XLAT's own 192.0.0.0/24); of private
 * ones the last number stays, so that ranges in one network keep their order. Registry of special addresses:
 * https://www.iana.org/assignments/iana-ipv4-special-registry
 */
const v4: readonly Kind[] = [
  ...servers.filter((prefix) => !prefix.includes(':')).map(whole),
  ...['0.0.0.0/8', '127.0.0.0/8', '192.0.0.0/24', '224.0.0.0/3'].map(whole),
  kind('10.0.0.0/8', 8, 24),
  kind('100.64.0.0/10', 10, 24),
  kind('169.254.0.0/16', 16, 24),
  kind('172.16.0.0/12', 12, 24),
  kind('192.168.0.0/16', 16, 24),
  kind('198.18.0.0/15', 16, 24),
  // Beside a private or special range: not to be carried into it.
  kind('192.0.0.0/16', 24, 32),
  ...['100.0.0.0/8', '169.0.0.0/8', '172.0.0.0/8', '192.0.0.0/8', '198.0.0.0/8'].map((prefix) =>
    kind(prefix, 16, 32),
  ),
  kind('0.0.0.0/0', 8, 32),
];

/** https://www.iana.org/assignments/iana-ipv6-special-registry; 64:ff9b::/96 ends in an IPv4 address. */
const v6: readonly Kind[] = [
  ...servers.filter((prefix) => prefix.includes(':')).map(whole),
  kind('fc00::/7', 8, 128),
  kind('fe80::/10', 64, 128),
  kind('64:ff9b::/96', 104, 128),
  kind('2001::/16', 32, 128),
  kind('2000::/3', 16, 128),
  whole('::/0'),
];

/** 0x6c, over and over; the end of an IPv6 address is carried to zeros, which are easier to read. */
const pattern = (at: number): string => (at < 80 ? '01101100'.charAt(at % 8) : '0');

const turned = (bit: string): string => (bit === '1' ? '0' : '1');

/** Replaces addresses, the same always by the same; `null` for what is none. */
export type AddressMap = (text: string, prefixLength: number | null) => string | null;

/**
 * A map under which two addresses share as many first bits as before, so that what lay in one network still does. The
 * first address seen below a prefix is carried to a pattern that few networks have; the last bit that varies is always
 * changed, so that none is mapped to itself.
 */
export function makeAddressMap(): AddressMap {
  const first = new Map<string, string>();
  const images = new Map<string, string>();

  const imageOf = (bits: string, { keep, vary }: Kind): string => {
    let image = bits.slice(0, keep);
    for (let at = keep; at < vary; at++) {
      const node = `${bits.length} ${bits.slice(0, at)}`;
      const bit = bits.charAt(at);
      const one = first.get(node) ?? bit;
      first.set(node, one);
      // The last one is turned over; of the others the first that was seen becomes the pattern's.
      if (at === vary - 1) image += turned(bit);
      else image += bit === one ? pattern(at) : turned(pattern(at));
    }
    return image + bits.slice(vary);
  };

  return (text, prefixLength) => {
    const bits = bitsOf(text);
    if (bits === null) return null;
    const kind = (bits.length === 32 ? v4 : v6).find((one) => bits.startsWith(one.bits));
    // Of a network the bits behind its prefix are zero, and stay so.
    const isNetwork = prefixLength !== null && !bits.slice(prefixLength).includes('1');
    if (!kind || kind.vary === 0 || (isNetwork && prefixLength <= kind.keep)) return text;
    const image = images.get(bits) ?? imageOf(bits, kind);
    images.set(bits, image);
    return textOf(isNetwork ? image.slice(0, prefixLength).padEnd(bits.length, '0') : image);
  };
}

/** The table of kinds for the same in awk: `32 8 24 00001010`, one behind the other with semicolons between. */
export const kindsInWords: string = [
  ...v4.map((one) => ({ ...one, length: 32 })),
  ...v6.map((one) => ({ ...one, length: 128 })),
]
  .map(({ length, keep, vary, bits }) => `${length} ${keep} ${vary} ${bits}`)
  .join(';');
