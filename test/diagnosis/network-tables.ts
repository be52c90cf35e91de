import { absent, failed } from '../../src/probes/engine/probe.ts';
import type { Row } from './cause-tables.ts';
import {
  asked,
  config,
  denied,
  dialled,
  dns,
  fine,
  fromServer,
  interfaces,
  lan,
  link,
  offloadedAttempt,
  online6,
  plainLines,
  refusing,
  six,
  spread,
  toServer,
  tracking,
  twoLines,
} from './network-scenes.ts';
import { attempt, exempt, flow, offload, path, repaired, scene, slow } from './scenes.ts';

/** Causes on the line outside and in names. */
export const networkTables: Record<string, Row[]> = {
  'double-nat': [
    ['192.168.0.2', scene({ wan: { addresses: ['192.168.0.2/24'] } }), 'found note/home'],
    ['carrier', scene({ wan: { addresses: ['100.72.3.4', '2001:db8::2'] } }), 'found note/carrier'],
    ['DS-Lite', scene({ wan: { device: 'ds-wan6_4', addresses: ['192.0.0.2'] } }), 'found note/tunnel'],
    [
      '464XLAT, told by netifd',
      scene({
        wan: { device: '464-wan6_4', addresses: ['192.0.0.1'] },
        ...interfaces(link({ proto: '464xlat', device: '464-wan6_4' })),
      }),
      'found note/tunnel',
    ],
    ['a neighbour of that range', scene({ wan: { addresses: ['192.0.0.8'] } }), 'ruled out'],
    [
      'MAP',
      scene({
        wan: { device: 'map-wan6_4', addresses: ['10.0.0.1'] },
        ...interfaces(link({ proto: 'map', device: 'map-wan6_4' })),
      }),
      'ruled out/map',
    ],
    [
      'carrier, push over IPv6',
      scene({ wan: { addresses: ['100.72.3.4'] }, flows: [six(slow(7000))] }),
      'ruled out/ipv6',
    ],
    [
      'carrier, push over both',
      scene({ wan: { addresses: ['100.72.3.4'] }, flows: [six(slow(7000)), slow(7000)] }),
      'found note/carrier',
    ],
    ['public', scene(), 'ruled out'],
    ['IPv6 only', scene({ wan: { addresses: ['2001:db8::2'] } }), 'nothing'],
    ['garbled', scene({ wan: { addresses: ['', 'nonsense'] } }), 'nothing'],
    ['unread', scene({ wan: absent('no ip here') }), 'unknown'],
  ],
  'dns-blocked': [
    ['addresses', scene(dns(asked(fine))), 'ruled out'],
    ['addresses of a proxy', scene(dns(asked(fine, ['198.18.0.7']))), 'ruled out/fake'],
    ['Apple denied, nobody connected', scene({ ...dns(asked(denied)), flows: [] }), 'found fault/upstream'],
    ['Apple denied, a connection stands', scene(dns(asked(denied))), 'found risk/upstream'],
    ['0.0.0.0', scene({ ...dns(asked(['null', 'null', 'null'])), flows: [] }), 'found fault/upstream'],
    [
      'Google denied, in a household of iPhones',
      scene(dns(asked(['address', 'address', 'nxdomain']))),
      'found risk/upstream',
    ],
    ['the bare name has no address', scene(dns(asked(['nxdomain', 'address', 'address']))), 'ruled out'],
    [
      'the bare name has no address of its own',
      scene(dns(asked(['empty', 'address', 'address']))),
      'ruled out',
    ],
    [
      'by adblock',
      scene(
        dns(asked(denied), [{ path: '/tmp/dnsmasq.d/adb_list.overall', line: 'local=/push.apple.com/' }]),
      ),
      'found risk/adblock',
    ],
    [
      'by adblock-fast',
      scene(
        dns(asked(denied), [
          { path: '/var/run/adblock-fast/dnsmasq.servers', line: 'server=/push.apple.com/' },
        ]),
      ),
      'found risk/adblock-fast',
    ],
    [
      'by AdGuard Home, which also allows something',
      scene(
        dns(asked(denied), [
          { path: '/var/lib/adguardhome/data/filters/1.txt', line: '@@||push.apple.com^$important' },
          { path: '/var/lib/adguardhome/data/filters/2.txt', line: '||push.apple.com^' },
        ]),
      ),
      'found risk/adguard',
    ],
    [
      'by hand, in UCI',
      scene(dns(asked(denied), [{ path: '/etc/config/dhcp', line: "list server '/push.apple.com/'" }])),
      'found risk/dnsmasq',
    ],
    [
      'sent to another server is not denied by that line',
      scene(
        dns(asked(denied), [
          { path: '/tmp/dnsmasq.d/china.conf', line: 'server=/push.apple.com/114.114.114.114' },
        ]),
      ),
      'found risk/upstream',
    ],
    [
      'by a program that runs',
      scene({ ...dns(asked(denied)), programs: { running: [{ name: 'AdGuardHome', pid: 3 }] } }),
      'found risk/adguard',
    ],
    [
      'by the server that DHCP names',
      scene(dns([...asked(fine), ...asked(['null', 'null', 'null'], [], '192.168.1.5')])),
      'found risk/elsewhere',
    ],
    ['nobody answers', scene(dns(asked(['none', 'none', 'none']))), 'unknown'],
    ['SERVFAIL', scene(dns(asked(['failed', 'failed', 'address']))), 'unknown'],
    [
      'no nslookup, nobody connected',
      scene({ dns: absent('no nslookup here'), flows: [] }),
      'unknown/unasked',
    ],
    ['no nslookup, a connection stands', scene({ dns: absent('no nslookup here') }), 'nothing'],
  ],
  'push-port-blocked': [
    ['attempts only', scene({ flows: [attempt(119), attempt(118)] }), 'found fault'],
    ['one, waiting for long', scene({ flows: [attempt(90)] }), 'found fault'],
    ['one, just now', scene({ flows: [attempt(119)] }), 'unknown'],
    [
      'over IPv6, which has no way out',
      scene({ ...interfaces(link({}), lan), flows: [six(attempt(90)), six(attempt(70))] }),
      'nothing',
    ],
    [
      'over IPv6 from a prefix of before',
      scene({ ...online6, flows: [six(attempt(90), '2001:db8:99::188')] }),
      'nothing',
    ],
    ['over IPv6, which works', scene({ ...online6, flows: [six(attempt(90))] }), 'found fault'],
    [
      'two that were offloaded at their second SYN',
      scene({ flows: [offloadedAttempt, offloadedAttempt] }),
      'found fault',
    ],
    [
      'an attempt, and 443 works',
      scene({ flows: [attempt(90), slow(7000, { port: 443 })] }),
      'found risk/fallback',
    ],
    ['an attempt, another connection stands', scene({ flows: [attempt(90), flow()] }), 'ruled out'],
    ['nothing on 5223', scene({ flows: [] }), 'nothing'],
    ['a rule refuses it', scene({ flows: [attempt(119)], ...refusing() }), 'found fault/rule'],
    [
      'a rule refuses it, 443 works',
      scene({ flows: [slow(7000, { port: 443 })], ...refusing() }),
      'found risk/rule',
    ],
    [
      'a rule refuses Apple',
      scene({ flows: [], ...refusing({ dest_port: '', dest_ip: '17.0.0.0/8' }) }),
      'found fault/rule',
    ],
    ['a rule, and yet it is answered', scene({ ...refusing() }), 'ruled out'],
    ['a rule that is switched off', scene({ flows: [], ...refusing({ enabled: '0' }) }), 'nothing'],
    [
      'a rule about another port',
      scene({ flows: [], ...refusing({ dest_port: '5222 5224-5227' }) }),
      'nothing',
    ],
    [
      'a rule about another place',
      scene({ flows: [], ...refusing({ dest_ip: '149.154.160.0/20' }) }),
      'nothing',
    ],
    [
      'a rule about one child at night',
      scene({ flows: [], ...refusing({ src_mac: 'aa:bb:cc:dd:ee:ff' }) }),
      'nothing',
    ],
    ['a rule about what comes in', scene({ flows: [], ...refusing({ src: 'wan', dest: 'lan' }) }), 'nothing'],
    ['a rule about UDP', scene({ flows: [], ...refusing({ proto: 'udp' }) }), 'nothing'],
    ['the log shows it', scene({ flows: [attempt(119)], log: { lines: [toServer] } }), 'found fault/rule'],
    ['conntrack unreadable', scene({ conntrack: failed('Permission denied'), flows: [] }), 'unknown'],
  ],
  'drop-invalid-or-not-loose': [
    ['drop_invalid alone', scene({ uci: { dropInvalid: true } }), 'ruled out'],
    [
      'not loose, no UCI',
      scene({
        uci: absent('no uci'),
        sysctls: { values: { nf_conntrack_tcp_timeout_established: 7440, nf_conntrack_tcp_loose: 0 } },
      }),
      'found note',
    ],
    [
      'not loose, and dropped',
      scene({
        uci: { dropInvalid: true, lines: ["firewall.@defaults[0].drop_invalid='1'"] },
        sysctls: { values: { nf_conntrack_tcp_timeout_established: 7440, nf_conntrack_tcp_loose: 0 } },
      }),
      'found note/dropped',
    ],
    ['neither', scene(), 'ruled out'],
    [
      'setting not there',
      scene({ sysctls: { values: { nf_conntrack_tcp_timeout_established: 7440 } } }),
      'unknown',
    ],
    ['repaired kernel', scene(repaired()), 'nothing'],
    ['exempt', scene({ paths: [path([exempt(), offload()])] }), 'nothing'],
  ],
  'wan-redial': [
    ['up for long', scene(interfaces(link({ uptimeS: 80_000 }))), 'ruled out'],
    ['up since five minutes', scene(interfaces(link({ uptimeS: 300 }))), 'found note'],
    [
      'up since the router is',
      scene({ ...interfaces(link({ uptimeS: 300 })), clock: { uptimeS: 340 } }),
      'ruled out',
    ],
    [
      'dialled again and again',
      scene({ ...interfaces(link({})), log: { lines: dialled(4) } }),
      'found risk/often',
    ],
    [
      'another interface was',
      scene({ ...interfaces(link({})), log: { lines: dialled(4, 'guest') } }),
      'ruled out',
    ],
    ['no way out', scene(interfaces(lan)), 'nothing'],
    ['unread', scene({ interfaces: failed('Command failed') }), 'unknown'],
  ],
  mwan3: [
    [
      'flushed, the log says',
      scene({
        config: config({ mwan3: twoLines }),
        ...tracking,
        log: {
          lines: [
            "x user.info mwan3-hotplug[7]: Connection tracking flushed for interface 'wan' on action 'ifdown'",
          ],
        },
      }),
      'found fault/flushed',
    ],
    ['set to flush', scene({ config: config({ mwan3: twoLines }), ...tracking }), 'found risk/flush'],
    [
      'two lines, two ways',
      scene({ config: config({ mwan3: plainLines }), ...tracking, flows: spread }),
      'found note/spread',
    ],
    [
      'two lines, pinned',
      scene({
        config: config({ mwan3: `${plainLines}\nconfig rule 'push'\n\toption dest_port '5223,5228:5230'` }),
        ...tracking,
        flows: spread,
      }),
      'ruled out',
    ],
    ['two lines, one way', scene({ config: config({ mwan3: plainLines }), ...tracking }), 'ruled out'],
    [
      'configured, not running',
      scene({ config: config({ mwan3: twoLines }), programs: { running: [] } }),
      'nothing',
    ],
    ['not there', scene({ config: config({ dhcp: 'config dnsmasq' }) }), 'nothing'],
  ],
  'wan-refused': [
    ['a push server was refused', scene({ log: { lines: [fromServer] } }), 'found risk'],
    ['a phone was', scene({ log: { lines: [toServer] } }), 'nothing'],
    [
      'the zone writes down what it refuses, and there is nothing',
      scene({ uci: { lines: ["firewall.@zone[1].log='1'"] } }),
      'ruled out',
    ],
    ['nobody writes anything down', scene(), 'nothing'],
    ['no log', scene({ log: absent('no logread here') }), 'nothing'],
  ],
};
