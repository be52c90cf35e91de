import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { addressSpan } from '../../src/firewall/addresses.ts';
import { asSent } from '../../src/probes/engine/awk.ts';
import program from '../../src/probes/nft-set.awk' with { type: 'text' };

const octets = fc.array(fc.oneof(fc.nat(255), fc.constantFrom(0, 17, 57, 192, 255)), {
  minLength: 4,
  maxLength: 4,
});
const ipv4 = octets.map((parts) => parts.join('.'));
const ipv6 = fc
  .tuple(
    fc.constantFrom(0x2620, 0x2a01, 0xfd00, 0x64, 0),
    fc.array(fc.nat(0xffff), { minLength: 7, maxLength: 7 }),
  )
  .map(([first, rest]) =>
    ipaddr.fromByteArray([first, ...rest].flatMap((n) => [n >> 8, n & 255])).toString(),
  );

/** The network of an address, as nft prints it. */
const network = (ip: string, bits: number): string =>
  `${ip.includes(':') ? ipaddr.IPv6.networkAddressFromCIDR(`${ip}/${bits}`) : ipaddr.IPv4.networkAddressFromCIDR(`${ip}/${bits}`)}/${bits}`;
const element = fc.oneof(
  ipv4,
  ipv6,
  fc.tuple(ipv4, fc.integer({ min: 1, max: 31 })).map(([ip, bits]) => network(ip, bits)),
  fc.tuple(ipv6, fc.integer({ min: 1, max: 127 })).map(([ip, bits]) => network(ip, bits)),
  fc.tuple(ipv4, ipv4).map(([a, b]) => {
    const [low, high] = [a, b].sort((x, y) => Number(spanOf(x).from) - Number(spanOf(y).from));
    return `${low}-${high}`;
  }),
);

interface Span {
  six: boolean;
  from: bigint;
  to: bigint;
}
function spanOf(text: string): Span {
  const span = addressSpan(text);
  if (!span) throw new Error(`no address: ${text}`);
  return { six: text.includes(':'), from: BigInt(span.from[0] ?? 0), to: BigInt(span.to[0] ?? 0) };
}
const touches = (a: Span, b: Span): boolean => a.six === b.six && a.from <= b.to && b.from <= a.to;

/** Elements that are passed on, by the awk of this name. */
function passedOn(awk: readonly string[], elements: readonly string[], about: readonly string[]): string[] {
  const [command = '', ...args] = awk;
  const listing = `table inet t {\n\tset s {\n\t\telements = { ${elements.join(',\n\t\t\t     ')} }\n\t}\n}\n`;
  const variables = ['-v', 'FEW=0', '-v', `ABOUT=${about.join(' ')}`, '-v', 'NAME=inet t s'];
  const ran = spawnSync(command, [...args, ...variables, asSent(program)], {
    input: listing,
    encoding: 'utf8',
  });
  const kept = /elements = \{ (.*) \}/.exec(ran.stdout)?.[1];
  if (kept === undefined) throw new Error(ran.stderr || ran.stdout);
  return kept.split(', ').filter((text) => text !== '');
}

describe.each([['busybox', 'awk'], ['mawk'], ['gawk']])('%s %s', (...awk) => {
  it('passes on every element that touches an address that matters, and of IPv4 no others', () => {
    fc.assert(
      fc.property(
        fc.array(element, { minLength: 1, maxLength: 60 }),
        fc.array(fc.oneof(ipv4, ipv6, fc.constantFrom('17.0.0.0/8', '2620:149:a44::/48')), {
          minLength: 1,
          maxLength: 6,
        }),
        fc.constantFrom('', ' timeout 1h expires 59m3s'),
        (elements, about, options) => {
          const wanted = about.map(spanOf);
          const touching = elements.filter((one) => wanted.some((two) => touches(spanOf(one), two)));
          const kept = passedOn(
            awk.filter((word) => word !== undefined),
            elements.map((one) => `${one}${options}`),
            about,
          );
          expect(kept).toEqual(expect.arrayContaining(touching));
          const four = (texts: readonly string[]) => texts.filter((text) => !text.includes(':'));
          expect(four(kept)).toEqual(four(touching));
        },
      ),
      { numRuns: 150 },
    );
  });
});
