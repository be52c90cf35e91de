import type { Flow } from '../../src/conntrack/flow.ts';
import { config as configProbe } from '../../src/probes/config.ts';
import { readValue } from '../../src/probes/engine/probe.ts';
import { intercept as interceptProbe } from '../../src/probes/intercept.ts';
import type { DnsAnswer, NetworkInterface } from '../../src/probes/network.types.ts';
import { nft as nftProbe } from '../../src/probes/nft.ts';
import { flow, slow } from './scenes.ts';

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
export const offloadedAttempt = flow({
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
export const lan = link({
  name: 'lan',
  proto: 'static',
  device: 'br-lan',
  defaults: [],
  assigned: [
    { ip: '2001:db8:7::', prefix: 60, preferredS: 3000 },
    { ip: 'fd00:7::', prefix: 60, preferredS: null },
  ],
});
export const wan6 = link({ name: 'wan6', proto: 'dhcpv6', ipv4: [], defaults: ['ipv6'] });
export const interfaces = (...all: NetworkInterface[]) => ({ interfaces: { interfaces: all } });

/** A push connection over IPv6 of a device at this address. */
export const six = (made: Flow, ip = '2001:db8:7::188'): Flow => {
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
export const at = (made: Flow, outside: string): Flow => ({
  ...made,
  entry: { ...made.entry, reply: { ...made.entry.reply, dst: outside } },
});

const names = ['courier.push.apple.com', '1-courier.push.apple.com', 'mtalk.google.com'];
export type Kind = DnsAnswer['kind'];
export const asked = (kinds: [Kind, Kind, Kind], addresses = ['17.57.144.10'], server = '127.0.0.1') =>
  names.map((name, index): DnsAnswer => {
    const kind = kinds[index] ?? 'none';
    return { name, server, kind, addresses: kind === 'address' ? addresses : [] };
  });
export const dns = (answers: DnsAnswer[], lists: { path: string; line: string }[] = []) => ({
  dns: { answers, lists },
});
export const fine: [Kind, Kind, Kind] = ['address', 'address', 'address'];
export const denied: [Kind, Kind, Kind] = ['nxdomain', 'nxdomain', 'address'];

const refusedLine = (rest: string) =>
  `Fri Nov 27 07:00:00 2026 kern.warn kernel: [ 9.1] reject wan in: ${rest} LEN=52 TOS=0x00 PREC=0x00 TTL=50 ID=0 PROTO=TCP`;
export const fromServer = `${refusedLine('IN=wan OUT= MAC=aa SRC=17.57.144.10 DST=203.0.113.2')} SPT=5223 DPT=51424 WINDOW=501`;
export const toServer = `${refusedLine('IN=br-lan OUT=wan MAC=aa SRC=192.168.1.188 DST=17.57.144.10')} SPT=51424 DPT=5223 WINDOW=501`;
export const dialled = (n: number, name = 'wan') =>
  Array.from(
    { length: n },
    (_, hour) => `Fri Nov 27 0${hour}:00:00 2026 daemon.notice netifd: Interface '${name}' is now up`,
  );

export const refusing = (over: Record<string, string> = {}) => {
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

export const twoLines =
  "config interface 'wan'\n\toption enabled '1'\n\tlist flush_conntrack 'ifdown'\nconfig interface 'wanb'\n\toption enabled '1'";
export const plainLines = twoLines.replace("\n\tlist flush_conntrack 'ifdown'", '');
export const tracking = { programs: { running: [{ name: 'mwan3track', pid: 9 }] } };
export const spread = [slow(7000), at(slow(7000), '198.51.100.9')];

export const pool = (...options: string[]) =>
  config({
    dhcp: `config dhcp 'lan'\n\toption interface 'lan'\n${options.map((one) => `\t${one}`).join('\n')}`,
  });
export const online6 = interfaces(link({}), wan6, lan);

/** A program on the router answers in the server's place (REDIRECT), or holds the connection untranslated (TPROXY). */
export const redirected = (port = 7892): Flow => {
  const made = slow(7400);
  const { entry } = made;
  return {
    ...made,
    entry: { ...entry, reply: { ...entry.reply, src: '192.168.1.1', dst: '192.168.1.188', sport: port } },
  };
};
export const intercepted = (text: string, asked = 'asked') => {
  const read = readValue(interceptProbe.parse({ status: 0, text: `${asked}\n${text}` }));
  if (!read) throw new Error('no rules');
  return { intercept: read };
};
export const running = (...names: string[]) => ({
  programs: { running: names.map((name, pid) => ({ name, pid })) },
});
export const openclash = `chain inet fw4 dstnat
rule type nat hook prerouting priority dstnat; policy accept;
rule ip protocol tcp counter packets 9 bytes 540 jump openclash
chain inet fw4 openclash
rule ip daddr @localnetwork counter packets 0 bytes 0 return
rule ip protocol tcp counter packets 9 bytes 540 redirect to :7892
tcp        0      0 :::7892                 :::*                    LISTEN      2411/clash`;
export const everything = openclash.replace(
  'rule ip daddr @localnetwork counter packets 0 bytes 0 return\n',
  '',
);
export const dnsOnly = `chain inet fw4 dstnat
rule type nat hook prerouting priority dstnat; policy accept;
rule meta l4proto { tcp, udp } th dport 53 counter packets 9 bytes 540 redirect to :53`;
export const guestOnly = everything.replace(
  'ip protocol tcp counter packets 9 bytes 540 jump',
  'iifname "br-guest" jump',
);
export const beside = {
  neighbours: {
    neighbours: [{ ip: '192.168.1.188', mac: '3c:06:30:12:34:56', device: 'br-lan', state: 'REACHABLE' }],
  },
};

export const nftRules = (text: string) => {
  const read = readValue(nftProbe.parse({ status: 0, text }));
  if (!read) throw new Error('no rules');
  return { nft: read };
};
export const zapretRules = `table inet zapret {
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
