import { describe, expect, it } from 'vitest';
import type { Answer, Connection } from '../../src/firewall/api.types.ts';
import { connection, fateOf, forward, iptablesRules } from './rules.ts';

const six: Partial<Connection> = {
  family: 'ipv6',
  client: 'fd00:1::188',
  server: '2620:149:a44::10',
  reply: { src: '2620:149:a44::10', dst: 'fd00:1::188', sport: 5223, dport: 50_000 },
};

describe('a condition of nft on the offload rule', () => {
  /** Whether a phone’s connection to 17.57.144.10:5223, masqueraded, from br-lan to wan, is offloaded by it. */
  it.each<[string, Answer, Answer?]>([
    ['tcp dport 5223', 'yes', 'yes'],
    ['tcp dport != 5223 tcp sport != 5223', 'no', 'no'],
    ['tcp dport { 80, 443 }', 'no', 'no'],
    ['tcp dport 5000-6000', 'yes', 'yes'],
    ['tcp dport >= 5223', 'yes', 'yes'],
    ['tcp dport < 5223 tcp sport < 5223', 'no', 'no'],
    ['tcp dport $push', 'yes', 'yes'],
    ['tcp dport @ports', 'yes', 'yes'],
    ['tcp dport @missing', 'unknown', 'unknown'],
    ['tcp dport https', 'no', 'no'],
    ['udp dport 5223', 'no', 'no'],
    ['th dport 5223', 'yes', 'yes'],
    ['ip protocol tcp', 'yes', 'no'],
    ['ip6 nexthdr tcp', 'no', 'yes'],
    ['meta l4proto { 6, 17 }', 'yes', 'yes'],
    ['meta l4proto udp', 'no', 'no'],
    ['meta l4proto 1-17', 'yes', 'yes'],
    ['meta nfproto ipv6', 'no', 'yes'],
    ['ether type ip', 'yes', 'no'],
    ['meta protocol { ip, ip6 }', 'yes', 'yes'],
    ['ip saddr 192.168.1.188', 'yes', 'no'],
    ['ip saddr { 192.168.1.0/24, 10.0.0.0/8 }', 'yes', 'no'],
    ['ip daddr 17.57.144.1-17.57.144.9 ip saddr 17.57.144.1-17.57.144.9', 'no', 'no'],
    ['ip6 daddr 2620:149:a44::/48', 'no', 'yes'],
    ['iifname "br-lan"', 'yes', 'yes'],
    ['iifname "br-*"', 'yes', 'yes'],
    ['oifname != { "wan", "br-lan" }', 'no', 'no'],
    ['iifname . oifname { "br-lan" . "wan" }', 'yes', 'yes'],
    ['ct state established,related', 'yes', 'yes'],
    ['ct state new', 'no', 'no'],
    ['ct state != established', 'no', 'no'],
    ['ct state { established, related }', 'yes', 'yes'],
    ['ct state vmap { established : continue, new : accept }', 'yes', 'yes'],
    ['ct status assured', 'yes', 'yes'],
    ['ct status snat', 'yes', 'no'],
    ['ct status dnat', 'no', 'no'],
    ['ct direction reply', 'yes', 'yes'],
    ['ct original proto-dst != 5223', 'no', 'no'],
    ['ct original ip daddr 17.0.0.0/8', 'yes', 'no'],
    ['ct reply proto-src 5223', 'yes', 'yes'],
    ['ct mark 0', 'yes', 'yes'],
    ['ct mark & 0xff == 0x66', 'no', 'no'],
    ['ct mark != 102', 'yes', 'yes'],
    ['meta mark 0', 'unknown', 'unknown'],
    ['meta mark set 5 meta mark 6', 'no', 'no'],
    ['meta mark set ct mark meta mark 0', 'yes', 'yes'],
    ['ct mark set 102 ct mark != 102', 'no', 'no'],
    ['ct helper "ftp"', 'no', 'no'],
    ['flow table seen { ip saddr limit rate 5/second }', 'unknown', 'unknown'],
    ['ct count over 20', 'unknown', 'unknown'],
    ['ct original packets > 9', 'yes', 'yes'],
    ['ct bytes > 100000000', 'unknown', 'unknown'],
    ['limit rate 5/second', 'yes', 'yes'],
    ['quota over 1 mbytes', 'yes', 'yes'],
    ['numgen random mod 2 < 1', 'yes', 'yes'],
    ['meta hour "08:00"-"17:00"', 'yes', 'yes'],
    ['meta length > 900', 'yes', 'yes'],
    ['tcp flags syn', 'yes', 'yes'],
    ['tcp flags & (fin | rst) == 0x0', 'yes', 'yes'],
    ['tcp flags & (fin | syn | rst | ack) == ack', 'yes', 'yes'],
    ['tcp flags rst / fin,rst', 'no', 'no'],
    ['tcp flags ! fin,rst', 'yes', 'yes'],
    ['tcp flags ! ack', 'no', 'no'],
    ['tcp flags != ack', 'yes', 'yes'],
    ['tcp flags != { fin, rst }', 'yes', 'yes'],
    ['ct state ! invalid,new', 'yes', 'yes'],
    ['ct state ! established', 'no', 'no'],
    ['ct state != established,related', 'yes', 'yes'],
    ['ct state != { established, related }', 'no', 'no'],
    ['ct status ! snat', 'no', 'yes'],
    ['ct bytes < 100000000', 'unknown', 'unknown'],
    ['ct packets < 20', 'yes', 'yes'],
    ['ct mark set tcp dport map { 5223 : 0x66, 443 : 0x1 } ct mark 0x66', 'yes', 'yes'],
    ['ct mark set tcp dport map { 5223 : 0x66, 443 : 0x1 } ct mark != 0x66', 'no', 'no'],
    ['ct mark set tcp dport map @marks ct mark 0x66', 'yes', 'yes'],
    ['ip frag-off & 0x1fff != 0', 'no', 'no'],
    ['tcp option maxseg exists', 'no', 'no'],
    ['fib daddr type local', 'no', 'no'],
    ['fib saddr . iif oif missing', 'unknown', 'unknown'],
    ['meta pkttype host', 'yes', 'yes'],
    ['ether saddr 02:00:00:00:00:01', 'unknown', 'unknown'],
    ['socket transparent 1', 'unknown', 'unknown'],
    ['osf name "Linux"', 'unknown', 'unknown'],
    ['@th,16,16 5223', 'unknown', 'unknown'],
    ['icmp type echo-request', 'no', 'no'],
    ['vlan id 7', 'unknown', 'unknown'],
    ['meta ipsec exists', 'no', 'no'],
    ['jhash ip saddr mod 2 0', 'unknown', 'unknown'],
    ['bogus 7', 'unknown', 'unknown'],
    ['counter log prefix "x" level info', 'yes', 'yes'],
    ['ct timeout set "long"', 'yes', 'yes'],
    ['notrack', 'yes', 'yes'],
    ['dup to 192.0.2.1', 'yes', 'yes'],
    ['tcp option maxseg size set rt mtu', 'no', 'no'],
    ['add @seen { ip saddr }', 'yes', 'no'],
    ['add @seen { ip saddr limit rate over 1/second }', 'yes', 'no'],
    ['update @seen { ip saddr ct count over 5 }', 'unknown', 'no'],
    ['meta mark set ip saddr map { 192.168.1.188 : 1 }', 'yes', 'no'],
    ['meta mark set ip saddr map { 192.168.1.1 : 1 } ip daddr 10.0.0.1', 'no', 'no'],
  ])('%s', (condition, v4, v6) => {
    const sets =
      'set ports {\n type inet_service\n elements = { 5223 }\n}\nset seen {\n type ipv4_addr\n flags dynamic\n elements = { 10.0.0.9 }\n}\nmap marks {\n type inet_service : mark\n elements = { 5223 : 0x66 }\n}\n';
    const rules = forward(`define push = { 5223, 5228-5230 }\n${condition} flow add @ft`, sets);
    expect([fateOf(rules), fateOf(rules, six)]).toEqual([v4, v6]);
  });
});

describe('a verdict above the offload rule', () => {
  it.each<[string, Answer]>([
    ['accept', 'no'],
    ['return', 'no'],
    ['continue', 'yes'],
    ['queue flags bypass to 200', 'no'],
    ['ct original proto-dst 5223 accept', 'no'],
    ['tcp dport 5223 accept', 'yes'],
    ['tcp dport 5223 accept\ntcp sport 5223 return', 'no'],
    ['meta mark 7 accept', 'unknown'],
    ['meta mark 7 drop', 'yes'],
    ['ip saddr @unlisted reject', 'yes'],
    ['limit rate 5/second accept', 'yes'],
    ['reject with icmpv6 type admin-prohibited', 'yes'],
    ['jump sub', 'yes'],
    ['goto sub', 'no'],
    ['jump gone', 'unknown'],
    ['ct state established jump {\n accept\n}', 'no'],
    ['ct state established goto {\n tcp dport 80 accept\n}', 'no'],
    ['iifname vmap { "br-lan" : accept, "wan" : accept }', 'no'],
    ['iifname vmap { "br-lan" : accept }', 'yes'],
    ['iifname vmap { "br-lan" : accept, * : return }', 'no'],
    ['ct state vmap @states', 'no'],
    ['ct state vmap @gone', 'unknown'],
    ['flow add @ft accept', 'yes'],
    ['xt target "FLOWOFFLOAD"', 'yes'],
    ['tcp flags & (syn | ack) == syn | ack accept', 'yes'],
    ['tcp flags syn,ack / syn,ack accept', 'yes'],
  ])('%s', (rule, expected) => {
    const others =
      'map states {\n type ct_state : verdict\n elements = { established : accept, new : accept }\n}\nset unlisted {\n type ipv4_addr\n}\nchain sub {\n counter\n}\n';
    const rules = forward(
      `${rule}\n${rule.includes('flow') || rule.startsWith('xt') ? '' : 'flow add @ft'}`,
      others,
    );
    expect(fateOf(rules)).toBe(expected);
  });
});

describe('base chains', () => {
  const table = (name: string, priority: string, ...rules: string[]) =>
    `table inet ${name} {\n chain forward {\n type filter hook forward priority ${priority}; policy drop;\n ${rules.join('\n')}\n }\n}\n`;

  it.each<[string, Answer]>([
    [table('a', '-10', 'accept') + table('b', 'filter', 'flow add @ft'), 'yes'],
    [table('a', 'filter + 10', 'drop') + table('b', 'filter', 'flow add @ft'), 'yes'],
    [table('a', '-10', 'ct mark set 7') + table('b', 'filter', 'ct mark != 7 flow add @ft'), 'no'],
    [
      'table inet a {\n flags dormant\n chain f {\n type filter hook forward priority 0\n flow add @ft\n }\n}',
      'no',
    ],
    ['table bridge a {\n chain f {\n type filter hook forward priority 0\n flow add @ft\n }\n}', 'no'],
    ['table ip6 a {\n chain f {\n type filter hook forward priority 0\n flow add @ft\n }\n}', 'no'],
    ['table ip a {\n chain f {\n type filter hook forward priority 0\n flow add @ft\n }\n}', 'yes'],
    [
      'add table ip a\nadd chain ip a f { type filter hook forward priority 0; }\nadd rule ip a f flow add @ft\ninsert rule ip a f ip saddr 192.168.1.188 accept',
      'yes',
    ],
    [
      'table ip a { chain f { type filter hook forward priority 0; ip saddr 10.0.0.1 accept; flow offload @ft; }; }',
      'yes',
    ],
  ])('%#: %s', (text, expected) => {
    const rules = forward('accept', `}\n${text}\ntable inet last {`);
    expect(fateOf(rules)).toBe(expected);
  });
});

describe('a rule of iptables', () => {
  const offload = '-m conntrack --ctstate RELATED,ESTABLISHED -j FLOWOFFLOAD';

  it.each<[string, Answer]>([
    [`-A FORWARD ${offload}`, 'yes'],
    [`-A FORWARD ${offload} --hw`, 'yes'],
    ['-A FORWARD -p tcp -m multiport ! --ports 5223,5228:5230 -j FLOWOFFLOAD', 'no'],
    ['-A FORWARD -p tcp -m tcp ! --dport 5223 ! --sport 5223 -j FLOWOFFLOAD', 'no'],
    ['-A FORWARD -p tcp --dport ! 5223 -j FLOWOFFLOAD', 'yes'],
    ['-A FORWARD -p udp -j FLOWOFFLOAD', 'no'],
    [`-A FORWARD -m conntrack --ctorigdstport 5223 -j ACCEPT\n-A FORWARD ${offload}`, 'no'],
    [`-A FORWARD -m connmark --mark 0x66/0xff -j ACCEPT\n-A FORWARD ${offload}`, 'yes'],
    [`-A FORWARD -m mark --mark 0x66 -j ACCEPT\n-A FORWARD ${offload}`, 'unknown'],
    [`-A FORWARD -m set --match-set phones src -j ACCEPT\n-A FORWARD ${offload}`, 'unknown'],
    [`-A FORWARD -m set --match-set bad src -j DROP\n-A FORWARD ${offload}`, 'yes'],
    [`-A FORWARD -m ndpi --youtube -j ACCEPT\n-A FORWARD ${offload}`, 'unknown'],
    [`-N a\n-A a -p tcp -m tcp --dport 5223 -j RETURN\n-A a ${offload}\n-A FORWARD -o wan -j a`, 'no'],
    [`-N a\n-N b\n-A b ${offload}\n-A a -g b\n-A FORWARD -i br-lan -j a`, 'yes'],
    [`-N a\n-A FORWARD -g a\n-A FORWARD ${offload}`, 'no'],
    [`-A FORWARD -j gone\n-A FORWARD ${offload}`, 'unknown'],
    [`-A FORWARD -m comment --comment "!fw3" -j zone_lan_forward\n-A FORWARD ${offload}`, 'unknown'],
    [`-A FORWARD -m policy --dir in --pol ipsec -j ACCEPT\n-A FORWARD ${offload}`, 'yes'],
    [`-A FORWARD -m time --timestart 08:00 --timestop 17:00 -j ACCEPT\n-A FORWARD ${offload}`, 'yes'],
    [
      `-A FORWARD -p tcp -m tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu\n-A FORWARD ${offload}`,
      'yes',
    ],
    [
      `-A FORWARD -j CONNMARK --set-xmark 0x7/0xffffffff\n-A FORWARD -m connmark ! --mark 0x7 -j FLOWOFFLOAD`,
      'no',
    ],
    [
      '*mangle\n:FORWARD ACCEPT [0:0]\n-A FORWARD -j FLOWOFFLOAD\nCOMMIT\n*filter\n:FORWARD DROP [3:180]\n[9:99] -A FORWARD -j ACCEPT\nCOMMIT',
      'yes',
    ],
    [
      '*nat\n:FORWARD ACCEPT [0:0]\n-A FORWARD -j FLOWOFFLOAD\nCOMMIT\n*filter\n:FORWARD DROP [3:180]\n[9:99] -A FORWARD -j ACCEPT\nCOMMIT',
      'no',
    ],
    ['-A FORWARD -m comment --comment "-j FLOWOFFLOAD" -j ACCEPT', 'no'],
  ])('%s', (lines, expected) => {
    expect(fateOf(iptablesRules(`-P FORWARD ACCEPT\n${lines}`), connection())).toBe(expected);
  });
});
