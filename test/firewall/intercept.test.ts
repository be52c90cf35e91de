import { describe, expect, it } from 'vitest';
import { type Opening, takersOf } from '../../src/firewall/intercept/index.ts';
import { intercept } from '../../src/probes/intercept.ts';
import { mustRead } from '../probes/support.ts';

const apns: Opening = {
  family: 'ipv4',
  port: 5223,
  server: '17.57.144.10',
  clients: ['192.168.1.188'],
  lan: ['br-lan'],
};

/** Chains as the probe prints them. */
const chains = (text: string) => mustRead(intercept.parse({ status: 0, text: `asked\n${text}` }));
const pre = (rules: string, more = '') =>
  chains(
    `chain inet t pre\nrule type nat hook prerouting priority -100; policy accept;\n${rules
      .trim()
      .split('\n')
      .map((line) => `rule ${line.trim()}`)
      .join('\n')}\n${more}`,
  );
const chain = (name: string, ...rules: string[]) =>
  `chain inet t ${name}\n${rules.map((rule) => `rule ${rule}\n`).join('')}`;
const met = (text: string, more = '', opening = apns) =>
  takersOf(pre(text, more), opening).takers.map(({ met: one, port }) => `${one} ${port}`);

describe('rules of nft that take an opening over', () => {
  it.each<[string, string, string[]]>([
    ['everything', 'ip protocol tcp counter packets 1 bytes 60 redirect to :7892', ['yes 7892']],
    [
      'both families by one',
      'meta nfproto { ipv4, ipv6 } meta l4proto tcp redirect to :52345',
      ['yes 52345'],
    ],
    ['the port', 'tcp dport { 443, 5220-5230 } redirect to :1', ['yes 1']],
    ['a named set of ports', 'tcp dport @ports redirect to :1', ['maybe 1']],
    ['DNS only', 'meta l4proto { tcp, udp } th dport 53 redirect to :53', []],
    ['UDP only', 'meta l4proto udp redirect to :1', []],
    ['all ports but this', 'tcp dport != 5223 redirect to :1', []],
    ['a port other than DNS', 'tcp dport != 53 redirect to :1', ['yes 1']],
    ['IPv6 only', 'meta nfproto ipv6 meta l4proto tcp redirect to :1', []],
    ['Apple only', 'ip daddr 17.0.0.0/8 tcp dport 1-65535 redirect to :1', ['yes 1']],
    [
      'another network',
      'ip daddr { 149.154.160.0/20, 91.108.4.0-91.108.7.255 } tcp dport 1-65535 redirect to :1',
      [],
    ],
    ['a list of networks', 'ip daddr @gfw meta l4proto tcp redirect to :1', ['maybe 1']],
    ['all but a list', 'ip daddr != @cn meta l4proto tcp redirect to :1', ['maybe 1']],
    ['a guest device', 'ip saddr 192.168.3.7 meta l4proto tcp redirect to :1', []],
    [
      'one device, nobody knows which is there',
      'ether saddr aa:bb:cc:dd:ee:ff meta l4proto tcp redirect to :1',
      ['some 1'],
    ],
    ['the network of the phone', 'ip saddr 192.168.1.0/24 meta l4proto tcp redirect to :1', ['yes 1']],
    ['the guest network', 'iifname "br-guest" meta l4proto tcp redirect to :1', []],
    ['the LAN', 'iifname { "br-lan", "lan*" } meta l4proto tcp redirect to :1', ['yes 1']],
    [
      'TPROXY',
      'meta l4proto { tcp, udp } meta mark set 0x1 tproxy ip to 127.0.0.1:12345 accept',
      ['yes 12345'],
    ],
    ['TPROXY of IPv6', 'meta l4proto tcp tproxy ip6 to [::1]:12345', []],
    ['a mark', 'meta mark & 0xc0 == 0x40 meta l4proto tcp tproxy ip to :12345', ['maybe 12345']],
    ['DNAT to this machine', 'tcp dport { 80, 443, 5223 } dnat ip to 127.0.0.127:988', ['yes 988']],
    ['DNAT to another', 'tcp dport 5223 dnat ip to 192.168.1.9:5223', []],
    ['what is established', 'ct state established meta l4proto tcp redirect to :1', []],
    ['the router itself', 'fib daddr type local meta l4proto tcp redirect to :1', []],
    ['no take at all', 'meta l4proto tcp counter packets 5 bytes 9 comment "redirect to :1"', []],
    ['garbage', '{{{ "} redirect !', ['maybe null']],
  ])('%s', (_what, rule, takes) => {
    expect(met(rule)).toEqual(takes);
  });

  it('stop where one above lets it pass', () => {
    const all = '\nmeta l4proto tcp redirect to :7892';
    expect(met(`ip daddr 17.0.0.0/8 return${all}`)).toEqual([]);
    expect(met(`tcp dport { 22, 5223, 5228-5230 } counter packets 0 bytes 0 return${all}`)).toEqual([]);
    expect(met(`tcp dport { 22, 25 } return${all}`)).toEqual(['yes 7892']);
    expect(met(`ip daddr @china return${all}`)).toEqual(['maybe 7892']);
    expect(met(`ether saddr aa:bb:cc:dd:ee:ff return${all}`)).toEqual(['yes 7892']);
    expect(met(`tcp dport vmap { 22 : return, 5223 : accept }${all}`)).toEqual([]);
    expect(met(`meta mark & 0x80 == 0x80 return${all}`)).toEqual(['maybe 7892']);
  });

  it('are followed through jumps, and back', () => {
    const clash = chain('clash', 'ip daddr 192.168.0.0/16 return', 'ip protocol tcp redirect to :7892');
    expect(met('jump clash', clash)).toEqual(['yes 7892']);
    expect(met('iifname "br-guest" jump clash', clash)).toEqual([]);
    expect(met('ip saddr 192.168.1.0/28 jump clash', clash)).toEqual([]);
    expect(met('jump pass\njump clash', clash + chain('pass', 'return'))).toEqual(['yes 7892']);
    expect(met('goto pass\njump clash', clash + chain('pass', 'return'))).toEqual([]);
    expect(met('jump pass\njump clash', clash + chain('pass', 'accept'))).toEqual([]);
    expect(met('jump gone\njump clash', clash)).toEqual(['yes 7892']);
    expect(met('jump clash', `${clash}${chain('nobody', 'tcp dport 5223 redirect to :9')}`)).toEqual([
      'yes 7892',
    ]);
  });

  it('end, whatever jumps in circles', () => {
    const knot = chain('a', 'jump b', 'jump b') + chain('b', 'jump a', 'jump a');
    const { takers, whole } = takersOf(pre('jump a\nmeta l4proto tcp redirect to :1', knot), apns);
    expect([takers, whole]).toEqual([[], false]);
  });
});

describe('rules of iptables that take an opening over', () => {
  const table = (...rules: string[]) =>
    chains(
      `chain iptables nat PREROUTING\n${rules
        .filter((rule) => rule.startsWith('-A PREROUTING'))
        .map((rule) => `rule ${rule}\n`)
        .join('')}chain iptables nat CLASH\n${rules
        .filter((rule) => rule.startsWith('-A CLASH'))
        .map((rule) => `rule ${rule}\n`)
        .join('')}`,
    );
  it.each<[string, string[], string[]]>([
    [
      'everything',
      ['-A PREROUTING -p tcp -j CLASH', '-A CLASH -p tcp -j REDIRECT --to-ports 7892'],
      ['yes 7892'],
    ],
    [
      'with its own way out',
      [
        '-A PREROUTING -p tcp -j CLASH',
        '-A CLASH -d 17.0.0.0/8 -j RETURN',
        '-A CLASH -p tcp -j REDIRECT --to-ports 7892',
      ],
      [],
    ],
    [
      'with a set of places',
      [
        '-A PREROUTING -p tcp -j CLASH',
        '-A CLASH -m set --match-set china dst -j RETURN',
        '-A CLASH -p tcp -j REDIRECT --to-ports 7892',
      ],
      ['maybe 7892'],
    ],
    [
      'ports',
      [
        '-A PREROUTING -p tcp -m multiport --dports 80,443,5222:5230 -m comment --comment "a -j b" -j TPROXY --on-port 12345 --on-ip 0.0.0.0 --tproxy-mark 0x1/0x1',
      ],
      ['yes 12345'],
    ],
    ['other ports', ['-A PREROUTING -p tcp -m multiport ! --dports 5223 -j REDIRECT --to-ports 1'], []],
    [
      'DNS',
      [
        '-A PREROUTING -p udp -m udp --dport 53 -j REDIRECT --to-ports 53',
        '-A PREROUTING -p tcp -m tcp --dport 53 -j REDIRECT',
      ],
      [],
    ],
    ['a guest', ['-A PREROUTING -s 192.168.3.0/24 -p tcp -j REDIRECT --to-ports 1'], []],
    [
      'a device',
      ['-A PREROUTING -p tcp -m mac --mac-source AA:BB:CC:DD:EE:FF -j REDIRECT --to-ports 1'],
      ['some 1'],
    ],
    [
      'after a mark, which passes',
      ['-A PREROUTING -p tcp -j MARK --set-xmark 0x1/0x1', '-A PREROUTING -p tcp -j REDIRECT --to-ports 1'],
      ['yes 1'],
    ],
  ])('%s', (_what, rules, takes) => {
    expect(takersOf(table(...rules), apns).takers.map(({ met: one, port }) => `${one} ${port}`)).toEqual(
      takes,
    );
  });
});

it('reads the largest list within its bounds', () => {
  const rules = Array.from(
    { length: 380 },
    (_, n) => `ip saddr 10.0.0.${n % 250} tcp dport ${n} return`,
  ).join('\n');
  expect(met(`${rules}\nmeta l4proto tcp redirect to :1`)).toEqual(['yes 1']);
});
