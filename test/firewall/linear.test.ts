import { describe, expect, it } from 'vitest';
import { causes } from '../../src/causes/index.ts';
import { judge } from '../../src/diagnosis/judge.ts';
import { doubtsOf, offloadSites, rulesOf } from '../../src/firewall/index.ts';
import type { Snapshot } from '../../src/probes/engine/probe.ts';
import { nft } from '../../src/probes/nft.ts';
import { offersFor } from '../../src/remedies/index.ts';
import { answerOf, mustRead, snapshotOf } from '../probes/support.ts';
import { nftRules } from './rules.ts';

const lines = (count: number, line: (n: number) => string): string =>
  Array.from({ length: count }, (_, n) => line(n)).join('\n');

/** Each took minutes where a part of the rules was gone through once for each other part, in the event loop. */
const patienceMs = 20_000;

describe('parts without number are gone through once', () => {
  it(
    'tables of one chain each',
    () => {
      const rules = nftRules(
        lines(
          40_000,
          (n) =>
            `table inet t${n} {\n\tflowtable f {\n\t\tflags offload;\n\t}\n\tset s {\n\t\ttype ipv4_addr\n\t}\n\tchain f {\n\t\ttype filter hook forward priority ${n};\n\t\tflow add @f\n\t}\n}`,
        ),
      );
      expect(rules.bases).toHaveLength(40_000);
      expect(offloadSites(rules)[0]).toMatchObject({ hardware: true });
    },
    patienceMs,
  );

  it(
    'elements that are added one by one',
    () => {
      const added = lines(200_000, (n) => `add element inet t s { ${n % 65_536} }`);
      const reading = mustRead(nft.parse({ status: 0, text: `table inet t {\n}\n${added}\n` }));
      expect(reading.sets[0]?.elements).toHaveLength(200_000);
    },
    patienceMs,
  );

  it('rules that are put in front, in the order in which they stand then', () => {
    const text = `table inet t {\n}\nadd rule inet t c accept\n${lines(90_000, (n) => `insert rule inet t c tcp dport ${n}`)}`;
    const { rules } = mustRead(
      nft.parse({
        status: 0,
        text: `${text}\nadd chain inet t c { type filter hook forward priority 0; }\n`,
      }),
    );
    expect([rules.length, rules[0]?.line, rules.at(-1)?.line]).toEqual([90_001, 'tcp dport 89999', 'accept']);
  });

  it('more rules than any router has are not all read, which is said', () => {
    const reading = mustRead(
      nft.parse({
        status: 0,
        text: `table inet t {\n\tchain f {\n\t\ttype filter hook forward priority 0;\n${'\t\tjump b\n'.repeat(200_000)}\t}\n}`,
      }),
    );
    expect(reading.rules).toHaveLength(100_000);
    expect(reading.gaps).toEqual(['the rules are too many to be read']);
  });

  it(
    'maps that were not listed, each of which may lead anywhere',
    () => {
      const many = 30_000;
      const rules = nftRules(`table inet t {
${lines(many, (n) => `\tmap m${n} {\n\t\ttype ifname : verdict\n\t}\n\tchain c${n} {\n\t\tcounter\n\t}`)}
\tchain f {\n\t\ttype filter hook forward priority 0;
${lines(many, (n) => `\t\tiifname vmap @m${n}`)}\n\t}
\tchain o {\n\t\tflow add @f\n\t}\n}`);
      expect(rules.chains).toHaveLength(many + 2);
      expect(doubtsOf(rules)).not.toEqual([]);
    },
    patienceMs,
  );
});

describe('a snapshot is read once', () => {
  const entry = (n: number) =>
    `ipv4     2 tcp      6 7000 ESTABLISHED src=192.168.1.${2 + n} dst=17.57.144.10 sport=${50_000 + n} dport=5223 packets=9 bytes=900 src=17.57.144.10 dst=203.0.113.2 sport=5223 dport=${50_000 + n} packets=9 bytes=900 [ASSURED] mark=0 zone=0 use=2`;

  /** How often a rule's statements were looked at, in judgement, offers and questions of others, with so many connections. */
  function looksAtRules(connections: number): number {
    const snapshot: Snapshot = snapshotOf(
      answerOf('openwrt-24.10-fw4-offloaded').replace(
        /(begin conntrack\nproc\n)[\s\S]*?(?=\n\S+ end )/,
        (_, head: string) => `${head}${lines(connections, entry)}\n`,
      ),
    );
    let looks = 0;
    for (const rule of mustRead(snapshot.nft).rules) {
      const { expr } = rule;
      Object.defineProperty(rule, 'expr', {
        get: () => {
          looks++;
          return expr;
        },
      });
    }
    const judgement = judge(snapshot, causes);
    expect(judgement.flows).toHaveLength(connections);
    offersFor(judgement.findings, { snapshot, flows: judgement.flows });
    expect(rulesOf(snapshot)).toBe(rulesOf(snapshot));
    return looks;
  }

  it('however many connections and questions there are', () => {
    expect(looksAtRules(60)).toBe(looksAtRules(1));
  });
});
