import { describe, expect, it } from 'vitest';
import { coverage, type Family, offloadSites, rulesOf } from '../../src/firewall/index.ts';
import { absent, type Snapshot, value } from '../../src/probes/engine/probe.ts';
import type { NftReading } from '../../src/probes/readings.ts';
import { fw3Snapshot, nftSnapshot } from '../changes/snapshots.ts';

const match = (left: unknown, right: unknown, op = '==') => ({ match: { op, left, right } });
const port = (field: string, right: unknown, protocol = 'tcp') =>
  match({ payload: { protocol, field } }, right);
const states = match({ ct: { key: 'state' } }, ['established', 'related'], 'in');
const accept = { accept: null };
const offload: unknown[] = [
  match({ meta: { key: 'l4proto' } }, { set: ['tcp', 'udp'] }),
  { flow: { op: 'add', flowtable: '@ft' } },
];
const both = (right: unknown): unknown[][] => [
  [port('dport', right), states, accept],
  [port('sport', right), states, accept],
];

const coverageOf = (snapshot: Snapshot, port = 5223, family: Family = 'ipv4') =>
  coverage(rulesOf(snapshot), { family, port }).coverage;

/** Coverage of 5223 and 5229 in IPv4 by rules of fw4's forward chain. */
const covered = (...rules: unknown[][]) => [5223, 5229].map((port) => coverageOf(nftSnapshot(rules), port));

describe('nft rules', () => {
  it.each<[string, unknown[][], string, string]>([
    ['single ports', [...both(5223), offload], 'full', 'none'],
    ['a set with a range', [...both({ set: [5223, { range: [5228, 5230] }] }), offload], 'full', 'full'],
    ['a range', [...both({ range: [5000, 6000] }), offload], 'full', 'full'],
    ['below the offload rule', [offload, ...both(5223)], 'below', 'none'],
    ['one half below', [both(5223)[0] ?? [], offload, both(5223)[1] ?? []], 'below', 'none'],
    ['one direction', [[port('dport', 5223), accept], offload], 'one-direction', 'none'],
    [
      'ct original proto-dst',
      [[match({ ct: { key: 'proto-dst', dir: 'original' } }, 5223), accept], offload],
      'full',
      'none',
    ],
    [
      'th instead of tcp',
      [[port('dport', 5223, 'th'), accept], [port('sport', 5223, 'th'), accept], offload],
      'full',
      'none',
    ],
    [
      'udp',
      [[port('dport', 5223, 'udp'), accept], [port('sport', 5223, 'udp'), accept], offload],
      'none',
      'none',
    ],
    // Answers still reach the offload rule, and one packet offloads a flow in both directions.
    ['drop', [[port('dport', 5223), { drop: null }], offload], 'one-direction', 'none'],
    [
      'new connections only',
      [[port('dport', 5223), match({ ct: { key: 'state' } }, 'new'), accept], offload],
      'none',
      'none',
    ],
    [
      'all but invalid',
      both(5223)
        .map(([p]) => [p, match({ ct: { key: 'state' } }, 'invalid', '!='), accept])
        .concat([offload]),
      'full',
      'none',
    ],
    [
      'states as of nft 0.9.0',
      both(5223)
        .map(([p]) => [p, match({ ct: { key: 'state' } }, { '|': ['established', 'related'] }, 'in'), accept])
        .concat([offload]),
      'full',
      'none',
    ],
    [
      'states as a set',
      both(5223)
        .map(([p]) => [p, match({ ct: { key: 'state' } }, { set: ['established', 'related'] }), accept])
        .concat([offload]),
      'full',
      'none',
    ],
    [
      'one device only',
      [
        [match({ payload: { protocol: 'ip', field: 'saddr' } }, '192.168.1.5'), ...(both(5223)[0] ?? [])],
        both(5223)[1] ?? [],
        offload,
      ],
      'one-direction',
      'none',
    ],
    [
      'a port that is not: all others are kept out, in both directions',
      [[match({ payload: { protocol: 'tcp', field: 'dport' } }, 5223, '!='), accept], offload],
      'none',
      'full',
    ],
    [
      'a named set whose elements were not read',
      [[port('dport', '@push'), accept], [port('sport', '@push'), accept], offload],
      'unknown',
      'unknown',
    ],
    [
      'a limit',
      both(5223)
        .map((rule) => [{ limit: { rate: 1, per: 'second' } }, ...rule])
        .concat([offload]),
      'none',
      'none',
    ],
    [
      'counter and log',
      both(5223)
        .map((rule) => [{ counter: { packets: 1, bytes: 2 } }, { log: null }, ...rule])
        .concat([offload]),
      'full',
      'none',
    ],
    ['everything established, above', [[states, accept], offload], 'full', 'full'],
    ['everything established, below, as fw4 has it', [offload, [states, accept]], 'none', 'none'],
  ])('%s', (_, rules, at5223, at5229) => {
    expect(covered(...rules)).toEqual([at5223, at5229]);
  });

  it('joined values of nothing, or nested deeper than nft does, are not understood and end nobody’s reading', () => {
    const nested = Array.from({ length: 60 }).reduce<unknown>((inner) => ({ '|': [inner] }), 'new');
    for (const right of [{ '|': null }, { '|': [{ '|': null }] }, nested])
      expect(covered([match({ ct: { key: 'state' } }, right), accept], offload)).toEqual([
        'unknown',
        'unknown',
      ]);
  });

  it('Apple’s network alone: full for a service that keeps to it, not known for one that may be anywhere', () => {
    const network = { prefix: { addr: '17.0.0.0', len: 8 } };
    const snapshot = nftSnapshot([
      ...both(5223).map((rule, n) => [
        match({ payload: { protocol: 'ip', field: n === 0 ? 'daddr' : 'saddr' } }, network),
        ...rule,
      ]),
      offload,
    ]);
    const at = (port: number, servers?: string[]) =>
      coverage(rulesOf(snapshot), { family: 'ipv4', port, ...(servers && { servers }) }).coverage;
    expect(at(5223, ['17.0.0.0/8'])).toBe('full');
    expect(at(5223, ['17.0.0.0/8', '31.13.24.0/21'])).toBe('unknown');
    expect(at(5223, ['31.13.24.0/21'])).toBe('none');
    expect(at(5223)).toBe('unknown');
    expect(at(5229)).toBe('none');
  });

  it('vmap on the state is an accept of what it accepts', () => {
    const vmap = {
      vmap: {
        key: { ct: { key: 'state' } },
        data: {
          set: [
            ['established', accept],
            ['invalid', { drop: null }],
          ],
        },
      },
    };
    expect(covered([vmap], offload)).toEqual(['full', 'full']);
    expect(covered(offload, [vmap])).toEqual(['none', 'none']);
  });

  it('families: nfproto, ip protocol and ip6 nexthdr hold a rule to one', () => {
    const v4 = match({ meta: { key: 'nfproto' } }, 'ipv4');
    const only4 = both(5223).map((rule) => [v4, ...rule]);
    const held = nftSnapshot([...only4, offload]);
    expect(coverageOf(held)).toBe('full');
    expect(coverageOf(held, 5223, 'ipv6')).toBe('none');
    // fw4 before January 2022 had one offload rule per family.
    const old = [
      [
        match({ payload: { protocol: 'ip', field: 'protocol' } }, { set: ['tcp', 'udp'] }),
        { flow: { op: 'add', flowtable: '@ft' } },
      ],
      [
        match({ payload: { protocol: 'ip6', field: 'nexthdr' } }, { set: ['tcp', 'udp'] }),
        { flow: { op: 'add', flowtable: '@ft' } },
      ],
    ];
    const second = nftSnapshot([old[0] ?? [], ...both(5223), old[1] ?? []]);
    expect(coverageOf(second)).toBe('below');
    expect(coverageOf(second, 5223, 'ipv6')).toBe('full');
  });

  it('a chain that is jumped to counts where it stands; one jumped to under a condition does not exempt', () => {
    const chains = (jump: unknown[]): NftReading => ({
      chains: [
        { family: 'inet', table: 'fw4', name: 'forward', hook: 'forward', prio: 0, policy: 'drop' },
        { family: 'inet', table: 'fw4', name: 'mine', hook: null, prio: null, policy: null },
      ],
      rules: [jump, offload]
        .map((expr, n) => ({
          family: 'inet',
          table: 'fw4',
          chain: 'forward',
          handle: n,
          comment: null,
          expr,
        }))
        .concat(
          both(5223).map((expr, n) => ({
            family: 'inet',
            table: 'fw4',
            chain: 'mine',
            handle: 10 + n,
            comment: null,
            expr,
          })),
        ),
      flowtables: [],
      tables: [],
      sets: [],
      gaps: [],
      lines: [],
    });
    const at = (jump: unknown[]) => coverageOf({ ...nftSnapshot([]), nft: value(chains(jump)) });
    expect(at([{ jump: { target: 'mine' } }])).toBe('full');
    expect(at([port('dport', 5223), { jump: { target: 'mine' } }])).toBe('one-direction');
    expect(at([match({ meta: { key: 'iifname' } }, 'lan1'), { jump: { target: 'mine' } }])).toBe('none');
    expect(at([port('dport', 61_000), { jump: { target: 'mine' } }])).toBe('none');
    // No kernel takes a chain that jumps to itself: it is not followed for ever, and nothing is claimed of it.
    expect(at([{ jump: { target: 'forward' } }])).toBe('unknown');
  });
});

const fw3Accept = (side: string, more = '') =>
  `-A FORWARD -p tcp -m tcp --${side} 5223${more} -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT`;
const flow =
  '-A FORWARD -m comment --comment "!fw3: Traffic offloading" -m conntrack --ctstate RELATED,ESTABLISHED -j FLOWOFFLOAD';

describe('iptables rules', () => {
  const at = (...lines: string[]) =>
    [5223, 5229].map((port) => coverageOf(fw3Snapshot(['-P FORWARD DROP', ...lines]), port));
  it.each<[string, string[], string, string]>([
    ['the article’s two rules', [fw3Accept('dport'), fw3Accept('sport'), flow], 'full', 'none'],
    ['appended instead of inserted', [flow, fw3Accept('dport'), fw3Accept('sport')], 'below', 'none'],
    ['one of them', [fw3Accept('dport'), flow], 'one-direction', 'none'],
    ['multiport', ['-A FORWARD -p tcp -m multiport --ports 5223,5228:5230 -j ACCEPT', flow], 'full', 'full'],
    ['multiport, negated', ['-A FORWARD -p tcp -m multiport ! --ports 5223 -j ACCEPT', flow], 'none', 'full'],
    [
      'ctorigdstport',
      ['-A FORWARD -p tcp -m conntrack --ctorigdstport 5223 -j ACCEPT', flow],
      'full',
      'none',
    ],
    [
      'the state match',
      [fw3Accept('dport'), fw3Accept('sport'), flow].map((l) =>
        l.replace('-m conntrack --ctstate', '-m state --state'),
      ),
      'full',
      'none',
    ],
    [
      'in forwarding_rule',
      [
        '-A FORWARD -m comment --comment "!fw3: Custom" -j forwarding_rule',
        flow,
        fw3Accept('dport').replace('FORWARD', 'forwarding_rule'),
        fw3Accept('sport').replace('FORWARD', 'forwarding_rule'),
      ],
      'full',
      'none',
    ],
    [
      'in forwarding_rule after a RETURN',
      [
        '-A FORWARD -j forwarding_rule',
        flow,
        '-A forwarding_rule -j RETURN',
        fw3Accept('dport').replace('FORWARD', 'forwarding_rule'),
        fw3Accept('sport').replace('FORWARD', 'forwarding_rule'),
      ],
      'none',
      'none',
    ],
    [
      'in a chain that is entered above and below',
      [
        '-A FORWARD -j forwarding_rule',
        flow,
        '-A FORWARD -j forwarding_rule',
        '-A forwarding_rule -p tcp -m multiport --ports 80 -j ACCEPT',
        fw3Accept('dport').replace('FORWARD', 'late'),
        fw3Accept('sport').replace('FORWARD', 'late'),
        '-A FORWARD -j late',
      ],
      'below',
      'none',
    ],
    [
      'above in a chain, while the offload rule stands in another that is entered later',
      [
        '-A FORWARD -j forwarding_rule',
        '-A forwarding_rule -i br-guest -j mine',
        '-A forwarding_rule -j fast',
        fw3Accept('dport').replace('FORWARD', 'mine'),
        fw3Accept('sport').replace('FORWARD', 'mine'),
        flow.replace('FORWARD', 'fast'),
      ],
      'none',
      'none',
    ],
    [
      'of one interface',
      [fw3Accept('dport', ' -i br-lan'), fw3Accept('sport'), flow],
      'one-direction',
      'none',
    ],
    ['for udp', [fw3Accept('dport').replace('-p tcp -m tcp', '-p udp -m udp'), flow], 'none', 'none'],
    [
      'quoted in a comment',
      [`-A FORWARD -m comment --comment "x -A FORWARD -p tcp --dport 5223 -j ACCEPT" -j LOG`, flow],
      'none',
      'none',
    ],
    [
      'in a comment over several lines',
      [
        '-A FORWARD -p udp -m comment --comment "a\\"b',
        `${fw3Accept('dport')}`,
        `${fw3Accept('sport')}" -j DROP`,
        flow,
      ],
      'none',
      'none',
    ],
    [
      'with comments that look like options',
      [fw3Accept('dport', ' -m comment --comment -j'), fw3Accept('sport', ' -m comment --comment "!"'), flow],
      'full',
      'none',
    ],
    [
      'with the counters of iptables-save -c',
      [`[3:180] ${fw3Accept('dport')}`, `[0:0] ${fw3Accept('sport')}`, `[1:2] ${flow}`],
      'full',
      'none',
    ],
    [
      'with options called like parts of a prototype',
      ['-A FORWARD constructor __proto__ toString -j ACCEPT', flow],
      'unknown',
      'unknown',
    ],
  ])('%s', (_, lines, at5223, at5229) => {
    expect(at(...lines)).toEqual([at5223, at5229]);
  });

  it('names and families: one path each, only those that were read', () => {
    const sites = (snapshot: Snapshot) => offloadSites(rulesOf(snapshot));
    expect(sites(fw3Snapshot([flow], [flow])).map(({ base, families }) => [base, families])).toEqual([
      ['iptables FORWARD', ['ipv4']],
      ['ip6tables FORWARD', ['ipv6']],
    ]);
    expect(sites(fw3Snapshot([flow]))).toHaveLength(1);
  });

  it('hardware offload of fw3 is read from UCI, since the rule does not show it', () => {
    const snapshot = fw3Snapshot([flow]);
    const uci = value({
      flowOffloading: true,
      flowOffloadingHw: true,
      dropInvalid: false,
      entries: {},
      lines: [],
    });
    expect(offloadSites(rulesOf(snapshot))).toMatchObject([{ hardware: false }]);
    expect(offloadSites(rulesOf({ ...snapshot, uci }))).toMatchObject([{ hardware: true }]);
  });
});

describe('the firewall', () => {
  const firewallOf = (snapshot: Snapshot) => rulesOf(snapshot).firewall;
  it('is told by the rules that are there', () => {
    expect(firewallOf(nftSnapshot([offload]))).toBe('fw4');
    expect(firewallOf(nftSnapshot([offload], 'edge'))).toBe('nftables');
    expect(firewallOf(fw3Snapshot([flow]))).toBe('fw3');
    expect(firewallOf(fw3Snapshot(['-P FORWARD ACCEPT', '-A FORWARD -j FLOWOFFLOAD']))).toBe('iptables');
    expect(firewallOf({ ...fw3Snapshot([]), iptables: absent('') })).toBeNull();
  });
});
