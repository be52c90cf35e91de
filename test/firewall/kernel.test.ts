import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '../../src/firewall/api.types.ts';
import { fateByRules, rulesOf } from '../../src/firewall/index.ts';
import { absent, type Reading } from '../../src/probes/engine/probe.ts';
import { nft } from '../../src/probes/nft.ts';
import type { NftReading } from '../../src/probes/readings.ts';
import { client, makeNet, type Net, ports, server } from './kernel-net.ts';
import { model, rulesetOf } from './kernel-rules.ts';

let net: Net;
beforeAll(async () => {
  net = await makeNet();
});
afterAll(() => net.close());

const none = absent('');
/** What puts flows into a flowtable takes established packets only; this kernel may have no flowtables. */
const standIn = 'ct state established counter name "taken"';

const connectionOf = (family: 'ipv4' | 'ipv6', port: number, clientPort: number): Connection => ({
  family,
  client: client[family],
  clientPort,
  server: server[family],
  serverPort: port,
  lan: 'lan0',
  wan: 'wan0',
  mark: null,
  reply: { src: server[family], dst: client[family], sport: port, dport: clientPort },
});

const answerOf = (reading: Reading<NftReading>, connection: Connection) =>
  fateByRules(rulesOf({ nft: reading, iptables: none, uci: none, tools: none }), connection);

describe('the reader of rules and a kernel, with real packets', () => {
  const seen = { yes: 0, no: 0, unknown: 0, refused: 0, silent: 0 };

  it('agree on which connections reach an offload rule, whatever form the rules are read in', async () => {
    const connection = fc.tuple(fc.constantFrom('ipv4' as const, 'ipv6' as const), fc.constantFrom(...ports));
    await fc.assert(
      fc.asyncProperty(model, connection, async (rules, [family, port]) => {
        net.router('nft', ['flush', 'ruleset']);
        // A rule of the product's own kind counts, one without a stand-in is refused at times: then nothing is compared.
        const loaded = net.router('nft', ['-f', '-'], rulesetOf(rules, standIn));
        if (loaded.status !== 0) {
          seen.refused++;
          return;
        }
        const talked = await net.talk(family, port);
        if (!talked) {
          seen.silent++;
          return;
        }
        const text = net.router('nft', ['-a', 'list', 'ruleset']).stdout;
        const counted = !/counter taken \{[^}]*packets 0 /.test(text);
        const asked = connectionOf(family, port, talked.clientPort);
        const readings = {
          written: rulesetOf(rules, 'flow add @ft'),
          listed: text.replaceAll(standIn, 'flow add @ft'),
          json: net
            .router('nft', ['-j', '-a', 'list', 'ruleset'])
            .stdout.replaceAll('{"counter": "taken"}', '{"flow": {"op": "add", "flowtable": "@ft"}}')
            .replaceAll('counter name \\"taken\\"', 'flow add @ft'),
        };
        for (const [form, words] of Object.entries(readings)) {
          const fate = answerOf(nft.parse({ status: 0, text: words }), asked);
          seen[fate.offloaded]++;
          if (fate.offloaded !== 'unknown')
            expect(
              { form, offloaded: fate.offloaded },
              `${family} ${port} from ${talked.clientPort}\n${words}`,
            ).toEqual({ form, offloaded: counted ? 'yes' : 'no' });
        }
      }),
      { numRuns: 250, endOnFailure: true },
    );
    expect(seen.yes).toBeGreaterThan(20);
    expect(seen.no).toBeGreaterThan(20);
    expect(seen.unknown).toBeLessThan(seen.yes + seen.no);
    expect(seen.refused).toBeLessThan(60);
  }, 120_000);
});
