import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { causes } from '../../src/causes/index.ts';
import { factsFrom, factsOf } from '../../src/diagnosis/facts.ts';
import { toJson } from '../../src/diagnosis/report/json.ts';
import { report } from '../../src/diagnosis/report/report.ts';
import type { Family } from '../../src/firewall/index.ts';
import { languages } from '../../src/model/language.ts';
import { absent, failed, type Reading, type Snapshot } from '../../src/probes/engine/probe.ts';
import type { ProbeId } from '../../src/probes/readings.ts';
import { remedyFor } from '../../src/remedies/index.ts';
import { speak } from '../../src/words/words.ts';
import { wantedFor } from '../support/plans.ts';
import { type HandChain, type HandRule, rulesFrom } from './hand-rules.ts';
import { plain } from './plain.ts';
import { exempt, flow, judge, offload, path, repaired, samples, scene, snapshot, spoken } from './scenes.ts';

const probes: ProbeId[] = [
  'system',
  'clock',
  'tools',
  'uci',
  'nft',
  'iptables',
  'sysctls',
  'conntrack',
  'table',
  'leases',
  'neighbours',
  'log',
  'wan',
  'own',
];
const hostile = fc.oneof(
  fc.string(),
  fc.constantFrom('{n}', "'{", '<b>@everyone</b>', '\u202e', 'a\nb\0c', '$&'),
);
const seconds = fc.oneof(
  fc.nat(500),
  fc.constantFrom(0, 29, 30, 119, 120, 121, 1799, 1800, 7410, 7440, 432_000),
);
const maybe = <V>(one: fc.Arbitrary<V>) => fc.option(one, { nil: undefined });

const families = fc.subarray<Family>(['ipv4', 'ipv6'], { minLength: 1 });
const rules: fc.Arbitrary<HandRule> = fc.oneof(
  fc.record({ families, hardware: fc.boolean(), line: hostile }).map(offload),
  fc
    .record({
      families,
      directions: fc.subarray<'original' | 'reply'>(['original', 'reply']),
      ours: fc.boolean(),
      line: hostile,
    })
    .map(exempt),
);
const paths: fc.Arbitrary<HandChain[]> = fc.array(
  fc
    .tuple(fc.array(rules, { maxLength: 5 }), fc.constantFrom('fw4', 'fw3', 'nftables', 'iptables'))
    .map(([list, firewall]) => path(list, firewall)),
  { maxLength: 2 },
);

const flows = fc.array(
  fc
    .record({
      offload: fc.constantFrom('none', 'software', 'hardware'),
      state: fc.option(fc.constantFrom('ESTABLISHED', 'TIME_WAIT', 'SYN_SENT', 'CLOSE')),
      timeoutS: fc.option(seconds),
      unreplied: fc.boolean(),
      assured: fc.boolean(),
      exempt: fc.option(fc.boolean()),
      name: fc.option(hostile),
      port: fc.constantFrom(5223, 443, 5228, 80),
      service: fc.constantFrom('apns', 'fcm', 'other'),
      family: fc.constantFrom('ipv4', 'ipv6'),
    })
    .map(flow),
  { maxLength: 6 },
);

const readable = fc.record({
  system: fc.record({
    kernel: fc.oneof(hostile, fc.constantFrom('6.18.2', '5.10.1')),
    distribution: fc.option(hostile),
  }),
  tools: fc.record({
    accelerators: fc.array(hostile, { maxLength: 2 }),
    lines: fc.array(hostile, { maxLength: 2 }),
  }),
  uci: fc.record({ flowOffloading: fc.boolean(), flowOffloadingHw: fc.boolean(), dropInvalid: fc.boolean() }),
  sysctls: fc
    .record({
      nf_conntrack_tcp_timeout_established: maybe(seconds),
      nf_flowtable_tcp_timeout: maybe(seconds),
      nf_flowtable_tcp_pickup: maybe(seconds),
      nf_conntrack_tcp_loose: maybe(fc.nat(1)),
    })
    .map((values) => ({ values: present(values) })),
  table: fc.record({
    count: fc.nat(1000),
    max: fc.nat(1000),
    fullInLog: fc.nat(2),
    lines: fc.array(hostile, { maxLength: 2 }),
  }),
  wan: fc.record({ addresses: fc.array(fc.oneof(hostile, fc.ipV4(), fc.ipV6()), { maxLength: 3 }) }),
  log: fc.record({ lines: fc.array(hostile, { maxLength: 2 }) }),
  own: fc.record({
    armed: fc.array(hostile, { maxLength: 1 }),
    foreign: fc.array(hostile, { maxLength: 1 }),
  }),
});

const present = (values: Record<string, number | undefined>): Record<string, number> =>
  Object.fromEntries(Object.entries(values).flatMap(([name, n]) => (n === undefined ? [] : [[name, n]])));

/** A router of which any part may be missing. */
const routers: fc.Arbitrary<Snapshot> = fc
  .record({ over: readable, lost: fc.subarray(probes), gone: fc.boolean(), why: hostile })
  .map(({ over, lost, gone, why }) => without(snapshot(over), lost, gone ? absent(why) : failed(why)));

const without = (whole: Snapshot, lost: readonly ProbeId[], reading: Reading<never>): Snapshot => ({
  ...whole,
  ...Object.fromEntries(lost.map((id) => [id, reading])),
});

const follows = fc
  .array(fc.oneof(fc.constantFrom('off' as const, 'hw' as const), seconds, fc.constant(null)), {
    maxLength: 6,
  })
  .map((seen) => samples(...seen));

const scenes = fc
  .tuple(routers, paths, flows, follows, maybe(hostile))
  .map(([router, ways, seen, followed, device]) =>
    factsFrom(router, rulesFrom(router, ways), seen, {
      followed,
      ...(device === undefined ? {} : { device }),
    }),
  );

/** Routers of which everything was read, with few rules and connections: some of them are healthy. */
const quiet = fc
  .tuple(
    fc.array(rules, { maxLength: 2 }),
    fc.array(
      fc
        .record({
          offload: fc.constantFrom('none', 'none', 'software', 'hardware'),
          timeoutS: fc.constantFrom(100, 290, 7149, 7380, 7438),
          assured: fc.boolean(),
          unreplied: fc.constantFrom(false, false, true),
          port: fc.constantFrom(5223, 5223, 443),
          family: fc.constantFrom('ipv4', 'ipv6'),
          packets: fc.constantFrom(2, 16, 300),
        })
        .map(({ packets, offload: kind, ...over }) =>
          kind === 'none' ? spoken(over.timeoutS, packets, over) : flow({ offload: kind, port: over.port }),
        ),
      { maxLength: 2 },
    ),
    fc.constantFrom(repaired(), {}),
  )
  .map(([some, flows, kernel]) => scene({ ...kernel, paths: [path(some)], flows }));

describe('any router', () => {
  it('is judged and told without a crash, with words for everything', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const judgement = judge(scene);
        for (const language of languages) {
          const text = plain(report(judgement, speak(language)));
          expect(text).not.toMatch(/(^|[ (；;])(finding|unknown|because|class|probe|report)\.[a-z]/m);
        }
        expect(() => JSON.stringify(toJson(judgement, { offers: [], plan: null, remedyFor }))).not.toThrow();
        expect(judgement.confidence).toBeGreaterThanOrEqual(0);
        expect(judgement.confidence).toBeLessThanOrEqual(1);
      }),
      { numRuns: 600 },
    );
  });

  it('is never healthy when what decides could not be read', () => {
    const blind = fc
      .tuple(scenes, fc.constantFrom<ProbeId>('conntrack', 'sysctls'), hostile)
      .map(([scene, id, why]) =>
        factsFrom(without(scene.snapshot, [id], failed(why)), scene.rules, scene.everyFlow, {}),
      );
    fc.assert(
      fc.property(blind, (scene) => {
        expect(judge(scene).verdict).not.toBe('healthy');
      }),
      { numRuns: 500 },
    );
  });

  it('is never healthy beside what does not fit, nor where nobody was seen', () => {
    const verdicts = new Set<string>();
    fc.assert(
      fc.property(quiet, (seen) => {
        const { verdict } = judge(seen);
        verdicts.add(verdict);
        if (verdict !== 'healthy') return;
        for (const { entry, path, fate } of seen.flows) {
          const isOffloaded = entry.offload !== 'none';
          const sites = seen.rules.sites.filter(({ families }) => families.includes(entry.family));
          expect(isOffloaded && (sites.length === 0 || seen.rules.fateOf(entry).offloaded === 'no')).toBe(
            false,
          );
          expect(fate === 'forgotten' && entry.original.dport === 5223 && path !== 'local').toBe(false);
        }
        expect(seen.flows.some(({ fate }) => fate === 'kept')).toBe(true);
      }),
      { numRuns: 2000 },
    );
    expect([...verdicts].sort()).toEqual(['healthy', 'impaired', 'inconclusive']);
  });

  it('is inconclusive, every cause unknown or silent, when nothing could be read', () => {
    for (const reading of [failed('connection cut'), absent('not Linux')]) {
      const nothing = judge(factsOf(without(snapshot(), probes, reading)));
      expect(nothing).toMatchObject({
        verdict: 'inconclusive',
        class: 'unknown',
        findings: [],
        ruledOut: [],
      });
      expect(wantedFor(nothing.findings)).toEqual({ exempt: false, revert: false });
    }
  });

  it('is never offered an exemption when it is healthy for another reason than an exemption', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const { verdict, findings } = judge(scene);
        const inPlace = findings.some(({ id }) => id === 'exemption-in-place');
        expect(verdict === 'healthy' && wantedFor(findings).exempt && !inPlace).toBe(false);
      }),
      { numRuns: 600 },
    );
  });

  it('gets at most one result per cause, and each has its id', () => {
    const ids = new Set(causes.map(({ id }) => id));
    fc.assert(
      fc.property(scenes, (scene) => {
        const { findings, ruledOut, unknown } = judge(scene);
        const told = [...findings, ...ruledOut, ...unknown].map(({ id }) => id);
        expect(new Set(told).size).toBe(told.length);
        for (const id of told) expect(ids).toContain(id);
      }),
      { numRuns: 500 },
    );
  });
});
