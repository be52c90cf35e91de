import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { causes } from '../../src/causes/index.ts';
import { judge } from '../../src/diagnosis/judge.ts';
import type { Judgement } from '../../src/diagnosis/judgement.ts';
import type { Snapshot } from '../../src/probes/engine/probe.ts';
import { tools } from '../../src/probes/tools.ts';
import { storedSnapshot } from '../support/captures.ts';
import { wantedFor } from '../support/plans.ts';

/** Routers of real people on which the first release spoke wrongly, made anew. Each stands for a kind. */
const taken = (name: string): Snapshot => storedSnapshot(`cases/${name}`);

interface Row {
  /** `verdict class`. */
  says: string;
  /** `path fate[ after_s]` of each connection. */
  flows: string[];
  /** Findings that must be told. */
  tells: string[];
  /** Findings that must not be told. */
  not?: string[];
  offers: boolean;
}

const forgotten = 'offloaded forgotten 150';
const kept = 'forwarded kept';
const cured: Row = {
  says: 'healthy fixed-pickup',
  flows: [kept, kept],
  tells: ['exemption-in-place'],
  not: ['offload-eviction', 'exemption-missing'],
  offers: false,
};

const rows: Record<string, Row> = {
  // The first release's look did not bring the other table: the entries contradict what it brought.
  '01-flowtable-in-another-table': {
    says: 'impaired fixed-pickup',
    flows: [forgotten, forgotten],
    tells: ['offload-eviction', 'offloaded-without-rule'],
    offers: true,
  },
  '02-two-tables-offload-fix-does-nothing': {
    says: 'impaired fixed-pickup',
    flows: [forgotten, forgotten],
    tells: ['flow-older-than-rule'],
    offers: true,
  },
  '03-two-firewalls-no-plan': {
    says: 'impaired fixed-pickup',
    flows: [forgotten, forgotten],
    tells: ['offload-eviction'],
    offers: true,
  },
  '03-two-firewalls-no-plan-whole-ruleset': {
    says: 'impaired fixed-pickup',
    flows: [forgotten, forgotten],
    tells: ['offload-eviction', 'exemption-missing'],
    offers: true,
  },
  '12-keenetic-words': {
    says: 'inconclusive normal',
    flows: [kept],
    tells: ['other-accelerator'],
    offers: false,
  },
  '13-directional-zones': { says: 'healthy normal', flows: [kept], tells: [], offers: false },
  '14-proxied-redirect': {
    says: 'inconclusive proxied',
    flows: ['local unknown'],
    tells: [],
    not: ['offload-eviction', 'exemption-missing'],
    offers: false,
  },
  '14-proxied-redirect-5.10': {
    says: 'inconclusive proxied',
    flows: ['local unknown'],
    tells: [],
    not: ['offload-eviction', 'exemption-missing'],
    offers: false,
  },
  '15-proxied-tproxy': {
    says: 'inconclusive proxied',
    flows: ['local unknown'],
    tells: [],
    offers: false,
  },
  '16-dslite-464xlat': {
    says: 'healthy normal',
    flows: [kept],
    tells: ['double-nat'],
    offers: false,
  },
  '17-no-push-connection-called-safe': {
    says: 'inconclusive normal',
    flows: [],
    tells: ['no-push-flow'],
    offers: false,
  },
  '19-hw-flag-lost-after-reload': {
    says: 'inconclusive normal',
    flows: ['forwarded unknown'],
    tells: ['hardware-desync'],
    offers: true,
  },
};

const impairedBehind = (offers = true): Row => ({
  says: 'impaired fixed-pickup',
  flows: [forgotten, forgotten],
  tells: ['offload-eviction', 'exemption-missing'],
  offers,
});
const nobody: Row = { ...impairedBehind(), flows: [], tells: ['offload-eviction'] };

const byRules: Record<string, Row> = {
  '04-offload-behind-a-verdict-map': impairedBehind(),
  '04-offload-behind-a-verdict-map-nobody-connected': nobody,
  '04b-offload-behind-state-map': impairedBehind(),
  '04b-offload-behind-state-map-nobody-connected': nobody,
  // That look did not bring zapret's chain.
  '05-offload-in-zapret-chain': {
    ...impairedBehind(),
    tells: ['offload-eviction', 'offloaded-without-rule', 'rules-not-understood'],
  },
  // Nor the elements of the set: the entries decide.
  '06-cured-by-named-set': { ...cured, tells: [] },
  '07-cured-by-apple-network': { ...cured, flows: [kept] },
  '08-cured-by-offload-rule-itself': cured,
  '09-cured-by-connection-mark': { ...cured, tells: [] },
  '10-cured-by-device': { ...cured, flows: [kept], tells: ['exemption-one-device'] },
  '11-cured-by-return': { ...cured, tells: [] },
};

const flowsOf = ({ flows }: Judgement) =>
  flows.map(({ path, fate, afterS }) => `${path} ${fate}${afterS === null ? '' : ` ${afterS}`}`);

function expectRow(judgement: Judgement, row: Row) {
  const ids = judgement.findings.map(({ id }) => id);
  expect(`${judgement.verdict} ${judgement.class}`).toBe(row.says);
  expect(flowsOf(judgement)).toEqual(row.flows);
  expect(ids).toEqual(expect.arrayContaining(row.tells));
  for (const id of row.not ?? []) expect(ids).not.toContain(id);
  expect(wantedFor(judgement.findings).exempt).toBe(row.offers);
}

describe('routers on which the first release spoke wrongly', () => {
  it.each(Object.entries({ ...rows, ...byRules }))('%s', (file, row) =>
    expectRow(judge(taken(file), causes), row),
  );

  it('each of them has its row', () => {
    const names = readdirSync('test/fixtures/cases').flatMap((file) => /^(.+)\.pmcap$/.exec(file)?.[1] ?? []);
    expect(names.sort()).toEqual(Object.keys({ ...rows, ...byRules }).sort());
  });

  it('18: accelerators of today are known by their names', () => {
    const paths = ['/sys/module/qca_nss_sfe', '/sys/module/natflow', '/dev/natflow_ctl'];
    const text = paths.map((path) => `accelerator ${path}\n`).join('');
    const base = taken('13-directional-zones');
    const judgement = judge({ ...base, tools: tools.parse({ status: 0, text }) }, causes);
    expectRow(judgement, {
      says: 'inconclusive normal',
      flows: [kept],
      tells: ['other-accelerator'],
      offers: false,
    });
  });
});
