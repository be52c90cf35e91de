import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCapture } from '../../src/probes/engine/capture/read.ts';
import { writeCapture } from '../../src/probes/engine/capture/write.ts';
import { makeAddressMap } from '../../src/probes/engine/redact/addresses.ts';
import { bitsOf } from '../../src/probes/engine/redact/bits.ts';
import { redactedCapture } from '../../src/probes/engine/redact/redact.ts';
import { probes } from '../../src/probes/index.ts';
import { prefixTable } from '../../src/push/prefixes.ts';
import { services } from '../../src/push/services/index.ts';
import { storedCapture } from '../support/captures.ts';
import { routers } from './support.ts';

const shared = (a: string, b: string): number => {
  const [one = '', two = ''] = [bitsOf(a) ?? '', bitsOf(b) ?? ''];
  let at = 0;
  while (at < one.length && one[at] === two[at]) at++;
  return at;
};
/** Whose servers stay as they are. */
const servers = prefixTable(
  [...new Set(services.flatMap((service) => service.shared?.prefixes ?? []))].map((prefix) => ({
    prefix,
    of: prefix,
  })),
);
/** In one household's network, or somewhere. */
const v4 = fc.oneof(
  fc.tuple(fc.nat(3), fc.nat(255)).map(([net, host]) => `192.168.${net}.${host}`),
  fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)).map((parts) => `10.${parts.join('.')}`),
  fc
    .tuple(fc.integer({ min: 20, max: 90 }), fc.nat(255), fc.nat(255), fc.nat(255))
    .map((parts) => parts.join('.'))
    .filter((ip) => servers(ip) === null),
);
const group = fc.nat(0xffff).map((number) => number.toString(16));
const v6 = fc.oneof(
  fc.array(group, { minLength: 4, maxLength: 4 }).map((host) => `fd12:3456:789a:1:${host.join(':')}`),
  fc.array(group, { minLength: 6, maxLength: 6 }).map((rest) => `2a02:8071:${rest.join(':')}`),
);

describe('the map of addresses', () => {
  it.each([
    ['IPv4', v4],
    ['IPv6', v6],
  ])('keeps how much two addresses share, and no address: %s', (_what, address) => {
    fc.assert(
      fc.property(fc.array(address, { minLength: 2, maxLength: 12 }), (addresses) => {
        const map = makeAddressMap();
        const images = addresses.map((one) => map(one, null) ?? '');
        for (const [at, one] of addresses.entries()) {
          expect(images[at]).not.toBe(one);
          expect(map(one, null)).toBe(images[at]);
          for (const [other, two] of addresses.entries())
            expect(shared(images[at] ?? '', images[other] ?? '')).toBe(shared(one, two));
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('redacting', () => {
  const files = routers.map((name) => storedCapture(`routers/${name}`));

  it('leaves no piece of a name, MAC or address of a device, wherever it is put', () => {
    const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJ0123456789-_ ÄÖé中"$\'');
    const name = fc.array(letter, { minLength: 6, maxLength: 30 }).map((letters) => letters.join('').trim());
    const mac = fc
      .array(fc.nat(255), { minLength: 5, maxLength: 5 })
      .map((bytes) => ['d6', ...bytes.map((byte) => byte.toString(16).padStart(2, '0'))].join(':'));
    fc.assert(
      fc.property(name, mac, v4, v6, fc.nat(3), (name, mac, ip, ip6, at) => {
        fc.pre(name.length >= 6 && !/^\*/.test(name));
        const capture = files[at] ?? storedCapture(`routers/${routers[0]}`);
        const text = (id: string) => capture.sections.get(id)?.text ?? '';
        const put: Record<string, string> = {
          leases: `${text('leases')}1 ${mac} ${ip} ${name} 01:${mac}\n`,
          neighbours: `${text('neighbours')}${ip} dev br-lan lladdr ${mac} STALE\n${ip6} dev br-lan lladdr ${mac} STALE\n`,
          uci: `${text('uci')}firewall.a=rule\nfirewall.a.name='${name}'\nfirewall.a.src_ip='${ip}'\nfirewall.a.src_mac='${mac}'\n`,
          nft: `${text('nft')}\t\tip saddr ${ip} accept comment "!fw4: ${name.replaceAll('"', '')}"\n\t\tip6 saddr { ${ip6} } ether saddr ${mac} accept\n`,
          log: `${text('log')}x kern.info kernel: IN=br-lan SRC=${ip} MAC=${mac} x\n`,
        };
        const sections = new Map(capture.sections);
        for (const [id, more] of Object.entries(put)) sections.set(id, { status: 0, text: more });
        const redacted = redactedCapture({ ...capture, sections }).split('\n');
        const left = redacted.filter(
          (line) =>
            line.includes(mac) ||
            new RegExp(`(^|[^0-9.])${ip.replaceAll('.', '\\.')}($|[^0-9.])`).test(line) ||
            line.includes(ip6) ||
            (/^\d+ |rule|name/.test(line) && line.includes(name) && !text('uci').includes(name)),
        );
        expect(left).toEqual([]);
      }),
      { numRuns: 500 },
    );
  }, 120_000);

  it('survives whatever a file holds', () => {
    const damage = fc.record({
      at: fc.nat(13_000),
      cut: fc.nat(300),
      put: fc.string({ unit: 'binary', maxLength: 40 }),
    });
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.array(damage, { maxLength: 6 }), (capture, damages) => {
        const text = damages.reduce(
          (all, { at, cut, put }) => all.slice(0, at) + put + all.slice(at + cut),
          writeCapture(capture.head, capture.sections),
        );
        const read = readCapture(new TextEncoder().encode(text));
        if (read.kind !== 'capture') return;
        const again = readCapture(new TextEncoder().encode(redactedCapture(read.capture)));
        expect(again.kind).toBe('capture');
      }),
      { numRuns: 2000 },
    );
  }, 120_000);

  it.each([
    ' ',
    '1',
    'a',
    ':',
    '.',
    '1:',
    '1.',
    'aa:',
    '"',
    '--comment "',
    'comment "',
    "'",
    '@',
    'a@b.',
    '/',
    '/a.b',
    '\n1 a b c d',
    'f',
    '"hostname":"',
    '"dns-search":[',
  ])(
    'half a megabyte of %j takes no longer than as much of anything',
    (unit) => {
      const text = unit.repeat(Math.ceil(500_000 / unit.length));
      for (const id of [...Object.keys(probes), 'other']) {
        const head = id === 'config' ? "/etc/config/dhcp:\tlist server '" : '';
        const sections = new Map([[id, { status: 0, text: `${head}${text}\n` }]]);
        redactedCapture({ head: new Map(), sections, broken: new Map(), twice: [], strayLines: 0 });
      }
    },
    120_000,
  );
});
