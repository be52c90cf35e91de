import type { Facts } from '../../src/diagnosis/facts.ts';
import { absent, failed } from '../../src/probes/engine/probe.ts';
import { networkTables } from './network-tables.ts';
import { back, established, exempt, flow, offload, path, repaired, scene, slow, twoPaths } from './scenes.ts';

/** What a cause says: `found <severity>[/<variant>]`, `ruled out[/<variant>]`, `unknown[/<variant>]` or `nothing`. */
export type Row = [what: string, scene: Facts, says: string];

const cured = { paths: [path([exempt(), offload()])] };
const ownFile = { own: { files: [{ path: '/etc/nftables.d/05-pushmedic.nft', text: '' }] } };
const byHand = exempt({ ours: false, line: 'tcp dport 5223 accept' });
const oneWay = exempt({ directions: ['original'] });
const noRules = { nft: failed('Operation not permitted'), paths: [], flows: [] };
const hardware = { paths: [path([offload({ hardware: true })])] };
const kernel = (version: string) => ({ system: { kernel: version } });

export const tables: Record<string, Row[]> = {
  ...networkTables,
  'offload-eviction': [
    ['affected kernel, connection offloaded', scene(), 'found fault'],
    ['affected kernel, nothing exempt, no connection', scene({ flows: [] }), 'found fault'],
    ['affected kernel, half exempt', scene({ paths: [path([oneWay, offload()])] }), 'found fault'],
    ['affected kernel, exempt', scene(cured), 'nothing'],
    ['repaired kernel', scene(repaired()), 'ruled out'],
    ['offload off', scene({ paths: [path([])], flows: [] }), 'ruled out/not-offloaded'],
    ['rules unreadable', scene(noRules), 'unknown/rules-unread'],
    ['timeouts unreadable', scene({ sysctls: failed('denied') }), 'unknown/sysctls-unread'],
  ],
  'exemption-missing': [
    ['affected, none', scene(), 'found note'],
    ['affected, in place', scene(cured), 'nothing'],
    ['repaired kernel, none', scene(repaired()), 'ruled out'],
    ['no offload rule', scene({ paths: [path([])] }), 'nothing'],
  ],
  'exemption-lost': [
    ['files there, rules not', scene(ownFile), 'found fault'],
    ['files and rules there', scene({ ...ownFile, ...cured }), 'nothing'],
    ['neither', scene(), 'nothing'],
    ['files there, repaired kernel', scene({ ...ownFile, ...repaired() }), 'nothing'],
  ],
  'exemption-below-offload': [
    ['below', scene({ paths: [path([offload(), exempt()])] }), 'found fault'],
    [
      'one direction above, one below',
      scene({ paths: [path([oneWay, offload(), exempt()])] }),
      'found fault',
    ],
    ['above', scene(cured), 'nothing'],
    ['below, repaired kernel', scene({ paths: [path([offload(), exempt()])], ...repaired() }), 'nothing'],
  ],
  'exemption-one-direction': [
    ['dport only', scene({ paths: [path([oneWay, offload()])] }), 'found fault'],
    ['dport and sport', scene(cured), 'nothing'],
    ['none', scene(), 'nothing'],
  ],
  'exemption-one-family': [
    ['iptables only', scene({ paths: twoPaths([exempt(), offload()], [offload()]) }), 'found fault'],
    [
      'inet table, IPv4 rule only',
      scene({ paths: [path([exempt({ families: ['ipv4'] }), offload()])] }),
      'found fault',
    ],
    ['both', scene({ paths: twoPaths([exempt(), offload()], [exempt(), offload()]) }), 'nothing'],
    ['IPv6 not offloaded at all', scene({ paths: twoPaths([exempt(), offload()], []) }), 'nothing'],
    ['none', scene({ paths: twoPaths([offload()], [offload()]) }), 'nothing'],
  ],
  'exemption-ports': [
    [
      'APNs exempt, an Android here',
      scene({
        paths: [path([exempt({ ports: [{ from: 5223, to: 5223 }] }), offload()])],
        flows: [flow({ port: 5228, service: 'fcm' })],
      }),
      'found fault',
    ],
    [
      'APNs exempt, no Android here',
      scene({ paths: [path([exempt({ ports: [{ from: 5223, to: 5223 }] }), offload()])] }),
      'nothing',
    ],
    ['both exempt', scene({ ...cured, flows: [flow({ port: 5228, service: 'fcm' })] }), 'nothing'],
  ],
  'exemption-in-place': [
    ['ours', scene(cured), 'found good/ours'],
    ['the article’s two rules', scene({ paths: [path([byHand, offload()])] }), 'found good/foreign'],
    ['below', scene({ paths: [path([offload(), exempt()])] }), 'nothing'],
    ['repaired kernel', scene({ ...cured, ...repaired() }), 'nothing'],
  ],
  'exemption-not-persistent': [
    ['live only', scene(cured), 'found risk'],
    ['by hand, no file', scene({ paths: [path([byHand, offload()])] }), 'found risk'],
    ['with our file', scene({ ...cured, ...ownFile }), 'nothing'],
    [
      'fw3, script without the section that names it',
      scene({
        paths: twoPaths([exempt(), offload()], [exempt(), offload()]),
        own: { files: [{ path: '/etc/pushmedic.fw3.sh', text: '' }] },
      }),
      'found risk',
    ],
    [
      'fw3, script and section',
      scene({
        paths: twoPaths([exempt(), offload()], [exempt(), offload()]),
        own: {
          files: [
            { path: '/etc/pushmedic.fw3.sh', text: '' },
            { path: 'firewall.pushmedic', text: '' },
          ],
        },
      }),
      'nothing',
    ],
    [
      'by hand, a file of somebody else',
      scene({ paths: [path([byHand, offload()])], own: { foreign: ['/etc/nftables.d/10-push.nft'] } }),
      'unknown',
    ],
    ['plain nftables', scene({ paths: [path([exempt(), offload()], 'nftables')] }), 'unknown'],
    ['none', scene(), 'nothing'],
  ],
  'exemption-not-needed': [
    ['ours on a repaired kernel', scene({ ...cured, ...repaired() }), 'found note'],
    ['only our file left', scene({ ...ownFile, ...repaired() }), 'found note'],
    [
      'somebody’s on a repaired kernel',
      scene({ paths: [path([byHand, offload()])], ...repaired() }),
      'nothing',
    ],
    ['ours on an affected kernel', scene(cured), 'nothing'],
  ],
  'flow-older-than-rule': [
    ['exempt and still offloaded', scene({ ...cured, flows: [flow({ exempt: true })] }), 'found note'],
    ['exempt and not offloaded', scene({ ...cured, flows: [slow(7420, { exempt: true })] }), 'nothing'],
    ['not exempt', scene(), 'nothing'],
  ],
  'hardware-desync': [
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
    ['6.18.39 in hardware', scene({ ...repaired(), ...hardware, ...kernel('6.18.39') }), 'nothing'],
    ['6.18.20 in software', scene({ ...repaired(), ...kernel('6.18.20') }), 'ruled out'],
    [
      '6.18.20 in hardware, exempt',
      scene({ ...repaired(), ...kernel('6.18.20'), paths: [path([exempt(), offload({ hardware: true })])] }),
      'nothing',
    ],
  ],
  'established-timeout-low': [
    ['1799 s', scene(established(1799)), 'found fault'],
    ['1800 s', scene(established(1800)), 'ruled out'],
    ['not among the settings', scene({ sysctls: { values: {} } }), 'unknown'],
    ['unreadable', scene({ sysctls: failed('denied') }), 'unknown'],
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
    ['443 beside 5223', scene({ flows: [flow({ port: 443 }), flow()] }), 'nothing'],
    ['443, repaired kernel', scene({ flows: [flow({ port: 443 })], ...repaired() }), 'nothing'],
    ['5223', scene(), 'nothing'],
  ],
  'no-push-flow': [
    ['none', scene({ flows: [] }), 'found note'],
    ['one that is closing', scene({ flows: [back(100, { state: 'TIME_WAIT' })] }), 'found note'],
    ['only on 443', scene({ flows: [flow({ port: 443 })] }), 'found note/shared'],
    ['of another device', scene({ device: 'Bobs-Pixel' }), 'found note/device'],
    ['one', scene(), 'nothing'],
    ['of this device, by MAC', scene({ device: '3C-06-30-12-34-56' }), 'nothing'],
    ['conntrack unreadable', scene({ conntrack: failed('Permission denied'), flows: [] }), 'unknown'],
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
