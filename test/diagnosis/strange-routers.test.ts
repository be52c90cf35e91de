import { describe, expect, it } from 'vitest';
import {
  back,
  entry,
  exempt,
  forward,
  judged,
  offloaded,
  offloading,
  plain,
  type Router,
  six,
} from './hand-router.ts';

const tproxy = `=== intercept 0
asked
chain inet fw4 mangle_prerouting
rule type filter hook prerouting priority mangle; policy accept;
rule meta nfproto ipv6 jump openclash_mangle_v6
chain inet fw4 openclash_mangle_v6
rule meta l4proto { tcp, udp } meta mark set 0x00000162 tproxy ip6 to :7895 accept`;

const twoWays = `=== interfaces 0
{"interface":[{"interface":"wan","up":true,"l3_device":"wan","ipv4-address":[{"address":"203.0.113.2","mask":24}],"route":[{"target":"0.0.0.0","mask":0}]},{"interface":"wanb","up":true,"l3_device":"wanb","ipv4-address":[{"address":"198.51.100.7","mask":24}],"route":[{"target":"0.0.0.0","mask":0}]}]}`;

const save = `*mangle
:FORWARD ACCEPT [1:2]
COMMIT
*filter
:FORWARD DROP [0:0]
:zapret - [0:0]
[3:4] -A FORWARD -o wan -j zapret
[3:4] -A FORWARD -i wan -j zapret
[9:9] -A zapret -p tcp -m multiport ! --ports 80,443 -j FLOWOFFLOAD
COMMIT`;

describe('a router at which one would be mistaken', () => {
  it.each<[string, Router, string, string[], string[]]>([
    [
      'came back from a flowtable nobody knows of',
      { conntrack: back, nft: plain },
      'inconclusive',
      ['forwarded unknown'],
      ['offloaded-without-rule/was'],
    ],
    [
      'exempt, and came back from the flowtable',
      { conntrack: back, nft: exempt },
      'inconclusive',
      ['forwarded unknown'],
      ['flow-older-than-rule/was'],
    ],
    [
      'TPROXY of IPv6, which only the rules show',
      { conntrack: six('2620:149:a44::10'), nft: offloading, more: tproxy, kernel: '6.6' },
      'inconclusive',
      ['local unknown'],
      ['transparent-proxy/openclash'],
    ],
    [
      'a name server that gives out addresses of its own, in IPv6',
      { conntrack: six('fc00::3f1'), nft: offloading, kernel: '6.6' },
      'inconclusive',
      ['local unknown'],
      ['transparent-proxy/unnamed'],
    ],
    [
      'a server in the house on the push port',
      { conntrack: entry({ dst: '192.168.1.9', nat: '192.168.1.188' }), nft: offloading, kernel: '6.6' },
      'inconclusive',
      [],
      ['no-push-flow/at-home'],
    ],
    [
      'the provider’s NAT64',
      { conntrack: six('64:ff9b::1139:900a'), nft: plain, wan: 'inet6 2001:db8::2/64', kernel: '6.6' },
      'healthy',
      ['forwarded kept'],
      ['double-nat/nat64'],
    ],
    [
      'a second line outside that alone is offloaded',
      {
        conntrack: entry({ clock: '98 ESTABLISHED ', nat: '198.51.100.7' }),
        nft: forward('\t\toifname "wanb" flow add @ft\n\t\tiifname "wanb" flow add @ft\n\t\taccept'),
        more: twoWays,
      },
      'impaired',
      ['forwarded forgotten'],
      ['offload-eviction/'],
    ],
    [
      'the router itself dials, by a second line outside',
      {
        conntrack: entry({ src: '198.51.100.7', nat: '198.51.100.7' }),
        nft: offloading,
        more: twoWays,
        kernel: '6.6',
      },
      'inconclusive',
      ['local unknown'],
      ['transparent-proxy/unnamed'],
    ],
    [
      'a line outside of which nothing is told',
      {
        conntrack: entry({ nat: '198.51.100.7' }),
        nft: forward('\t\toifname "wanb" flow add @ft\n\t\tiifname "wanb" flow add @ft\n\t\taccept'),
        kernel: '5.10',
      },
      'healthy',
      ['forwarded kept'],
      [],
    ],
    [
      'iptables-save whole, with a chain FORWARD of mangle',
      { conntrack: offloaded, iptables: save },
      'impaired',
      ['offloaded forgotten'],
      ['offload-eviction/'],
    ],
    [
      'a young connection over IPv6, where only the rules of IPv4 were pasted',
      {
        conntrack: six('2620:149:a44::10').replaceAll(/packets=4\d/g, 'packets=3'),
        iptables:
          '-P FORWARD ACCEPT\n-A FORWARD -p tcp -m multiport --ports 5223 -j ACCEPT\n-A FORWARD -j FLOWOFFLOAD',
      },
      'inconclusive',
      ['forwarded unknown'],
      [],
    ],
    [
      'iptables -L',
      {
        conntrack: entry(),
        iptables: 'Chain FORWARD (policy ACCEPT)\nFLOWOFFLOAD  all  --  anywhere  anywhere',
      },
      'inconclusive',
      ['forwarded kept'],
      [],
    ],
    [
      'a flag of an accelerator with what it counted',
      { conntrack: entry({ flags: '[ASSURED] [OFFLOAD, packets=24 bytes=1272] ' }), nft: plain },
      'inconclusive',
      ['forwarded kept'],
      ['other-accelerator/'],
    ],
  ])('%s', (_, router, verdict, flows, found) => {
    const { judgement } = judged(router);
    expect([judgement.verdict, judgement.flows.map(({ path, fate }) => `${path} ${fate}`)]).toEqual([
      verdict,
      flows,
    ]);
    expect(judgement.findings.map(({ id, variant }) => `${id}/${variant ?? ''}`)).toEqual(
      expect.arrayContaining(found),
    );
  });

  it('a table of connections that is full is offered room', () => {
    const more =
      '=== table 0\n/proc/sys/net/netfilter/nf_conntrack_count:15300\n/proc/sys/net/netfilter/nf_conntrack_max:15360\nfull 3';
    expect(judged({ conntrack: entry(), nft: plain, more }).offers).toEqual(['table-size']);
    const large = more.replace('15360', '131072').replace('15300', '131000');
    expect(judged({ conntrack: entry(), nft: plain, more: large }).offers).toEqual([]);
  });
});
