import { describe, expect, it } from 'vitest';
import type { Facts } from '../../src/diagnosis/facts.ts';
import { sayProgress } from '../../src/diagnosis/report/progress.ts';
import { report } from '../../src/diagnosis/report/report.ts';
import { summary } from '../../src/diagnosis/report/summary.ts';
import { languages } from '../../src/model/language.ts';
import { plainName } from '../../src/model/plain.ts';
import { failed } from '../../src/probes/engine/probe.ts';
import { speak } from '../../src/words/words.ts';
import { offered } from '../support/plans.ts';
import { plain } from './plain.ts';
import {
  back,
  exempt,
  flow,
  judge,
  offload,
  path,
  redirected,
  repaired,
  samples,
  scene,
  slow,
  spoken,
  twoPaths,
} from './scenes.ts';

const ownFile = { own: { files: [{ path: '/etc/nftables.d/05-pushmedic.nft', text: '' }] } };
/** As what reads it hands it on. */
const hostile = plainName('<b>@everyone</b>; rm -rf /\n`x` {n}');

const scenes: Record<string, Facts> = {
  affected: scene({ flows: [flow(), back(118, { name: 'Bobs iPad' })] }),
  'affected-no-connection': scene({ flows: [] }),
  'exemption-below': scene({ paths: [path([offload(), exempt()])] }),
  'one-family': scene({
    paths: twoPaths([exempt(), offload()], [offload()]),
    flows: [slow(7420), flow({ family: 'ipv6' })],
  }),
  'in-place': scene({
    ...ownFile,
    paths: [path([exempt(), offload()])],
    flows: [slow(7420), slow(7411, { name: 'Bobs iPad' })],
  }),
  'exempt-yet-offloaded': scene({
    ...ownFile,
    paths: [path([exempt(), offload()])],
    flows: [slow(7420), flow({ name: 'Bobs iPad' })],
  }),
  'not-proven': scene({ flows: [spoken(7434)] }),
  proxied: scene({ flows: [redirected()] }),
  'at-home': scene({
    ...repaired(),
    flows: [],
    leases: { leases: [{ mac: '5a:11:22:33:44:77', ip: '192.168.1.77', name: 'Bobs iPhone', expires: 0 }] },
    neighbours: {
      neighbours: [{ ip: '192.168.1.77', mac: '5a:11:22:33:44:77', device: 'br-lan', state: 'REACHABLE' }],
    },
  }),
  healthy: scene(repaired()),
  followed: scene({ sysctls: failed('Permission denied'), followed: samples('off', 'off', 119) }),
  unreadable: scene({
    nft: failed('Operation not permitted'),
    sysctls: failed('Permission denied'),
    conntrack: failed('Permission denied'),
    table: failed('Permission denied'),
    paths: [],
    flows: [],
  }),
  hardware: scene({
    ...repaired(),
    paths: [path([offload({ hardware: true })])],
    flows: [flow({ offload: 'hardware' })],
    system: { kernel: '6.18.20' },
  }),
  'hostile-name': scene({ flows: [flow({ name: hostile })] }),
};

describe.each(languages)('report in %s', (language) => {
  const say = speak(language);

  it.each(Object.entries(scenes))('%s', async (name, one) => {
    const text = plain(report(judge(one), say, offered(judge(one).findings)));
    await expect(text).toMatchFileSnapshot(`golden/${name}.${language}.txt`);
  });

  it('keeps a long table of connections short, and whole on request', () => {
    const flows = Array.from({ length: 30 }, (_, n) => flow({ name: `phone-${n}` }));
    const judgement = judge(scene({ flows }));
    expect(plain(summary(judgement, say)).length).toBeLessThan(600);
    const full = plain(report(judgement, say));
    for (const { device } of flows) expect(full).toContain(device.name);
  });

  it('says how the watching goes', () => {
    const progress = { stage: 'following', flow: flow(), atS: 12.4, ofS: 45, sample: null } as const;
    expect(sayProgress(progress, say).title).toMatch(/Anna-iPhone \(192\.168\.1\.188\).*12.*45/);
    const sample = { atS: 31, entry: back(119).entry };
    const left = sayProgress({ ...progress, atS: 31, sample }, say);
    expect(plain(left)).toContain('119');
    expect(left.tone).toBe('working');
  });
});

describe('a hostile device name', () => {
  it('stays one line and is never read as a message', () => {
    const text = plain(report(judge(scenes['hostile-name'] ?? scene()), speak('en')));
    expect(text).toContain('<b>@everyone</b>; rm -rf / `x` {n} (192.168.1.188)');
  });
});
