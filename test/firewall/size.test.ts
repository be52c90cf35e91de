import { describe, expect, it } from 'vitest';
import { doubtsOf, offloadSites } from '../../src/firewall/index.ts';
import type { Rules } from '../../src/firewall/program.ts';
import { covered, fateOf, forward, iptablesRules, nftRules } from './rules.ts';

/** The first reader took minutes for these, in the event loop; whatever a router prints is read while one waits. */
const patienceMs = 20_000;

const lines = (count: number, line: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => line(n)).join('\n');

describe('rules without end', () => {
  it.each<[string, () => Rules, number, string]>([
    [
      '80,000 jumps of iptables to a chain that was not read',
      () => iptablesRules('-A FORWARD -j a\n'.repeat(80_000)),
      0,
      'unknown',
    ],
    [
      '20,000 rules of iptables above the offload rule',
      () =>
        iptablesRules(
          `${lines(20_000, (n) => `-A FORWARD -s 10.${n >> 8}.${n & 255}.0/24 -p tcp -m comment --comment "x ${n}" -j ACCEPT`)}\n-A FORWARD -j FLOWOFFLOAD`,
        ),
      1,
      'none',
    ],
    [
      '10,000 rules of nft',
      () =>
        forward(
          `${lines(10_000, (n) => `ip saddr 10.${n >> 8}.${n & 255}.0/24 tcp dport { 80, 443 } accept`)}\nflow add @ft`,
        ),
      1,
      'none',
    ],
    [
      'a set of 50,000 prefixes',
      () =>
        forward(
          'ip daddr @s accept\nip saddr @s accept\nflow add @ft',
          `set s {\n type ipv4_addr\n flags interval\n elements = { 17.0.0.0/8, ${lines(50_000, (n) => `${20 + (n >> 12)}.${(n >> 4) & 255}.${(n & 15) * 16}.0/28,`)} }\n}`,
        ),
      1,
      'full',
    ],
    [
      '2,400 jumps to a chain of 8,000 rules',
      () =>
        forward(
          `${'jump b\n'.repeat(2400)}flow add @ft`,
          `chain b {\n return\n ${'counter\n'.repeat(8000)}}`,
        ),
      1,
      'none',
    ],
    [
      '60 chains that each jump to the next one twice',
      () =>
        forward(
          'jump c0',
          `${lines(60, (n) => `chain c${n} {\n jump c${n + 1}\n jump c${n + 1}\n}`)}\nchain c60 {\n flow add @ft\n}`,
        ),
      1,
      'none',
    ],
    [
      'a chain that is entered with ever new marks',
      () =>
        forward(
          `${lines(2400, (n) => `meta mark set ${n}\njump b`)}`,
          `chain b {\n${'meta mark 2000 flow add @ft\n'.repeat(6000)}}`,
        ),
      1,
      'unknown',
    ],
    [
      'chains that are entered twice, each time with one bit more',
      () =>
        forward(
          'jump c0\ntcp dport 5223 accept\nflow add @ft',
          `${lines(28, (n) => `chain c${n} {\n jump c${n + 1}\n meta mark set meta mark | ${2 ** n} jump c${n + 1}\n}`)}\nchain c28 {\n meta mark 7 flow add @ft\n}`,
        ),
      1,
      'none',
    ],
    [
      '4,000 rules that ask one set of 15,000 devices',
      () =>
        forward(
          `${'iifname @s accept\n'.repeat(4000)}flow add @ft`,
          `set s {\n type ifname\n elements = { ${lines(15_000, (n) => `"w${n}",`)} }\n}`,
        ),
      1,
      'none',
    ],
    [
      '4,000 rules that ask one map of 8,000 verdicts',
      () =>
        forward(
          `${'ip daddr vmap @m\n'.repeat(4000)}flow add @ft`,
          `map m {\n type ipv4_addr : verdict\n elements = { ${lines(8000, (n) => `10.1.${n >> 8}.${n & 255} : accept,`)} }\n}`,
        ),
      1,
      'none',
    ],
    [
      '500 rules that ask one map of 9,000 addresses with ports',
      () =>
        forward(
          `${'ip daddr . tcp dport vmap @m\n'.repeat(500)}flow add @ft`,
          `map m {\n type ipv4_addr . inet_service : verdict\n elements = { ${lines(9000, (n) => `10.1.${n >> 8}.${n & 255} . 5223 : accept,`)} }\n}`,
        ),
      1,
      'none',
    ],
  ])(
    '%s',
    (_, make, sites, coverage) => {
      const rules = make();
      expect([offloadSites(rules).length, covered(rules).coverage]).toEqual([sites, coverage]);
    },
    patienceMs,
  );

  it(
    'deeper than a kernel goes, in circles and in a single line: it is not known',
    () => {
      const circle = forward('jump a', 'chain a {\n jump b\n}\nchain b {\n jump a\n flow add @ft\n}');
      const deep = forward(`${'jump { '.repeat(20_000)}flow add @ft`);
      const long = forward(`${'tcp '.repeat(100_000)}flow add @ft`);
      for (const rules of [deep, long]) expect(doubtsOf(rules)).not.toEqual([]);
      expect(fateOf(circle)).toBe('unknown');
    },
    patienceMs,
  );
});

const xt = (statement: string): string =>
  `{"nftables": [{"chain": {"family": "ip", "table": "t", "name": "f", "hook": "forward", "prio": 0}}, {"rule": {"family": "ip", "table": "t", "chain": "f", "handle": 3, "expr": [${statement}]}}]}`;

it('a comment may say anything', () => {
  const rules = ['flow', 'no flow add @ft here }'].map((text) => forward(`accept comment "${text}"`));
  expect(rules.map(doubtsOf)).toEqual([[], []]);
});

describe('that nothing is offloaded is not believed', () => {
  it.each<[string, Rules]>([
    ['an offload rule no way leads to', forward('accept', 'chain lonely {\n flow add @ft\n}')],
    [
      'behind a map that was not listed',
      nftRules(
        'table inet t {\n\tmap m {\n\t\ttype ifname : verdict\n\t}\n\tchain a {\n\t\tflow add @f\n\t}\n\tchain f {\n\t\ttype filter hook forward priority 0;\n\t\tiifname vmap @m\n\t}\n}',
      ),
    ],
    ['a rule that only iptables can name', nftRules(xt('{"xt": null}'))],
    [
      'what stands behind a comment of nft without iptables’ words',
      nftRules(
        'table ip t {\n\tchain f {\n\t\ttype filter hook forward priority 0;\n\t\tct state established counter # -j FLOWOFFLOAD\n\t}\n}',
      ),
    ],
    [
      'iptables-save that was cut off',
      iptablesRules('*filter\n:FORWARD ACCEPT [0:0]\n:speed - [0:0]\n-A FORWARD -j speed'),
    ],
    [
      'a rule of iptables that was cut off',
      iptablesRules('-P FORWARD ACCEPT\n-A FORWARD -m conntrack --ctstate RELAT'),
    ],
    ['a section without a line', nftRules('')],
    ['iptables without its chain FORWARD', iptablesRules('-P INPUT ACCEPT')],
    ['a table’s name and nothing more', nftRules('table inet fw4')],
    ['a file that was not read', nftRules('include "/etc/nftables.d/*.nft"\ntable ip t {\n}')],
    [
      'a listing that is cut off',
      nftRules('table inet t {\n\tchain f {\n\t\ttype filter hook forward priority 0;\n\t\tct state'),
    ],
    [
      'what the look itself left out',
      nftRules(
        '# sets are listed\ntable inet t {\n\tchain f {\n\t\ttype filter hook forward priority 0;\n\t\tjump cut-off\n\t}\n}\n# cut: the rules did not fit',
      ),
    ],
    [
      'an offload rule that is not understood',
      nftRules(
        '{"nftables": [{"metainfo": {}}, {"table": {"family": "inet", "name": "t"}}, {"chain": {"family": "inet", "table": "t", "name": "f", "hook": "forward", "prio": 0}}, {"rule": {"family": "inet", "table": "t", "chain": "f", "handle": 3, "expr": [{"later": {"flow": {}}}]}}]}',
      ),
    ],
  ])('%s', (_, rules) => {
    expect(offloadSites(rules)).toEqual([]);
    expect(doubtsOf(rules)).not.toEqual([]);
  });

  it('an offload rule for other protocols, and one in a table that sleeps, are explained', () => {
    expect(doubtsOf(forward('udp dport 443 flow add @ft'))).toEqual([]);
    expect(
      doubtsOf(
        nftRules(
          'table inet t {\n\tflags dormant\n\tchain f {\n\t\ttype filter hook forward priority 0;\n\t\tflow add @f\n\t}\n}',
        ),
      ),
    ).toEqual([]);
  });
});
