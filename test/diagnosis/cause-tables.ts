import type { Facts } from '../../src/diagnosis/facts.ts';
import { absent, failed } from '../../src/probes/engine/probe.ts';
import {
  atHome,
  cured,
  exemptionTables,
  hardware,
  kept,
  kernel,
  leased,
  near,
  noRules,
  oneWay,
  tunnel,
  unnamed,
  v6Offloaded,
} from './exemption-tables.ts';
import { hostTables } from './host-tables.ts';
import { ipv6Tables } from './ipv6-tables.ts';
import { networkTables } from './network-tables.ts';
import { proxyTables } from './proxy-tables.ts';
import {
  back,
  established,
  exempt,
  flow,
  offload,
  path,
  redirected,
  repaired,
  scene,
  slow,
  spoken,
  twoPaths,
} from './scenes.ts';

/** What a cause says: `found <severity>[/<variant>]`, `ruled out[/<variant>]`, `unknown[/<variant>]` or `nothing`. */
export type Row = [what: string, scene: Facts, says: string];

/** A connection like that of `flow()`, forgotten so many seconds before the look. */
const seen = (agoS: number) => ({
  service: 'apns',
  family: 'ipv4' as const,
  device: flow().device,
  at: 1_795_515_917_000 - agoS * 1000,
  idleS: 301,
  evidence: [{ source: '/proc/net/nf_conntrack', line: flow().entry.line }],
});
const firmware = (...lines: string[]) => ({ firmware: { lines } });

export const tables: Record<string, Row[]> = {
  ...exemptionTables,
  ...hostTables,
  ...ipv6Tables,
  ...networkTables,
  ...proxyTables,
  'offload-eviction': [
    ['affected kernel, connection offloaded', scene(), 'found fault'],
    ['affected kernel, nothing exempt, no connection', scene({ flows: [] }), 'found fault'],
    ['affected kernel, half exempt', scene({ paths: [path([oneWay, offload()])] }), 'found fault'],
    ['affected kernel, exempt', scene(kept), 'ruled out/kept'],
    ['affected kernel, exempt, nobody connected', scene({ ...cured, flows: [] }), 'unknown/nobody'],
    ['affected kernel, exempt, yet offloaded', scene(cured), 'unknown/not-proven'],
    ['affected kernel, 7434 s left after 16 packets', scene({ flows: [spoken(7434)] }), 'unknown/not-proven'],
    ['affected kernel, just made', scene({ flows: [spoken(7439, 2)] }), 'found risk/likely'],
    ['affected kernel, held by a proxy', scene({ flows: [redirected()] }), 'nothing'],
    ['repaired kernel', scene(repaired()), 'ruled out'],
    ['offload off', scene({ paths: [path([])], flows: [] }), 'ruled out/not-offloaded'],
    ['rules unreadable', scene(noRules), 'unknown/rules-unread'],
    ['timeouts unreadable', scene({ sysctls: failed('denied') }), 'unknown/sysctls-unread'],
  ],
  'flow-older-than-rule': [
    ['exempt and still offloaded', scene(cured), 'found risk'],
    [
      '… and made 5 s ago',
      scene({ ...cured, flows: [flow({ tail: { 'delta-time': '5' } })] }),
      'found fault/new',
    ],
    [
      '… and made an hour ago',
      scene({ ...cured, flows: [flow({ tail: { 'delta-time': '3600' } })] }),
      'found risk',
    ],
    ['… on a repaired kernel', scene({ ...cured, ...repaired() }), 'found risk'],
    ['exempt and not offloaded', scene(kept), 'nothing'],
    ['not exempt', scene(), 'ruled out'],
  ],
  'offloaded-without-rule': [
    ['offloaded, no rule does it', scene({ paths: [path([])] }), 'found risk'],
    ['… on a repaired kernel', scene({ paths: [path([])], ...repaired() }), 'found risk'],
    [
      'IPv6 offloaded, the rule is for IPv4',
      scene({ paths: twoPaths([offload()], []), flows: v6Offloaded }),
      'found risk',
    ],
    [
      'in hardware, rules in software',
      scene({ flows: [flow({ offload: 'hardware' })] }),
      'found risk/hardware',
    ],
    [
      'in hardware, as the rules say',
      scene({ ...hardware, flows: [flow({ offload: 'hardware' })] }),
      'ruled out',
    ],
    ['a rule does it', scene(), 'ruled out'],
    ['nothing offloaded', scene(kept), 'nothing'],
  ],
  'never-offloaded': [
    ['affected, 7434 s left after 16 packets', scene({ flows: [spoken(7434)] }), 'found risk'],
    ['affected, just made', scene({ flows: [spoken(7439, 2)] }), 'ruled out'],
    [
      'repaired, hundreds of packets, spoke a second ago',
      scene({ ...repaired(), flows: [spoken(7439, 200)] }),
      'found risk',
    ],
    ['repaired, silent for a minute', scene({ ...repaired(), flows: [spoken(7380, 200)] }), 'ruled out'],
    ['exempt', scene({ ...cured, flows: [spoken(7439, 200)] }), 'ruled out'],
    ['offload off', scene({ paths: [path([])], flows: [spoken(7439, 200)] }), 'nothing'],
  ],
  'picked-up': [
    ['repaired kernel', scene({ ...repaired(), flows: [back(290, { unreplied: true })] }), 'found risk'],
    ['offload off', scene({ paths: [path([])], flows: [back(290, { unreplied: true })] }), 'found risk'],
    ['affected kernel: no wonder', scene({ flows: [back(290, { unreplied: true })] }), 'ruled out'],
    ['made by a handshake', scene(), 'ruled out'],
    ['no connection', scene({ flows: [] }), 'nothing'],
  ],
  'seen-forgotten': [
    ['an hour ago', scene({ ...repaired(), history: [seen(3600)] }), 'found fault'],
    ['two days ago', scene({ ...repaired(), history: [seen(2 * 86_400)] }), 'nothing'],
    ['exempt by now', scene({ ...cured, history: [seen(3600)] }), 'nothing'],
    ['nobody watched', scene(), 'nothing'],
  ],
  'rules-not-understood': [
    [
      'nft fails, iptables read',
      scene({ nft: failed('denied'), iptables: { ipv4: [], ipv6: [] }, paths: [], flows: [] }),
      'found risk',
    ],
    ['read and understood', scene(), 'ruled out'],
    ['neither read', scene(noRules), 'unknown'],
  ],
  'hardware-desync': [
    [
      'in hardware, open and without a flag',
      scene({ ...repaired(), ...hardware, flows: [slow(7149)] }),
      'found risk/flag-missing',
    ],
    [
      'in hardware, flagged',
      scene({ ...repaired(), ...hardware, flows: [flow({ offload: 'hardware' })] }),
      'ruled out/in-use',
    ],
    [
      'whether in hardware could not be read',
      scene({ nft: failed('denied'), paths: [], flows: [] }),
      'unknown',
    ],
    [
      '6.18.20 in hardware',
      scene({ ...repaired(), ...hardware, ...kernel('6.18.20') }),
      'found risk/hardware-kernel',
    ],
    [
      'in hardware, 250 s left on a repaired kernel',
      scene({ ...repaired(), ...hardware, flows: [slow(250)] }),
      'found risk/hardware-countdown',
    ],
    ['6.18.39 in hardware', scene({ ...repaired(), ...hardware, ...kernel('6.18.39') }), 'ruled out/in-use'],
    ['6.18.20 in software', scene({ ...repaired(), ...kernel('6.18.20') }), 'ruled out'],
    [
      '6.18.20 in hardware, exempt',
      scene({ ...repaired(), ...kernel('6.18.20'), paths: [path([exempt(), offload({ hardware: true })])] }),
      'ruled out/exempt',
    ],
  ],
  'established-timeout-low': [
    ['1799 s', scene(established(1799)), 'found fault'],
    ['1800 s', scene(established(1800)), 'ruled out'],
    ['not among the settings', scene({ sysctls: { values: {} } }), 'unknown'],
    ['unreadable', scene({ sysctls: failed('denied') }), 'unknown'],
  ],
  'wifi-calling': [
    ['a tunnel that is answered', scene({ conntrack: { lines: [tunnel()] } }), 'found good'],
    [
      'a tunnel that nobody answers',
      scene({ conntrack: { lines: [tunnel('[UNREPLIED] ')] } }),
      'found risk/unanswered',
    ],
    [
      'UDP forgotten between two signs of life',
      scene({
        conntrack: { lines: [tunnel()] },
        sysctls: { values: { nf_conntrack_udp_timeout_stream: 15 } },
      }),
      'found risk/short',
    ],
    ['no tunnel', scene(), 'nothing'],
    ['a table that was not read', scene({ conntrack: failed('denied') }), 'unknown'],
  ],
  'table-not-whole': [
    ['three lines nobody understands', scene({ conntrack: { refused: 3 } }), 'found note'],
    ['more push connections than are looked at', scene({ conntrack: { truncated: true } }), 'found note/cut'],
    ['a table read whole', scene(), 'nothing'],
    ['a table that was not read', scene({ conntrack: failed('denied') }), 'unknown'],
  ],
  'table-full': [
    ['90 %', scene({ table: { count: 900, max: 1000 } }), 'found fault'],
    [
      'the log says so',
      scene({ table: { fullInLog: 3, lines: ['nf_conntrack: table full, dropping packet'] } }),
      'found fault/was-full',
    ],
    ['early drops', scene({ table: { stats: { early_drop: 7 } } }), 'found note/early-drop'],
    ['89 %', scene({ table: { count: 899, max: 1000 } }), 'ruled out'],
    ['a limit of 0', scene({ table: { max: 0 } }), 'unknown'],
    ['unreadable', scene({ table: absent('no such file') }), 'unknown'],
  ],
  'apns-fallback': [
    ['443 only, offloaded', scene({ flows: [flow({ port: 443 })] }), 'found risk'],
    ['443 beside 5223', scene({ flows: [flow({ port: 443 }), flow()] }), 'ruled out'],
    ['443, repaired kernel', scene({ flows: [flow({ port: 443 })], ...repaired() }), 'nothing'],
    ['5223', scene(), 'ruled out'],
  ],
  'no-push-flow': [
    ['none', scene({ flows: [] }), 'found note'],
    ['one that is closing', scene({ flows: [back(100, { state: 'TIME_WAIT' })] }), 'found note'],
    ['only on 443', scene({ flows: [flow({ port: 443 })] }), 'found risk/shared'],
    ['of another device', scene({ device: 'Bobs-Pixel' }), 'found risk/device'],
    ['a phone is at home', scene({ ...atHome, flows: [] }), 'found risk/at-home'],
    ['a phone has a lease and does not answer', scene({ ...leased, flows: [] }), 'found note'],
    ['a phone was here a while ago', scene({ ...leased, ...near('STALE'), flows: [] }), 'found note'],
    ['something without a lease or a name answers', scene({ ...near('REACHABLE'), flows: [] }), 'found note'],
    ['another phone is at home', scene(atHome), 'found risk/others'],
    ['another device with a made-up MAC is at home', scene({ ...atHome, ...unnamed }), 'found note/others'],
    [
      'its own connection is open',
      scene({ ...atHome, flows: [flow(), flow({ ip: '192.168.1.77' })] }),
      'nothing',
    ],
    [
      'no connection of anything is tracked',
      scene({ flows: [], table: { count: 0 } }),
      'found note/empty-table',
    ],
    ['one', scene(), 'nothing'],
    ['of this device, by MAC', scene({ device: '3C-06-30-12-34-56' }), 'nothing'],
    ['conntrack unreadable', scene({ conntrack: failed('Permission denied'), flows: [] }), 'unknown'],
  ],
  'foreign-firmware': [
    ['its accelerator is on', scene(firmware('path /etc_ro', 'nvram hw_nat_mode=4')), 'found risk/padavan'],
    ['nothing says', scene(firmware('path /etc_ro')), 'found risk/padavan'],
    ['its accelerator is off', scene(firmware('path /etc_ro', 'nvram hw_nat_mode=2')), 'found note/off'],
    ['it has none of its own', scene(firmware('text /etc/motd Welcome to VyOS!')), 'found note/vyos'],
    ['by its kernel alone', scene({ system: { kernel: '4.9-ndm-5' } }), 'found risk/keenetic'],
    ['OpenWrt', scene(), 'nothing'],
    ['not read', scene({ system: failed('denied') }), 'unknown'],
  ],
  'other-accelerator': [
    [
      'SFE',
      scene({
        tools: {
          accelerators: ['shortcut_fe', 'turboacc'],
          lines: ['accelerator /sys/module/shortcut_fe', 'accelerator /etc/config/turboacc'],
        },
      }),
      'found risk',
    ],
    ['an entry of Keenetic’s', scene({ flows: [slow(1191, { flags: ['FASTNAT'] })] }), 'found risk'],
    ['only its configuration file', scene({ tools: { accelerators: ['sfe'] } }), 'ruled out'],
    ['none', scene(), 'ruled out'],
  ],
  'turbo-acc': [
    ['installed', scene({ tools: { accelerators: ['turboacc'] } }), 'found note'],
    ['not installed', scene(), 'nothing'],
  ],
  'wan-changed': [
    ['translated to an old address', scene({ wan: { addresses: ['198.51.100.7/24'] } }), 'found note'],
    ['translated to the present one', scene(), 'ruled out'],
    ['outside address IPv6 only', scene({ wan: { addresses: ['2001:db8::2'] } }), 'nothing'],
    ['no connection', scene({ flows: [] }), 'nothing'],
  ],
  'offload-setting-differs': [
    ['asked for, no rule', scene({ paths: [path([])], flows: [] }), 'found note/off'],
    ['not asked for, a rule', scene({ uci: { flowOffloading: false } }), 'found note/on'],
    ['hardware asked for, software got', scene({ uci: { flowOffloadingHw: true } }), 'found note/software'],
    ['as asked', scene(), 'nothing'],
    ['no UCI', scene({ uci: absent('no uci') }), 'unknown'],
  ],
  'undo-armed': [
    ['armed', scene({ own: { armed: ['7f3k2'] } }), 'found note'],
    ['not armed', scene(), 'nothing'],
  ],
};
