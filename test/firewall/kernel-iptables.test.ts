import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/firewall/api.types.ts';
import { fateByRules, rulesOf } from '../../src/firewall/index.ts';
import { absent } from '../../src/probes/engine/probe.ts';
import { iptables } from '../../src/probes/iptables.ts';
import { client, makeNet, type Net, ports, server } from './kernel-net.ts';

let net: Net;
beforeAll(async () => {
  net = await makeNet();
});
afterAll(() => net.close());

const chains = ['FORWARD', 'a', 'b', 'c'];
const pick = <T>(...all: readonly T[]) => fc.constantFrom(...all);
const not = pick('', '', '! ');

const condition = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(not, pick('--dport', '--sport'), pick('443', '5223', '5220:5230', '1:1023', '32768:65535'))
      .map(([n, side, port]) => `-p tcp -m tcp ${n}${side} ${port}`),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(not, pick('--dports', '--sports', '--ports'), pick('443,5223', '5228:5230', '80,5223,5228:5230'))
      .map(([n, side, port]) => `-p tcp -m multiport ${n}${side} ${port}`),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(not, pick('-i', '-o'), pick('lan0', 'wan0', 'other', 'lan+'))
      .map(([n, o, d]) => `${n}${o} ${d}`),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(not, pick('-s', '-d'), pick('192.168.1.20', '192.168.1.0/24', '17.0.0.0/8', '10.0.0.0/8'))
      .map(([n, o, a]) => `${n}${o} ${a}`),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(not, pick('ESTABLISHED', 'NEW', 'RELATED,ESTABLISHED', 'INVALID', 'SNAT'))
      .map(([n, s]) => `-m conntrack ${n}--ctstate ${s}`),
  },
  pick(
    '-p tcp',
    '! -p tcp',
    '-p udp',
    '-m conntrack --ctdir ORIGINAL',
    '-m conntrack --ctdir REPLY',
    '-m conntrack --ctorigdstport 5223',
    '-m conntrack ! --ctorigdst 17.0.0.0/8',
    '-m mark --mark 0x5',
    '-m mark ! --mark 0x5/0xf',
    '-m connmark --mark 0x7/0x7',
    '-m iprange --dst-range 17.57.144.0-17.57.144.255',
    '-m addrtype --dst-type LOCAL',
    '-m pkttype --pkt-type unicast',
    '-p tcp -m tcp --tcp-flags SYN,RST SYN',
    '-m comment --comment "say \\"x\\" -j b"',
  ),
);

const action = (chain: number) => {
  const later = chains.slice(chain + 1).flatMap((target) => [`-j ${target}`, `-g ${target}`]);
  return fc.oneof(
    { weight: 4, arbitrary: fc.constant('-j FLOWOFFLOAD') },
    { weight: 3, arbitrary: pick('-j ACCEPT', '-j RETURN', '') },
    {
      weight: 2,
      arbitrary: pick(
        '-j MARK --set-xmark 0x5/0xff',
        '-j CONNMARK --set-xmark 0x7/0xffffffff',
        '-j CONNMARK --restore-mark --nfmask 0xff --ctmask 0xff',
      ),
    },
    { weight: 4, arbitrary: later.length > 0 ? pick(...later) : fc.constant('-j RETURN') },
  );
};

/** Conditions of one match may stand once only in a rule. */
const once = (words: readonly string[]): boolean =>
  new Set(words.flatMap((one) => one.match(/-m \w+|(?<= |^)-[ios]|-d\b|-p tcp/g) ?? [])).size ===
  words.flatMap((one) => one.match(/-m \w+|(?<= |^)-[ios]|-d\b|-p tcp/g) ?? []).length;

const rule = (chain: number) =>
  fc
    .tuple(fc.array(condition, { maxLength: 3 }).filter(once), action(chain))
    .map(
      ([conditions, target]) => `-A ${chains[chain]} ${[...conditions, target].filter(Boolean).join(' ')}`,
    );

const model = fc
  .tuple(...chains.map((_, n) => fc.array(rule(n), { minLength: n === 0 ? 2 : 0, maxLength: 5 })))
  .map((rules) => rules.flat());

const connectionOf = (port: number, clientPort: number): Connection => ({
  family: 'ipv4',
  client: client.ipv4,
  clientPort,
  server: server.ipv4,
  serverPort: port,
  lan: 'lan0',
  wan: 'wan0',
  mark: null,
  reply: { src: server.ipv4, dst: client.ipv4, sport: port, dport: clientPort },
});

describe('the reader of iptables’ rules and a kernel, with real packets', () => {
  const seen = { yes: 0, no: 0, unknown: 0, refused: 0 };

  it('agree on which connections reach an offload rule', async () => {
    await fc.assert(
      fc.asyncProperty(model, pick(...ports), async (rules, port) => {
        // The target itself is OpenWrt's: what it takes is counted by a rule without a target.
        const standIn = rules.map((line) =>
          line.replace('-j FLOWOFFLOAD', '-m state --state ESTABLISHED -m comment --comment taken'),
        );
        const table = [
          '*filter',
          ':FORWARD ACCEPT [0:0]',
          ':a - [0:0]',
          ':b - [0:0]',
          ':c - [0:0]',
          ...standIn,
          'COMMIT',
          '',
        ];
        if (net.router('iptables-restore', [], table.join('\n')).status !== 0) {
          seen.refused++;
          return;
        }
        const talked = await net.talk('ipv4', port);
        if (!talked) return;
        const saved = net.router('iptables-save', ['-c', '-t', 'filter']).stdout.split('\n');
        const counted = saved.some((line) => / --comment taken$/.test(line) && !line.startsWith('[0:0]'));
        const offloading = saved.map((line) =>
          line.replace(/-m state --state ESTABLISHED -m comment --comment taken$/, '-j FLOWOFFLOAD'),
        );
        const forms = {
          written: rules,
          saved: offloading,
          listed: offloading.map((line) =>
            line
              .replace(/^\[\d+:\d+\] /, '')
              .replace(/^:(\w+) -.*/, '-N $1')
              .replace(/^:(\w+) ACCEPT.*/, '-P $1 ACCEPT'),
          ),
        };
        for (const [form, lines] of Object.entries(forms)) {
          const named = form === 'written' ? ['-N a', '-N b', '-N c', ...lines] : lines;
          const reading = iptables.parse({ status: 0, text: ['family ipv4', ...named].join('\n') });
          const rulesRead = rulesOf({
            nft: absent(''),
            iptables: reading,
            uci: absent(''),
            tools: absent(''),
          });
          const { offloaded } = fateByRules(rulesRead, connectionOf(port, talked.clientPort));
          seen[offloaded]++;
          if (offloaded !== 'unknown')
            expect({ form, offloaded }, `${port} from ${talked.clientPort}\n${lines.join('\n')}`).toEqual({
              form,
              offloaded: counted ? 'yes' : 'no',
            });
        }
      }),
      { numRuns: 150, endOnFailure: true },
    );
    expect(seen.yes).toBeGreaterThan(20);
    expect(seen.no).toBeGreaterThan(20);
    expect(seen.unknown).toBeLessThan(seen.yes + seen.no);
    expect(seen.refused).toBeLessThan(40);
  }, 120_000);
});
