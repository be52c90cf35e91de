import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { toJson } from '../../src/diagnosis/report/json.ts';
import { failed } from '../../src/probes/engine/probe.ts';
import { back, flow, judge, offload, path, repaired, samples, scene, slow } from './scenes.ts';

const evidence = z.array(z.strictObject({ source: z.string().min(1), line: z.string().min(1) }));
const remarks = z.array(z.strictObject({ id: z.string(), why: z.string().min(1) }));
/** `diagnose --json` as the design promises it: no field more, none less. */
const contract = z.strictObject({
  verdict: z.enum(['healthy', 'impaired', 'inconclusive']),
  class: z.enum(['fixed-pickup', 'low-timeout', 'hardware-desync', 'normal', 'not-offloaded', 'unknown']),
  confidence: z.number().min(0).max(1),
  router: z.strictObject({
    kernel: z.string().nullable(),
    distribution: z.string().nullable(),
    release: z.string().nullable(),
    firewall: z.string().nullable(),
    offload: z.strictObject({ software: z.boolean().nullable(), hardware: z.boolean().nullable() }),
  }),
  flows: z.array(
    z.strictObject({
      service: z.string(),
      device: z.strictObject({ ip: z.string(), mac: z.string().nullable(), name: z.string().nullable() }),
      server: z.strictObject({ ip: z.string(), port: z.number() }),
      family: z.enum(['ipv4', 'ipv6']),
      state: z.string().nullable(),
      timeout_s: z.number().nullable(),
      offloaded: z.boolean(),
      hardware: z.boolean(),
      exempt: z.boolean().nullable(),
    }),
  ),
  findings: z.array(
    z.strictObject({
      id: z.string(),
      severity: z.enum(['fault', 'risk', 'note', 'good']),
      title: z.string().min(1),
      evidence,
      remedy: z.enum(['exempt', 'revert', 'advice']).nullable(),
    }),
  ),
  ruled_out: remarks,
  unknown: remarks,
  plan: z.object({ id: z.string() }).nullable(),
});

describe('diagnose --json', () => {
  it.each([
    ['affected', scene({ flows: [flow(), back(118)] })],
    ['repaired', scene(repaired())],
    [
      'unreadable',
      scene({ nft: failed('no'), sysctls: failed('no'), conntrack: failed('no'), paths: [], flows: [] }),
    ],
    ['hardware', scene({ ...repaired(), paths: [path([offload({ hardware: true })])], flows: [slow(200)] })],
    ['followed', scene({ followed: samples('off', 119) })],
  ])('keeps the contract: %s', (_what, one) => {
    const judgement = judge(one);
    for (const plan of [null, { id: '7f3k2' }]) {
      const printed: unknown = JSON.parse(JSON.stringify(toJson(judgement, plan)));
      expect(contract.parse(printed)).toEqual(printed);
    }
  });

  it('says of each connection what the table says', () => {
    const { flows } = toJson(judge(scene({ flows: [flow({ offload: 'hardware' }), back(118)] })), null);
    expect(
      flows.map(({ offloaded, hardware, state, timeout_s }) => [offloaded, hardware, state, timeout_s]),
    ).toEqual([
      [true, true, null, null],
      [false, false, 'ESTABLISHED', 118],
    ]);
  });
});
