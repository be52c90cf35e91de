import { describe, expect, it } from 'vitest';
import type { Facts } from '../../src/diagnosis/facts.ts';
import type { Judgement } from '../../src/diagnosis/judgement.ts';
import { failed } from '../../src/probes/engine/probe.ts';
import { wantedFor } from '../support/plans.ts';
import {
  attempt,
  back,
  established,
  exempt,
  flow,
  judge,
  offload,
  path,
  repaired,
  samples,
  scene,
  slow,
} from './scenes.ts';

const cured = { paths: [path([exempt(), offload()])], flows: [slow(7420, { exempt: true })] };
const ownFile = { own: { files: [{ path: '/etc/nftables.d/05-pushmedic.nft', text: '' }] } };
const hardware = { paths: [path([offload({ hardware: true })])] };

const offer = ({ findings }: Judgement): string =>
  [wantedFor(findings).exempt ? 'fix' : '', wantedFor(findings).revert ? 'revert' : '']
    .filter((one) => one !== '')
    .join('+') || 'nothing';

type Row = [what: string, scene: Facts, says: string, offers: string];
const rows: Row[] = [
  ['affected, nothing exempt', scene(), 'impaired fixed-pickup', 'fix'],
  ['affected, no connection now', scene({ flows: [] }), 'impaired fixed-pickup', 'fix'],
  ['affected, exempt for good', scene({ ...cured, ...ownFile }), 'healthy fixed-pickup', 'nothing'],
  ['affected, exempt until the next reload', scene(cured), 'healthy fixed-pickup', 'fix'],
  [
    'affected, exempt, a connection that is offloaded all the same',
    scene({ ...cured, ...ownFile, flows: [flow()] }),
    'inconclusive fixed-pickup',
    'nothing',
  ],
  [
    'affected, exemption below',
    scene({ paths: [path([offload(), exempt()])] }),
    'impaired fixed-pickup',
    'fix',
  ],
  ['affected, exemption lost', scene(ownFile), 'impaired fixed-pickup', 'fix'],
  [
    'affected, exempt, established 600',
    scene({ ...cured, ...ownFile, ...established(600) }),
    'impaired fixed-pickup',
    'nothing',
  ],
  ['repaired, default timeouts', scene(repaired()), 'healthy normal', 'nothing'],
  ['repaired, no connection now', scene({ ...repaired(), flows: [] }), 'inconclusive normal', 'nothing'],
  [
    'repaired, our exemption left',
    scene({ ...cured, ...ownFile, ...repaired() }),
    'healthy normal',
    'revert',
  ],
  ['repaired, established 600', scene(repaired(600)), 'impaired low-timeout', 'nothing'],
  [
    'repaired, table full',
    scene({ ...repaired(), table: { count: 1000, max: 1000 } }),
    'impaired normal',
    'nothing',
  ],
  ['repaired, port blocked', scene({ ...repaired(), flows: [attempt(80)] }), 'impaired normal', 'nothing'],
  [
    'repaired, second NAT',
    scene({ ...repaired(), wan: { addresses: ['10.0.0.2'] } }),
    'healthy normal',
    'nothing',
  ],
  [
    'repaired, SFE',
    scene({ ...repaired(), tools: { accelerators: ['shortcut_fe'] } }),
    'inconclusive normal',
    'nothing',
  ],
  [
    'hardware, suspected',
    scene({ ...repaired(), ...hardware, flows: [slow(200)] }),
    'inconclusive hardware-desync',
    'fix',
  ],
  [
    'hardware, seen',
    scene({ ...repaired(), ...hardware, followed: samples('hw', 280) }),
    'impaired hardware-desync',
    'fix',
  ],
  ['offload off', scene({ paths: [path([])], flows: [slow(7000)] }), 'healthy not-offloaded', 'nothing'],
  [
    'offload off, established 600',
    scene({ paths: [path([])], flows: [], ...established(600) }),
    'impaired low-timeout',
    'nothing',
  ],
  ['timeouts unreadable', scene({ sysctls: failed('denied') }), 'inconclusive unknown', 'nothing'],
  [
    'rules unreadable',
    scene({ nft: failed('denied'), paths: [], flows: [] }),
    'inconclusive unknown',
    'nothing',
  ],
  [
    'connections unreadable',
    scene({ ...repaired(), conntrack: failed('Permission denied'), flows: [] }),
    'inconclusive normal',
    'nothing',
  ],
  [
    'connections unreadable, affected',
    scene({ conntrack: failed('Permission denied'), flows: [] }),
    'impaired fixed-pickup',
    'fix',
  ],
];

describe('verdict', () => {
  it.each(rows)('%s', (_what, one, says, offers) => {
    const judgement = judge(one);
    expect(`${judgement.verdict} ${judgement.class}`).toBe(says);
    expect(offer(judgement)).toBe(offers);
  });

  it('puts the gravest first', () => {
    const { findings } = judge(scene({ flows: [], paths: [path([offload(), exempt()])] }));
    expect(findings.map((finding) => finding.severity)).toEqual(['fault', 'fault', 'note']);
  });

  it('names what it lacked for each check that could not look', () => {
    const { unknown } = judge(scene({ table: failed('Permission denied'), wan: failed('ip: not found') }));
    expect(unknown.map(({ id, missing }) => [id, missing])).toEqual([
      ['table-full', [{ probe: 'table', why: 'Permission denied' }]],
      ['double-nat', [{ probe: 'wan', why: 'ip: not found' }]],
      ['wan-changed', [{ probe: 'wan', why: 'ip: not found' }]],
    ]);
  });

  it('is surer when it saw a connection than when there was none', () => {
    expect(judge(scene(repaired())).confidence).toBeGreaterThan(
      judge(scene({ ...repaired(), flows: [] })).confidence,
    );
  });

  it('counts only the asked device as seen, but judges the kernel by all', () => {
    const judgement = judge(scene({ flows: [back(110)], device: 'Bobs-Pixel' }));
    expect(judgement.class).toBe('fixed-pickup');
    expect(judgement.because.basis).toBe('countdown');
    expect(judgement.flows).toEqual([]);
  });
});
