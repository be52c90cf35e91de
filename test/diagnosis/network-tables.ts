import type { Flow } from '../../src/conntrack/flow.ts';
import { config as configProbe } from '../../src/probes/config.ts';
import { absent, failed, readValue } from '../../src/probes/engine/probe.ts';
import { intercept as interceptProbe } from '../../src/probes/intercept.ts';
import type { DnsAnswer, NetworkInterface } from '../../src/probes/network.types.ts';
import { nft as nftProbe } from '../../src/probes/nft.ts';
import type { Row } from './cause-tables.ts';
import { attempt, exempt, flow, offload, path, repaired, scene, slow } from './scenes.ts';

/** `/etc/config/dhcp` and others as a person writes them, read by the probe's own parser. */
export function config(files: Record<string, string>) {
  const text = Object.entries(files)
    .flatMap(([file, lines]) => lines.split('\n').map((line) => `/etc/config/${file}:${line}`))
    .join('\n');
  const read = readValue(configProbe.parse({ status: 0, text }));
  if (!read) throw new Error('no configuration');
  return read;
}

/** As kernel 5.10 shows a SYN nobody answers: `[UNREPLIED] … packets=0 … [OFFLOAD]`. */
const offloadedAttempt = flow({
  unreplied: true,
  reply: { src: '17.57.144.10', dst: '203.0.113.2', sport: 5223, dport: 56_376, packets: 0, bytes: 0 },
});

export const link = (over: Partial<NetworkInterface>): NetworkInterface => ({
  name: 'wan',
  up: true,
  proto: 'dhcp',
  device: 'wan',
  uptimeS: 80_000,
  ipv4: ['203.0.113.2'],
  ipv6: [],
  assigned: [],
  delegated: [],
  defaults: ['ipv4'],
  dns: [],
  ...over,
});
const lan = link({
  name: 'lan',
  proto: 'static',
  device: 'br-lan',
  defaults: [],
  assigned: [
    { ip: '2001:db8:7::', prefix: 60, preferredS: 3000 },
    { ip: 'fd00:7::', prefix: 60, preferredS: null },
  ],
});
const wan6 = link({ name: 'wan6', proto: 'dhcpv6', ipv4: [], defaults: ['ipv6'] });
const interfaces = (...all: NetworkInterface[]) => ({ interfaces: { interfaces: all } });

/** A push connection over IPv6 of a device at this address. */
const six = (made: Flow, ip = '2001:db8:7::188'): Flow => {
  const server = '2620:149:a44::10';
  const { entry } = made;
  return {
    ...made,
    device: { ...made.device, ip },
    server: { ...made.server, ip: server },
    entry: {
      ...entry,
      family: 'ipv6',
      original: { ...entry.original, src: ip, dst: server },
      reply: { ...entry.reply, src: server, dst: ip },
    },
  };
};
const at = (made: Flow, outside: string): Flow => ({
  ...made,
  entry: { ...made.entry, reply: { ...made.entry.reply, dst: outside } },
});

const names = ['courier.push.apple.com', '1-courier.push.apple.com', 'mtalk.google.com'];
type Kind = DnsAnswer['kind'];
const asked = (kinds: [Kind, Kind, Kind], addresses = ['17.57.144.10'], server = '127.0.0.1') =>
  names.map((name, index): DnsAnswer => {
    const kind = kinds[index] ?? 'none';
    return { name, server, kind, addresses: kind === 'address' ? addresses : [] };
  });
const dns = (answers: DnsAnswer[], lists: { path: string; line: string }[] = []) => ({
  dns: { answers, lists },
});
const fine: [Kind, Kind, Kind] = ['address', 'address', 'address'];
const denied: [Kind, Kind, Kind] = ['nxdomain', 'nxdomain', 'address'];

const refusedLine = (rest: string) =>
  `Fri Nov 27 07:00:00 2026 kern.warn kernel: [ 9.1] reject wan in: ${rest} LEN=52 TOS=0x00 PREC=0x00 TTL=50 ID=0 PROTO=TCP`;
const fromServer = `${refusedLine('IN=wan OUT= MAC=aa SRC=17.57.144.10 DST=203.0.113.2')} SPT=5223 DPT=51424 WINDOW=501`;
const toServer = `${refusedLine('IN=br-lan OUT=wan MAC=aa SRC=192.168.1.188 DST=17.57.144.10')} SPT=51424 DPT=5223 WINDOW=501`;
const dialled = (n: number, name = 'wan') =>
  Array.from(
    { length: n },
    (_, hour) => `Fri Nov 27 0${hour}:00:00 2026 daemon.notice netifd: Interface '${name}' is now up`,
  );

const refusing = (over: Record<string, string> = {}) => {
  const options: Record<string, string> = {
    name: 'No iMessage',
    src: 'lan',
    dest: 'wan',
    proto: 'tcp',
    dest_port: '5222-5224',
    target: 'REJECT',
    ...over,
  };
  const entries: Record<string, string[]> = { 'firewall.@rule[9]': ['rule'] };
  for (const [key, value] of Object.entries(options))
    if (value !== '') entries[`firewall.@rule[9].${key}`] = [value];
  return { uci: { entries, lines: Object.entries(entries).map(([key, [value]]) => `${key}='${value}'`) } };
};

const twoLines =
  "config interface 'wan'\n\toption enabled '1'\n\tlist flush_conntrack 'ifdown'\nconfig interface 'wanb'\n\toption enabled '1'";
const plainLines = twoLines.replace("\n\tlist flush_conntrack 'ifdown'", '');
const tracking = { programs: { running: [{ name: 'mwan3track', pid: 9 }] } };
const spread = [slow(7000), at(slow(7000), '198.51.100.9')];

const pool = (...options: string[]) =>
  config({
    dhcp: `config dhcp 'lan'\n\toption interface 'lan'\n${options.map((one) => `\t${one}`).join('\n')}`,
  });
const online6 = interfaces(link({}), wan6, lan);

/** A program on the router answers in the server's place (REDIRECT), or holds the connection untranslated (TPROXY). */
const redirected = (port = 7892): Flow => {
  const made = slow(7400);
  const { entry } = made;
  return {
    ...made,
    entry: { ...entry, reply: { ...entry.reply, src: '192.168.1.1', dst: '192.168.1.188', sport: port } },
  };
};
const intercepted = (text: string, asked = 'asked') => {
  const read = readValue(interceptProbe.parse({ status: 0, text: `${asked}\n${text}` }));
  if (!read) throw new Error('no rules');
  return { intercept: read };
};
const running = (...names: string[]) => ({
  programs: { running: names.map((name, pid) => ({ name, pid })) },
});
const openclash = `chain inet fw4 dstnat
rule type nat hook prerouting priority dstnat; policy accept;
rule ip protocol tcp counter packets 9 bytes 540 jump openclash
chain inet fw4 openclash
rule ip daddr @localnetwork counter packets 0 bytes 0 return
rule ip protocol tcp counter packets 9 bytes 540 redirect to :7892
tcp        0      0 :::7892                 :::*                    LISTEN      2411/clash`;
const everything = openclash.replace('rule ip daddr @localnetwork counter packets 0 bytes 0 return\n', '');
const dnsOnly = `chain inet fw4 dstnat
rule type nat hook prerouting priority dstnat; policy accept;
rule meta l4proto { tcp, udp } th dport 53 counter packets 9 bytes 540 redirect to :53`;
const guestOnly = everything.replace(
  'ip protocol tcp counter packets 9 bytes 540 jump',
  'iifname "br-guest" jump',
);
const beside = {
  neighbours: {
    neighbours: [{ ip: '192.168.1.188', mac: '3c:06:30:12:34:56', device: 'br-lan', state: 'REACHABLE' }],
  },
};

const nftRules = (text: string) => {
  const read = readValue(nftProbe.parse({ status: 0, text }));
  if (!read) throw new Error('no rules');
  return { nft: read };
};
const zapretRules = `table inet zapret {
\tflowtable ft {
\t\thook ingress priority -1
\t\tdevices = { br-lan, wan }
\t}
\tchain flow_offload {
\t\toifname "wan" tcp dport { 80, 443 } ct original packets 1-9 return comment "direct flow offloading exemption"
\t\tmeta l4proto { tcp, udp } flow add @ft
\t}
\tchain forward {
\t\ttype filter hook forward priority -1; policy accept;
\t\toifname "wan" jump flow_offload
\t}
}
`;

/** Causes on the network side. */
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
  'transparent-proxy': [
    [
      'redirected, by OpenClash',
      scene({ flows: [redirected()], ...beside, ...intercepted(openclash) }),
      'found risk/openclash',
    ],
    [
      'redirected, and one that is not',
      scene({ flows: [redirected(), slow(7000)], ...beside, ...intercepted(openclash) }),
      'found risk/openclash',
    ],
    ['redirected, by who knows what', scene({ flows: [redirected()] }), 'found risk/unnamed'],
    [
      'redirected, Xray listens',
      scene({ flows: [redirected(12345)], ...running('xray', 'dnsmasq') }),
      'found risk/xray',
    ],
    [
      'redirected, something else runs',
      scene({ flows: [redirected()], ...running('redsocks2') }),
      'found risk/other',
    ],
    [
      'untranslated where others are translated',
      scene({
        flows: [at(slow(7400), '192.168.1.188')],
        wan: { addresses: ['203.0.113.2'] },
        ...running('sing-box'),
      }),
      'found risk/sing-box',
    ],
    [
      'it runs and lets push pass',
      scene({ flows: [slow(7000)], ...beside, ...intercepted(openclash), ...running('clash') }),
      'ruled out/around',
    ],
    ['nothing of the kind', scene({ flows: [slow(7000)] }), 'ruled out'],
    [
      'nobody connected, all of TCP is taken',
      scene({ flows: [], ...beside, ...intercepted(everything) }),
      'found risk/rules',
    ],
    [
      'nobody connected, a list decides',
      scene({ flows: [], ...beside, ...intercepted(openclash) }),
      'unknown/rules',
    ],
    [
      'nobody connected, DNS only is taken',
      scene({ flows: [], ...beside, ...intercepted(dnsOnly) }),
      'ruled out',
    ],
    [
      'nobody connected, the guest network only',
      scene({ flows: [], ...beside, ...intercepted(guestOnly) }),
      'ruled out',
    ],
    ['nobody connected, no rule can', scene({ flows: [], ...intercepted('', 'none') }), 'ruled out'],
    ['nobody connected, rules not told', scene({ flows: [], ...intercepted('unread nft') }), 'unknown'],
    [
      'nobody connected, daed',
      scene({ flows: [], ...intercepted(''), ...running('daed') }),
      'unknown/kernel',
    ],
    ['nobody connected, rules unread, a proxy runs', scene({ flows: [], ...running('mihomo') }), 'unknown'],
    ['nobody connected, nothing read', scene({ flows: [] }), 'nothing'],
    ['conntrack unreadable', scene({ conntrack: failed('Permission denied'), flows: [] }), 'unknown'],
  ],
  'proxy-idle-timeout': [
    [
      'written down, short',
      scene({ flows: [redirected()], ...intercepted('idle /tmp/etc/passwall/TCP.json:"connIdle": 300') }),
      'found fault',
    ],
    [
      'written down, long',
      scene({ flows: [redirected()], ...intercepted('idle /tmp/etc/passwall/TCP.json:"connIdle": 3600') }),
      'ruled out',
    ],
    ['Xray as it comes', scene({ flows: [redirected()], ...running('xray') }), 'found risk/usual'],
    ['v2rayA without its core', scene({ flows: [redirected()], ...running('v2raya') }), 'unknown'],
    ['mihomo', scene({ flows: [redirected()], ...running('mihomo') }), 'unknown'],
    ['push passes by', scene({ flows: [slow(7000)], ...running('xray') }), 'nothing'],
  ],
  zapret: [
    ['a flow table of its own, affected kernel', scene(nftRules(zapretRules)), 'found risk'],
    ['the same, repaired kernel', scene({ ...nftRules(zapretRules), ...repaired() }), 'found note'],
    [
      'it runs and leaves offloading alone',
      scene({ ...nftRules('table inet zapret {\n}\n'), ...running('nfqws') }),
      'ruled out',
    ],
    [
      'it is set to leave it alone',
      scene({
        ...nftRules('table inet fw4 {\n}\n'),
        config: config({ zapret: "config main 'config'\n\toption FLOWOFFLOAD 'donttouch'" }),
      }),
      'ruled out',
    ],
    ['not there', scene(nftRules('table inet fw4 {\n}\n')), 'nothing'],
    ['rules unreadable', scene({ nft: failed('Operation not permitted') }), 'unknown'],
  ],
  'push-port-blocked': [
    ['attempts only', scene({ flows: [attempt(119), attempt(118)] }), 'found fault'],
    ['one, waiting for long', scene({ flows: [attempt(90)] }), 'found fault'],
    ['one, just now', scene({ flows: [attempt(119)] }), 'unknown'],
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
  'ipv6-no-route': [
    ['a way out', scene(online6), 'ruled out'],
    [
      'none, and a phone tries',
      scene({ ...interfaces(link({}), lan), flows: [six(attempt(90))] }),
      'found fault',
    ],
    [
      'none, and devices have addresses',
      scene({
        ...interfaces(link({}), lan),
        flows: [],
        neighbours: {
          neighbours: [{ ip: '2001:db8:7::188', mac: '3c:06:30:12:34:56', device: 'br-lan', state: 'STALE' }],
        },
      }),
      'found risk',
    ],
    [
      'announced against better knowledge',
      scene({
        ...interfaces(link({}), link({ ...lan, assigned: [] })),
        config: pool("option ra 'server'", "option ra_default '1'"),
      }),
      'found risk/forced',
    ],
    [
      'addresses of the house only',
      scene(interfaces(link({}), { ...lan, assigned: [{ ip: 'fd00:7::', prefix: 60, preferredS: null }] })),
      'ruled out/none',
    ],
    ['one that is answered', scene({ ...interfaces(link({}), lan), flows: [six(slow(7000))] }), 'ruled out'],
    [
      'a way out, and an attempt waits',
      scene({ ...online6, flows: [six(attempt(90))] }),
      'unknown/unanswered',
    ],
    ['unread, and an attempt waits', scene({ flows: [six(attempt(90))] }), 'unknown'],
    ['unread, and nobody asks', scene({ flows: [] }), 'nothing'],
  ],
  'ipv6-stale-prefix': [
    ['of the prefix', scene({ ...online6, flows: [six(slow(7000))] }), 'ruled out'],
    ['of another', scene({ ...online6, flows: [six(slow(7000), '2001:db8:1::188')] }), 'found risk'],
    [
      'of another, unanswered',
      scene({ ...online6, flows: [six(attempt(90), '2001:db8:1::188')] }),
      'found fault',
    ],
    [
      'of one that is deprecated',
      scene({
        ...interfaces(link({}), wan6, {
          ...lan,
          assigned: [
            { ip: '2001:db8:7::', prefix: 60, preferredS: 0 },
            { ip: '2001:db8:9::', prefix: 60, preferredS: 3000 },
          ],
        }),
        flows: [six(slow(7000))],
      }),
      'found risk',
    ],
    ['of the house', scene({ ...online6, flows: [six(slow(7000), 'fd00:7::188')] }), 'nothing'],
    ['IPv4', scene(online6), 'nothing'],
    ['unread', scene({ flows: [six(slow(7000))] }), 'nothing'],
  ],
  'ipv6-router-lifetime': [
    ['as odhcpd does', scene({ ...online6, config: pool("option ra 'server'") }), 'ruled out'],
    [
      'an hour',
      scene({ ...online6, config: pool("option ra 'server'", "option ra_lifetime '3600'") }),
      'ruled out',
    ],
    [
      'ten minutes',
      scene({ ...online6, config: pool("option ra 'server'", "option ra_lifetime '300'") }),
      'found risk',
    ],
    [
      'none',
      scene({ ...online6, config: pool("option ra 'server'", "option ra_lifetime '0'") }),
      'found note/zero',
    ],
    ['relayed', scene({ ...online6, config: pool("option ra 'relay'") }), 'unknown/relay'],
    ['not announced', scene({ ...online6, config: pool("option ra_lifetime '300'") }), 'nothing'],
    [
      'no IPv6 here',
      scene({ ...interfaces(link({}), lan), config: pool("option ra 'server'", "option ra_lifetime '300'") }),
      'nothing',
    ],
    ['settings unread', scene({ ...online6, flows: [six(slow(7000))] }), 'nothing'],
  ],
};
