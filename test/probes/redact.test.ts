import ipaddr from 'ipaddr.js';
import { describe, expect, it } from 'vitest';
import { causes } from '../../src/causes/index.ts';
import { diagnose } from '../../src/diagnosis/diagnose.ts';
import { capturedLooks } from '../../src/diagnosis/looks.ts';
import type { Capture } from '../../src/probes/engine/capture/capture.ts';
import { readCapture } from '../../src/probes/engine/capture/read.ts';
import { makeAddressMap } from '../../src/probes/engine/redact/addresses.ts';
import { redactedCapture } from '../../src/probes/engine/redact/redact.ts';
import { storedCapture } from '../support/captures.ts';
import { routers } from './support.ts';

const read = (text: string): Capture => {
  const file = readCapture(new TextEncoder().encode(text), 4_000_000);
  if (file.kind !== 'capture') throw new Error(file.kind);
  return file.capture;
};
const redacted = (sections: Record<string, string>): Record<string, string> => {
  const given = Object.entries(sections).map(([id, text]) => [id, { status: 0, text }] as const);
  const capture = { head: new Map(), sections: new Map(given), broken: new Map(), twice: [], strayLines: 0 };
  const { sections: after } = read(redactedCapture(capture));
  return Object.fromEntries([...after].map(([id, { text }]) => [id, text]));
};

const stored = [
  ...routers.map((name) => `routers/${name}`),
  'findings/22.03-fw4-5.10-idle-v6',
  'findings/21.02-fw3-5.10-cured',
  'findings/24.10-fw4-6.1-idle',
];
const lan = (text: string) => [
  ...new Set(text.match(/\b(?:192\.168\.\d+\.\d+|203\.0\.113\.\d+|(?:[0-9a-f]{2}:){5}[0-9a-f]{2})\b/g) ?? []),
];

describe('a redacted capture', () => {
  it.each(stored)('tells the same, and nothing of the household: %s', async (name) => {
    const capture = storedCapture(name);
    const text = redactedCapture(capture);
    const plain = [...capture.sections.values()].map((section) => section.text).join('');
    const personal = lan(plain).filter((word) => !['ff:ff:ff:ff:ff:ff', '192.168.0.0'].includes(word));
    expect(personal.length).toBeGreaterThan(3);
    expect(personal.filter((word) => text.includes(word))).toEqual([]);
    expect(text).not.toMatch(/@everyone|Annas|hostname=OpenWrt|"hostname": "OpenWrt/);
    const before = (await diagnose(capturedLooks(capture, 0), causes)).judgement;
    const after = (await diagnose(capturedLooks(read(text), 0), causes)).judgement;
    expect([after.verdict, after.class, after.confidence]).toEqual([
      before.verdict,
      before.class,
      before.confidence,
    ]);
    expect(after.findings.map(({ id }) => id)).toEqual(before.findings.map(({ id }) => id));
    expect(after.ruledOut.map(({ id }) => id)).toEqual(before.ruledOut.map(({ id }) => id));
    expect(after.flows.map(({ server, service }) => [server, service])).toEqual(
      before.flows.map(({ server, service }) => [server, service]),
    );
  });

  it('is the same when it is made again, and of itself', () => {
    const capture = storedCapture('routers/openwrt-24.10-fw4-offloaded');
    expect(redactedCapture(capture)).toBe(redactedCapture(capture));
  });

  it('calls one device the same everywhere', () => {
    const { leases, neighbours, conntrack, log } = redacted({
      conntrack: 'proc\nipv4 2 tcp 6 src=192.168.7.20 dst=17.57.144.10 sport=1 dport=5223\n',
      leases:
        '1 5A:11:22:33:44:55 192.168.7.20 Annas iPhone 01:5a:11:22:33:44:55\n2 3c:06:30:00:00:01 192.168.7.21 Bob * \n',
      neighbours:
        '192.168.7.20 dev br-lan lladdr 5a:11:22:33:44:55 STALE\nfe80::5811:22ff:fe33:4455 dev br-lan lladdr 5a:11:22:33:44:55 STALE\n',
      log: 'a kernel: Annas iPhone left; Annas iPhones stay; by bob.smith@mail.example.org\n',
    });
    expect(conntrack).toContain('src=192.168.108.20 dst=17.57.144.10');
    expect(leases).toContain('1 02:00:00:00:00:01 192.168.108.20 device-1 *\n');
    expect(neighbours).toContain('192.168.108.20 dev br-lan lladdr 02:00:00:00:00:01');
    expect(log).toBe('a kernel: device-1 left; Annas iPhones stay; by account\n');
  });

  it('keeps the words of rules, and replaces what people wrote into them', () => {
    const seen = redacted({
      system: 'kernel=5.10.1.2\nhostname=smith-family\n{\n\t"hostname": "smith-family",\n',
      uci: "firewall.@rule[0]=rule\nfirewall.@rule[0].name='Allow-Ping'\nfirewall.@rule[1]=rule\nfirewall.@rule[1].name='Bob PS5'\nfirewall.@zone[0]=zone\nfirewall.@zone[0].name='lan'\nfirewall.@rule[1].src_mac='AA:BB:CC:DD:EE:01'\n",
      nft: '{"rule": {"comment": "!fw4: Bob PS5", "expr": [{"prefix": {"addr": "10.20.30.0", "len": 24}}]}}\n\t\tip saddr 10.20.30.40 accept comment "!fw4: Bob PS5 (reflection)"\n\t\tip daddr 10.20.30.0/24 drop comment "for Bob"\n\t\tct state established accept comment "!fw4: Handle forwarded flows"\n\t\taccept comment "pushmedic:apns:v1"\n',
      iptables:
        '-A FORWARD -m comment --comment "it is \\"Bob\\"" -j ACCEPT\n-A FORWARD -m comment --comment Bob -j ACCEPT\n-A FORWARD -m comment --comment "!fw3: Bob PS5" -j ACCEPT\n',
      leases: '1 5a:11:22:33:44:55 10.20.30.40 established *\n',
      sysctls: 'net.netfilter.nf_conntrack_max = 65536\n',
    });
    expect(seen.system).toBe('kernel=5.10.1.2\nhostname=router\n{\n\t"hostname": "router",\n');
    expect(seen.uci).toContain("rule[0].name='Allow-Ping'");
    expect(seen.uci).toContain("rule[1].name='rule-1'");
    expect(seen.uci).toContain("zone[0].name='lan'");
    expect(seen.nft).toBe(
      '{"rule": {"comment": "!fw4: rule-1", "expr": [{"prefix": {"addr": "10.108.109.0", "len": 24}}]}}\n\t\tip saddr 10.108.109.40 accept comment "!fw4: rule-1 (reflection)"\n\t\tip daddr 10.108.109.0/24 drop comment "comment-1"\n\t\tct state established accept comment "!fw4: Handle forwarded flows"\n\t\taccept comment "pushmedic:apns:v1"\n',
    );
    expect(seen.iptables).toBe(
      '-A FORWARD -m comment --comment "comment-2" -j ACCEPT\n-A FORWARD -m comment --comment comment-3 -j ACCEPT\n-A FORWARD -m comment --comment "!fw3: rule-1" -j ACCEPT\n',
    );
    expect(JSON.stringify(seen)).not.toMatch(/Bob|smith/);
  });

  it('replaces names of networks and of people in what the router is configured to be', () => {
    const seen = redacted({
      config:
        "/etc/config/dhcp:config host 'annas-phone'\n/etc/config/dhcp:config dhcp 'lan'\n/etc/config/dhcp:\tlist server '/corp.example/10.9.8.7'\n/etc/config/dhcp:\tlist address '/courier.push.apple.com/0.0.0.0'\n",
      interfaces:
        '{"interface":[{"interface":"wan","data":{"hostname":"smith"},"dns-search":["smith.example"]}]}\n',
      dns: 'Address:\t192.168.1.1:53\nName:\tmtalk.google.com\nAddress: ::ffff:192.168.1.1\n',
    });
    expect(seen.config).toBe(
      "/etc/config/dhcp:config host\n/etc/config/dhcp:config dhcp 'lan'\n/etc/config/dhcp:\tlist server '/name-1/10.108.109.7'\n/etc/config/dhcp:\tlist address '/courier.push.apple.com/0.0.0.0'\n",
    );
    expect(seen.interfaces).toBe(
      '{"interface":[{"interface":"wan","data":{"hostname":"*"},"dns-search":[]}]}\n',
    );
    expect(seen.dns).toBe(
      'Address:\t192.168.108.1:53\nName:\tmtalk.google.com\nAddress: ::ffff:192.168.108.1\n',
    );
  });

  it.each([
    [
      'a MAC of a vendor, of a random one, of all',
      '3c:06:30:00:00:01 5a:11:22:33:44:55 ff:ff:ff:ff:ff:ff',
      '00:00:5e:00:00:01 02:00:00:00:00:02 ff:ff:ff:ff:ff:ff',
    ],
    ['the id of a DHCP client', '00:01:00:01:2c:5a:11:22:33:44:55:66', 'id-1'],
    ['an address that a program cut', '2001:db8:abcd:12:a8b:', 'id-1:'],
    [
      'addresses with ports',
      '192.168.1.1:53 2a02:8071:1:2:3:4:5:6:53',
      '192.168.108.1:53 2a02:6c6c:6c6c:6c6c:6c6c:0:0:1:53',
    ],
    ['times and versions', '12:34:56 1.2.3 v1.2.3.4 12:34:56.789', '12:34:56 1.2.3 v1.2.3.4 12:34:56.789'],
    [
      'what is nobody’s',
      '127.0.0.1 ::1 0.0.0.0/0 255.255.255.0 224.0.0.1 ff02::1 192.0.0.2',
      '127.0.0.1 ::1 0.0.0.0/0 255.255.255.0 224.0.0.1 ff02::1 192.0.0.2',
    ],
    [
      'well-known networks',
      '10.0.0.0/8 192.168.0.0/16 fe80::/10 fc00::/7',
      '10.0.0.0/8 192.168.0.0/16 fe80::/10 fc00::/7',
    ],
    ['a range', '192.168.5.100-192.168.5.150', '192.168.108.100-192.168.108.150'],
    ['carrier-grade NAT', '100.72.3.4 100.1.2.3', '100.108.108.4 100.1.108.108'],
  ])('%s', (_what, before, after) => {
    expect(redacted({ wan: `x ${before} y\n` }).wan).toBe(`x ${after} y\n`);
  });
});

describe('the map of addresses', () => {
  const kindOf = (text: string) => ipaddr.parse(text).range();
  it.each([
    '10.1.2.3',
    '172.20.1.9',
    '192.168.200.4',
    '100.100.1.1',
    '169.254.7.8',
    '8.8.8.8',
    '198.18.0.7',
    '172.15.1.1',
    '100.128.0.1',
    'fd12:3456::1',
    '2a02:8071::5',
    'fe80::1',
    '2001:470::1',
    '64:ff9b::c0a8:101',
  ])('keeps what kind %s is of', (address) => {
    const image = makeAddressMap()(address, null) ?? '';
    expect(image).not.toBe(address);
    expect(kindOf(image)).toBe(kindOf(address));
  });
});
