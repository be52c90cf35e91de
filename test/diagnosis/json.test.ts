import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { causes } from '../../src/causes/index.ts';
import { diagnosisJson } from '../../src/diagnosis/report/json.schema.ts';
import { toJson } from '../../src/diagnosis/report/json.ts';
import type { Offer } from '../../src/model/offer.ts';
import { failed } from '../../src/probes/engine/probe.ts';
import { remedyFor } from '../../src/remedies/index.ts';
import { back, flow, judge, offload, path, redirected, repaired, samples, scene, slow } from './scenes.ts';

const nothing = { offers: [], plan: null, remedyFor };
const offer: Offer = {
  remedy: 'exempt',
  version: 1,
  params: {},
  title: { key: 'report.do', values: {} },
  what: { key: 'remedy.exempt.what', values: {} },
  cost: 'none',
  persistent: true,
  places: [{ name: 'inet fw4 forward', persistent: true }],
  shown: ['tcp dport 5223 accept'],
  steps: [{ id: 'live', script: 'nft -f -' }],
};

const routers = {
  affected: scene({ flows: [flow(), back(118)] }),
  repaired: scene(repaired()),
  unreadable: scene({
    nft: failed('no'),
    sysctls: failed('no'),
    conntrack: failed('no'),
    paths: [],
    flows: [],
  }),
  hardware: scene({ ...repaired(), paths: [path([offload({ hardware: true })])], flows: [slow(200)] }),
  followed: scene({ followed: samples('off', 119) }),
  proxied: scene({ flows: [redirected()] }),
};

describe('diagnose --json', () => {
  it.each(Object.entries(routers))('keeps the contract: %s', (_what, one) => {
    const judgement = judge(one);
    for (const more of [nothing, { ...nothing, offers: [offer], plan: { id: '7f3k2' } }]) {
      const printed: unknown = JSON.parse(JSON.stringify(toJson(judgement, more)));
      expect(diagnosisJson.parse(printed)).toEqual(printed);
    }
  });

  it.each(Object.entries(routers))('tells of each cause once: %s', (_what, one) => {
    const { findings, ruled_out, unknown } = toJson(judge(one), nothing);
    expect([...findings, ...ruled_out, ...unknown].map(({ id }) => id).sort()).toEqual(
      causes.map(({ id }) => id).sort(),
    );
    for (const { why } of [...ruled_out, ...unknown]) expect(why).toMatch(/^\S.*[^.]$/);
  });

  it('says of each connection what the table says, which way it goes and what becomes of it', () => {
    const flows = [flow({ offload: 'hardware' }), back(118), redirected()];
    const told = toJson(judge(scene({ flows })), nothing).flows;
    expect(
      told.map(({ offloaded, hardware, state, timeout_s, path, fate, after_s }) =>
        [offloaded, hardware, state, timeout_s, path, fate, after_s].join(' '),
      ),
    ).toEqual([
      'true true   offloaded forgotten 150',
      'false false ESTABLISHED 118 forwarded forgotten 150',
      'false false ESTABLISHED 7438 local unknown ',
    ]);
  });

  it('is described by a schema file that is current', async () => {
    const schema = `${JSON.stringify(z.toJSONSchema(diagnosisJson), null, 2)}\n`;
    await expect(schema).toMatchFileSnapshot('../../docs/diagnosis.schema.json');
  });
});
