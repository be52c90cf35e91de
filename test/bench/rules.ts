import { doubtsOf, offloadSites, rulesOf } from '../../src/firewall/index.ts';
import { absent } from '../../src/probes/engine/probe.ts';
import { iptables } from '../../src/probes/iptables.ts';
import { nft } from '../../src/probes/nft.ts';
import type { Measure } from './conntrack.ts';

const many = 10_000;
const elements = 50_000;
const boundMs = 300;
const told = (n: number): string => n.toLocaleString('en-US');
const none = absent('');

const lines = (count: number, line: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => line(n)).join('\n');
const block = (n: number): string => `10.${n >> 8}.${n & 255}.0/24`;
const table = (rules: string, before = ''): string =>
  `table inet t {\n${before}\tchain forward {\n\t\ttype filter hook forward priority filter; policy drop;\n${rules}\n\t\tflow add @ft\n\t}\n}\n`;

const json = JSON.stringify({
  nftables: [
    { table: { family: 'inet', name: 't' } },
    { chain: { family: 'inet', table: 't', name: 'forward', hook: 'forward', prio: 0, policy: 'drop' } },
    ...Array.from({ length: many }, (_, n) => ({
      rule: {
        family: 'inet',
        table: 't',
        chain: 'forward',
        handle: n + 5,
        expr: [
          {
            match: {
              op: '==',
              left: { payload: { protocol: 'ip', field: 'saddr' } },
              right: { prefix: { addr: `10.${n >> 8}.${n & 255}.0`, len: 24 } },
            },
          },
          {
            match: {
              op: '==',
              left: { payload: { protocol: 'tcp', field: 'dport' } },
              right: { set: [80, 443] },
            },
          },
          { accept: null },
        ],
      },
    })),
    {
      rule: {
        family: 'inet',
        table: 't',
        chain: 'forward',
        handle: 4,
        expr: [{ flow: { op: 'add', flowtable: '@ft' } }],
      },
    },
  ],
});

const ofNft = (text: string) => () =>
  rulesOf({ nft: nft.parse({ status: 0, text }), iptables: none, uci: none, tools: none });
const ofIptables = (text: string) => () =>
  rulesOf({ nft: none, iptables: iptables.parse({ status: 0, text }), uci: none, tools: none });

const inputs = [
  [
    `${told(many)} rules of nft as text`,
    ofNft(table(lines(many, (n) => `\t\tip saddr ${block(n)} tcp dport { 80, 443 } accept`))),
    1,
  ],
  [`${told(many)} rules of nft as JSON`, ofNft(`${json}\n`), 1],
  [
    `${told(many)} rules of iptables`,
    ofIptables(
      `family ipv4\n${lines(many, (n) => `-A FORWARD -s ${block(n)} -p tcp -m multiport --dports 80,443 -j ACCEPT`)}\n-A FORWARD -j FLOWOFFLOAD\n`,
    ),
    1,
  ],
  [
    `a set of ${told(elements)} networks`,
    ofNft(
      table(
        '\t\tip daddr @s accept',
        `\tset s {\n\t\ttype ipv4_addr\n\t\tflags interval\n\t\telements = { ${lines(elements, (n) => `${20 + (n >> 12)}.${(n >> 4) & 255}.${(n & 15) * 16}.0/28,`)} }\n\t}\n`,
      ),
    ),
    1,
  ],
  [
    `${told(many)} rules in an input chain`,
    ofNft(
      `table inet i {\n\tchain input {\n\t\ttype filter hook input priority 0;\n${lines(many, (n) => `\t\tip saddr ${block(n)} drop`)}\n\t}\n}\n${table('')}`,
    ),
    1,
  ],
] as const;

/** Rules from their text to whether they offload: the best of a few rounds, which a collection of garbage in between spares. */
export function run(): Measure[] {
  return inputs.map(([name, make, sites]) => {
    let best = Number.POSITIVE_INFINITY;
    for (let round = 0; round < 5; round++) {
      const from = performance.now();
      const rules = make();
      const found = offloadSites(rules).length + doubtsOf(rules).length;
      best = Math.min(best, performance.now() - from);
      if (found !== sites) throw new Error(`${name}: ${found} places that offload`);
    }
    const value = Math.round(best);
    return { name: `read: ${name}`, value, unit: 'ms', bound: boundMs, ok: value <= boundMs };
  });
}
