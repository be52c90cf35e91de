import { describe, expect, it } from 'vitest';
import { causes } from '../../src/causes/index.ts';
import { firmwareOf } from '../../src/diagnosis/firmware.ts';
import { judge } from '../../src/diagnosis/judge.ts';
import { findingText } from '../../src/diagnosis/report/words.ts';
import { firmwares } from '../../src/kernel/firmwares.ts';
import { languages } from '../../src/model/language.ts';
import type { Snapshot } from '../../src/probes/engine/probe.ts';
import { firmware } from '../../src/probes/firmware.ts';
import { system } from '../../src/probes/system.ts';
import { storedSnapshot } from '../support/captures.ts';

/** A router on which nothing else is wrong: one push connection that is kept. */
const router = (kernel: string, lines: string, more = ''): Snapshot => ({
  ...storedSnapshot('cases/13-directional-zones'),
  system: system.parse({ status: 0, text: `kernel=${kernel}\n${more}` }),
  firmware: firmware.parse({ status: 0, text: lines }),
});

const rows: [what: string, snapshot: Snapshot, says: string, verdict: string][] = [
  ['Padavan', router('3.4.113', 'path /etc_ro\nnvram hw_nat_mode=4\n'), 'Padavan on', 'inconclusive'],
  [
    'Padavan, SFE',
    router('3.4.113', 'nvram firmver=3.4.3.9\nnvram sfe_enable=1\n'),
    'Padavan on',
    'inconclusive',
  ],
  [
    'Padavan, switched off',
    router('3.4.113', 'path /etc_ro\nnvram hw_nat_mode=2\n'),
    'Padavan off',
    'healthy',
  ],
  ['Padavan without nvram', router('3.4.113', 'path /etc_ro\n'), 'Padavan unknown', 'inconclusive'],
  [
    'Merlin',
    router('4.1.51', 'nvram firmver=3.0.0.4\nnvram fc_disable=0\nuname ASUSWRT-Merlin\n'),
    'Asuswrt-Merlin on',
    'inconclusive',
  ],
  [
    'Merlin, off',
    router('2.6.36.4brcmarm', 'nvram ctf_disable=1\nuname ASUSWRT-Merlin\n'),
    'Asuswrt-Merlin off',
    'healthy',
  ],
  [
    'of ASUS themselves',
    router('4.1.51', 'nvram firmver=3.0.0.4\nnvram runner_disable=0\nuname GNU/Linux\n'),
    'Asuswrt on',
    'inconclusive',
  ],
  [
    'FreshTomato',
    router(
      '2.6.36.4brcmarm',
      'text /tmp/etc/motd FreshTomato 2023.5 K26ARM USB AIO-64K\nnvram ctf_disable=0\n',
    ),
    'FreshTomato on',
    'inconclusive',
  ],
  ['Tomato', router('2.6.22.19', 'text /tmp/etc/motd Tomato v1.28.0000\n'), 'Tomato unknown', 'inconclusive'],
  [
    'DD-WRT',
    router('4.9.266', 'text /tmp/loginprompt DD-WRT v3.0-r44715 std (c) 2020\nnvram sfe=1\n'),
    'DD-WRT on',
    'inconclusive',
  ],
  ['DD-WRT, off', router('4.9.266', 'nvram DD_BOARD=Netgear R7000\nnvram sfe=0\n'), 'DD-WRT off', 'healthy'],
  [
    'Keenetic',
    router('4.9-ndm-5', 'path /bin/ndmc\ntext /proc/sys/net/netfilter/nf_conntrack_fastnat 1\n'),
    'KeeneticOS on',
    'inconclusive',
  ],
  ['Keenetic, its kernel alone', router('4.9-ndm-5', ''), 'KeeneticOS unknown', 'inconclusive'],
  [
    'EdgeOS',
    router('4.9.79-UBNT', 'text /etc/version EdgeRouter.ER-e50.v2.0.9-hotfix.7\n'),
    'EdgeOS unknown',
    'inconclusive',
  ],
  [
    'VyOS',
    router('6.6.68-vyos', 'uname GNU/Linux\n', 'NAME="VyOS"\nVERSION_ID="1.5"\n'),
    'VyOS none',
    'healthy',
  ],
  [
    'UniFi',
    router('5.4.213-ui-ipq9574', 'path /usr/bin/ubnt-device-info\n', 'NAME="Debian GNU/Linux"\n'),
    'UniFi OS none',
    'healthy',
  ],
];

describe('firmware that is not OpenWrt', () => {
  it.each(rows)('%s', (_, snapshot, says, verdict) => {
    const here = firmwareOf(snapshot);
    expect(`${here?.firmware.name} ${here?.accelerator}`).toBe(says);
    const judgement = judge(snapshot, causes);
    expect(judgement.verdict).toBe(verdict);
    const finding = judgement.findings.find(({ id }) => id === 'foreign-firmware');
    expect(finding?.evidence.length).toBeGreaterThan(0);
    expect(finding?.values.name).toBe(here?.firmware.name);
  });

  it('each of them is in the table above', () => {
    const shown = new Set(rows.map(([, snapshot]) => firmwareOf(snapshot)?.firmware.name));
    expect(firmwares.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([]);
  });

  it.each(firmwares.map(({ id, name }) => [name, id]))(
    '%s: what to set is told in every language',
    (name, id) => {
      const finding = { id: 'foreign-firmware', severity: 'risk', variant: id, values: { name } } as const;
      for (const language of languages)
        for (const part of ['title', 'means', 'remedy'] as const) {
          const text = findingText(language, { ...finding, evidence: [], flows: [] }, part);
          expect(text ?? '').not.toBe('');
          expect(text).not.toContain('{');
        }
    },
  );

  it.each(['openwrt-24.10-fw4-offloaded', 'openwrt-21.02-fw3-offloaded'])('%s is none', (name) =>
    expect(firmwareOf(storedSnapshot(`routers/${name}`))).toBeNull(),
  );
});
