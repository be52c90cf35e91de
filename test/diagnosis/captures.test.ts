import { describe, expect, it } from 'vitest';
import { causes } from '../../src/causes/index.ts';
import type { FollowSample } from '../../src/conntrack/flow.ts';
import { flowToFollow, judge } from '../../src/diagnosis/judge.ts';
import type { Judgement } from '../../src/diagnosis/judgement.ts';
import { report } from '../../src/diagnosis/report/report.ts';
import { type Language, languages } from '../../src/model/language.ts';
import { failed, type Snapshot } from '../../src/probes/engine/probe.ts';
import { parseSamples } from '../../src/probes/samples.ts';
import { speak } from '../../src/words/words.ts';
import { storedCapture, storedSnapshot } from '../support/captures.ts';
import { offered, wantedFor } from '../support/plans.ts';
import { plain } from './plain.ts';

/** Lines of real kernels and of OpenWrt's own userland. */
const captured = (name: string): Snapshot => storedSnapshot(`findings/${name}`);

/** Looks at one connection that was left alone. */
const series = (name: string): FollowSample[] => {
  const section = storedCapture(`findings/${name}`).sections.get('samples');
  const { looks } = parseSamples(section ?? { status: 3, text: '' });
  return looks.map(({ uptimeS, entries: [entry = null] }) => ({ atS: uptimeS, entry }));
};

const told = (judgement: Judgement, language: Language) =>
  report(judgement, speak(language), offered(judgement.findings));

type Row = [name: string, says: string, offers: boolean, findings: string[]];
const rows: Row[] = [
  [
    '22.03-fw4-5.10-offloaded',
    'impaired fixed-pickup sysctl-absent fw4',
    true,
    ['offload-eviction', 'exemption-missing'],
  ],
  [
    '22.03-fw4-5.10-idle',
    'impaired fixed-pickup countdown fw4',
    true,
    ['offload-eviction', 'exemption-missing'],
  ],
  [
    '22.03-fw4-5.10-idle-v6',
    'impaired fixed-pickup countdown fw4',
    true,
    ['offload-eviction', 'exemption-missing'],
  ],
  ['22.03-fw4-5.10-cured', 'healthy fixed-pickup sysctl-absent fw4', false, ['exemption-in-place']],
  [
    '21.02-fw3-5.10-offloaded',
    'impaired fixed-pickup sysctl-absent fw3',
    true,
    ['offload-eviction', 'exemption-missing'],
  ],
  [
    '21.02-fw3-5.10-idle',
    'impaired fixed-pickup sysctl-absent fw3',
    true,
    ['offload-eviction', 'exemption-missing'],
  ],
  ['21.02-fw3-5.10-cured', 'healthy fixed-pickup sysctl-absent fw3', false, ['exemption-in-place']],
  ['24.10-fw4-6.1-offloaded', 'healthy normal sysctl-present fw4', false, []],
  ['24.10-fw4-6.1-idle', 'healthy normal sysctl-present fw4', false, []],
  ['24.10-fw4-6.1-cured', 'healthy normal sysctl-present fw4', false, []],
  ['host-6.18-no-offload-20s', 'impaired low-timeout established fw3', false, ['established-timeout-low']],
];

describe('captures of real routers', () => {
  it.each(rows)('%s', (name, says, offers, findings) => {
    const judgement = judge(captured(name), causes);
    const { verdict, because, router } = judgement;
    expect(`${verdict} ${judgement.class} ${because.basis} ${router.firewall}`).toBe(says);
    expect(judgement.findings.map(({ id }) => id)).toEqual(findings);
    expect(wantedFor(judgement.findings)).toEqual({ exempt: offers, revert: false });
    expect(flowToFollow(judgement)).toBeNull();
    expect(judgement.flows.length).toBeGreaterThan(0);
  });

  it.each(rows.map(([name]) => name))('every fault of %s is shown by a line the router printed', (name) => {
    for (const { severity, evidence } of judge(captured(name), causes).findings) {
      if (severity !== 'fault') continue;
      const printed = [...storedCapture(`findings/${name}`).sections.values()]
        .map(({ text }) => text)
        .join('');
      const shown = evidence.filter(({ line }) =>
        printed.includes(line.replace(/^net\.netfilter\.(\w+) = /, '/proc/sys/net/netfilter/$1:')),
      );
      expect(shown).toEqual(evidence);
      expect(evidence.length).toBeGreaterThan(0);
    }
  });

  it.each([
    ['followed-5.10-v4', 'fixed-pickup'],
    ['followed-5.10-v6', 'fixed-pickup'],
    ['followed-6.1-v4', 'normal'],
    ['followed-6.1-v6', 'normal'],
  ])('following decides where the settings could not be read: %s', (name, says) => {
    const base = captured(name.includes('5.10') ? '22.03-fw4-5.10-offloaded' : '24.10-fw4-6.1-offloaded');
    const blind: Snapshot = { ...base, sysctls: failed('Permission denied') };
    expect(flowToFollow(judge(blind, causes))).not.toBeNull();
    const judgement = judge(blind, causes, { followed: series(name) });
    expect(judgement.class).toBe(says);
    expect(judgement.because.basis).toBe('followed');
    expect(flowToFollow(judgement)).toBeNull();
  });

  it.each(languages)('reads well in %s', async (language) => {
    for (const name of ['22.03-fw4-5.10-idle', '21.02-fw3-5.10-offloaded', '24.10-fw4-6.1-idle']) {
      const text = plain(told(judge(captured(name), causes), language));
      await expect(text).toMatchFileSnapshot(`golden/${name}.${language}.txt`);
    }
  });
});
