import { describe, expect, it } from 'vitest';
import type { Classification } from '../../src/diagnosis/classification.ts';
import type { Facts } from '../../src/diagnosis/facts.ts';
import { absent, failed } from '../../src/probes/engine/probe.ts';
import {
  attempt,
  back,
  established,
  exempt,
  flow,
  offload,
  path,
  repaired,
  samples,
  scene,
  slow,
  twoPaths,
} from './scenes.ts';

type Row = [what: string, scene: Facts, says: `${Classification['class']} by ${Classification['basis']}`];

const unread = { sysctls: failed('Permission denied') };
const noSettings = { sysctls: { values: {} } };
const hardware = { paths: [path([offload({ hardware: true })])] };
const pickup = (seconds: number) => ({
  sysctls: { values: { nf_conntrack_tcp_timeout_established: 7440, nf_flowtable_tcp_pickup: seconds } },
});
const fw3 = { paths: twoPaths([offload()], [offload()]) };

const rows: Row[] = [
  ['the setting is absent while offload is in use', scene(), 'fixed-pickup by sysctl-absent'],
  [
    '… whatever the release is called',
    scene({ system: { release: '24.10', kernel: '6.6.1' } }),
    'fixed-pickup by sysctl-absent',
  ],
  ['the setting is there', scene(repaired()), 'normal by sysctl-present'],
  [
    '… whatever the kernel is called',
    scene({ ...repaired(), system: { kernel: '5.10.0' } }),
    'normal by sysctl-present',
  ],
  [
    'the setting is absent and offload is off',
    scene({ paths: [path([])], flows: [] }),
    'not-offloaded by no-offload',
  ],
  [
    'offload is off and established is 600',
    scene({ paths: [path([])], flows: [], ...established(600) }),
    'low-timeout by established',
  ],
  [
    'UCI says on, no rule does it',
    scene({ paths: [path([])], flows: [slow(7000)] }),
    'not-offloaded by no-offload',
  ],
  [
    'no rule left, but a connection is still offloaded',
    scene({ paths: [path([])] }),
    'fixed-pickup by sysctl-absent',
  ],
  [
    'rules unreadable, nothing offloaded',
    scene({ nft: failed('denied'), paths: [], flows: [slow(7000)] }),
    'unknown by rules-unread',
  ],
  [
    'rules unreadable, a connection offloaded',
    scene({ nft: failed('denied'), paths: [] }),
    'fixed-pickup by sysctl-absent',
  ],
  [
    'neither nft nor iptables there',
    scene({ nft: absent('no nft'), paths: [], flows: [] }),
    'unknown by rules-unread',
  ],
  [
    'fw4 read, iptables fails',
    scene({ iptables: failed('no table'), paths: [path([])], flows: [] }),
    'not-offloaded by no-offload',
  ],
  ['settings unreadable, connection offloaded', scene(unread), 'unknown by sysctls-unread'],
  ['directory of settings empty', scene(noSettings), 'unknown by sysctls-unread'],

  ['back with 118 s, never assured', scene({ flows: [back(118)] }), 'fixed-pickup by countdown'],
  ['… settings unreadable', scene({ ...unread, flows: [back(118)] }), 'fixed-pickup by countdown'],
  ['back with 7380 s, never assured, no setting', scene({ flows: [back(7380)] }), 'normal by returned-long'],
  [
    'one of each: a long rest is not given by the fault',
    scene({ flows: [back(100), back(7380)] }),
    'normal by returned-long',
  ],
  [
    'exempt with 118 s',
    scene({ ...unread, paths: [path([exempt(), offload()])], flows: [back(118)] }),
    'unknown by sysctls-unread',
  ],
  [
    'assured with 100 s (fw3): too old or too new to say',
    scene({ ...unread, ...fw3, flows: [slow(100)] }),
    'unknown by sysctls-unread',
  ],
  [
    'assured with 100 s (fw3), no setting',
    scene({ ...fw3, flows: [slow(100)] }),
    'fixed-pickup by sysctl-absent',
  ],
  [
    'assured with 7420 s, no setting: exempt ones look so',
    scene({ flows: [slow(7420, { exempt: true })] }),
    'fixed-pickup by sysctl-absent',
  ],
  [
    'TIME_WAIT with 90 s',
    scene({ ...unread, flows: [back(90, { state: 'TIME_WAIT' })] }),
    'unknown by sysctls-unread',
  ],
  ['SYN_SENT with 100 s', scene({ ...unread, flows: [attempt(100)] }), 'unknown by sysctls-unread'],
  [
    'picked up in mid-stream, 100 s',
    scene({ ...unread, flows: [back(100, { unreplied: true })] }),
    'unknown by sysctls-unread',
  ],
  [
    'last minutes of a long silence on a repaired kernel',
    scene({ ...repaired(), flows: [back(100)] }),
    'normal by sysctl-present',
  ],

  ['pickup 120', scene(pickup(120)), 'fixed-pickup by pickup-sysctl'],
  ['pickup raised to 7200', scene(pickup(7200)), 'normal by pickup-sysctl'],
  ['established 600 on a repaired kernel', scene(repaired(600)), 'low-timeout by timeouts'],
  ['established 20 and flow timeout 30', scene(repaired(20)), 'low-timeout by timeouts'],
  ['established 1800', scene(repaired(1800)), 'normal by sysctl-present'],
  ['established 600, flow timeout raised to 3600', scene(repaired(600, 3600)), 'normal by sysctl-present'],
  ['established 600 on an affected kernel', scene(established(600)), 'fixed-pickup by sysctl-absent'],

  [
    'followed: leaves with 119 s',
    scene({ followed: samples('off', 'off', 119) }),
    'fixed-pickup by followed',
  ],
  [
    '… settings unreadable',
    scene({ ...unread, followed: samples('off', 119, 118) }),
    'fixed-pickup by followed',
  ],
  [
    '… though the setting is there',
    scene({ ...repaired(), followed: samples('off', 119) }),
    'fixed-pickup by followed',
  ],
  [
    'followed: leaves with 7409 s',
    scene({ ...unread, followed: samples('off', 7409) }),
    'normal by followed',
  ],
  ['… though the setting is absent', scene({ followed: samples('off', 7409) }), 'normal by followed'],
  [
    'followed: a packet made it 7440',
    scene({ followed: samples('off', 7440) }),
    'fixed-pickup by sysctl-absent',
  ],
  [
    'followed: missed once, then 119 s',
    scene({ ...unread, followed: samples('off', null, 119) }),
    'fixed-pickup by followed',
  ],
  [
    'followed: stays',
    scene({ ...unread, followed: samples('off', 'off', 'off') }),
    'unknown by sysctls-unread',
  ],
  [
    'followed: was not offloaded',
    scene({ ...unread, followed: samples(110, 109) }),
    'unknown by sysctls-unread',
  ],
  [
    'followed: not there in one read',
    scene({ ...unread, followed: samples('off', null) }),
    'unknown by sysctls-unread',
  ],
  [
    'followed: established 60, leaves with 29 s',
    scene({ ...repaired(60), followed: samples('off', 29) }),
    'low-timeout by followed',
  ],
  [
    'followed: established 20, gone at once',
    scene({ ...repaired(20), followed: samples('off', null, null) }),
    'low-timeout by followed-gone',
  ],
  [
    'followed: leaves hardware with 280 s',
    scene({ ...repaired(), followed: samples('hw', 280) }),
    'hardware-desync by followed',
  ],
  [
    'followed: missing from hardware in one read',
    scene({ ...repaired(), followed: samples('hw', null) }),
    'normal by sysctl-present',
  ],
  [
    'followed: gone from hardware',
    scene({ ...repaired(), followed: samples('hw', null, null) }),
    'hardware-desync by followed-gone',
  ],

  [
    '6.18.38 in hardware',
    scene({ ...repaired(), ...hardware, system: { kernel: '6.18.38' } }),
    'hardware-desync by hardware-kernel',
  ],
  [
    '6.18.38 in software',
    scene({ ...repaired(), system: { kernel: '6.18.38' } }),
    'normal by sysctl-present',
  ],
  [
    '6.18.39 in hardware',
    scene({ ...repaired(), ...hardware, system: { kernel: '6.18.39' } }),
    'normal by sysctl-present',
  ],
  [
    '[HW_OFFLOAD] alone is no sign',
    scene({ ...repaired(), flows: [flow({ offload: 'hardware' })] }),
    'normal by sysctl-present',
  ],
  [
    'hardware, 200 s left',
    scene({ ...repaired(), ...hardware, flows: [slow(200)] }),
    'hardware-desync by hardware-countdown',
  ],
  [
    'hardware, 200 s left, exempt',
    scene({ ...repaired(), paths: [path([exempt(), offload({ hardware: true })])], flows: [slow(200)] }),
    'normal by sysctl-present',
  ],
  [
    'fw3 prints no --hw: UCI says hardware',
    scene({ ...repaired(), ...fw3, uci: { flowOffloadingHw: true }, flows: [slow(200)] }),
    'hardware-desync by hardware-countdown',
  ],
  [
    'fw4 fell back to software: UCI proves nothing',
    scene({ ...repaired(), uci: { flowOffloadingHw: true }, flows: [slow(200)] }),
    'normal by sysctl-present',
  ],
  [
    'an exemption in place does not change the kernel',
    scene({ paths: [path([exempt(), offload()])] }),
    'fixed-pickup by sysctl-absent',
  ],
];

describe('class', () => {
  it.each(rows)('%s', (_what, { classification }, says) => {
    expect(`${classification.class} by ${classification.basis}`).toBe(says);
  });

  it('is surer of what was seen than of what follows from a setting', () => {
    const of = (one: Facts) => one.classification.confidence;
    const order = [
      scene({ followed: samples('off', 119) }),
      scene({ flows: [back(118)] }),
      scene(),
      scene({ flows: [] }),
      scene(unread),
    ].map(of);
    expect(order).toEqual([...order].sort((a, b) => b - a));
    expect(new Set(order).size).toBe(order.length);
  });
});
