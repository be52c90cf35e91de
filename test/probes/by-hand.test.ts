import { describe, expect, it } from 'vitest';
import { probes } from '../../src/probes/index.ts';
import type { ProbeId, Readings } from '../../src/probes/readings.ts';

/** What a person pastes as a section, instead of what the look prints there. */
function read<I extends ProbeId>(id: I, text: string): Readings[I] {
  const reading = probes[id].parse({ status: 0, text });
  if (reading.kind !== 'value') throw new Error(`${id}: ${reading.kind}, ${reading.why}`);
  // The list of probes says which id reads what; only the look-up loses it.
  return reading.value as Readings[I];
}

describe('a section written by hand', () => {
  it.each([
    ['what the look prints', 'kernel=5.10.176\nhostname=OpenWrt\n'],
    ['uname -a', 'Linux OpenWrt 5.10.176 #0 SMP Thu Apr 27 20:28:15 2023 mips GNU/Linux\n'],
    ['uname -r', '5.10.176\n'],
    ['ubus call system board', '{\n\t"kernel": "5.10.176",\n\t"hostname": "OpenWrt"\n}\n'],
  ])('system: %s', (_what, text) => {
    expect(read('system', text).kernel).toBe('5.10.176');
  });

  it.each([
    ['uptime, then date', '175.22\n1795518821\n'],
    ['cat /proc/uptime; date +%s', '175.22 133.35\n1795518821\n'],
    ['date +%s; cat /proc/uptime', '1795518821\n175.22 133.35\n'],
  ])('clock: %s', (_what, text) => {
    expect(read('clock', text)).toEqual({ epochS: 1_795_518_821, uptimeS: 175.22 });
  });

  it('iptables: a listing of another kind is none', () => {
    const listing =
      'Chain FORWARD (policy ACCEPT)\ntarget     prot opt source      destination\nACCEPT     all  --  anywhere    anywhere\n';
    expect(probes.iptables.parse({ status: 0, text: listing }).kind).toBe('failed');
    expect(read('iptables', '-P FORWARD ACCEPT -c 3 400\n').ipv4).toHaveLength(1);
  });

  it('tools: names, or where they are', () => {
    const text =
      'nft\n/sbin/fw4\ntool uci\niptables v1.8.7 (nf_tables)\naccelerator /sys/module/shortcut_fe\n';
    expect(read('tools', text)).toMatchObject({
      found: ['nft', 'fw4', 'uci'],
      iptablesBackend: 'nft',
      accelerators: ['shortcut_fe'],
    });
  });

  it.each([
    ['of the look', '/proc/sys/net/netfilter/nf_conntrack_tcp_loose:1\n/proc/sys/net/ipv4/ip_forward:1\n'],
    ['sysctl -a', 'net.netfilter.nf_conntrack_tcp_loose = 1\nnet.ipv4.ip_forward = 1\n'],
    ['/etc/sysctl.conf', 'net.netfilter.nf_conntrack_tcp_loose=1\nnet.ipv4.ip_forward=1\n'],
    ['a name alone', 'nf_conntrack_tcp_loose: 1\nip_forward 1\n'],
  ])('sysctls: the lines %s', (_what, text) => {
    expect(read('sysctls', text).values).toEqual({ nf_conntrack_tcp_loose: 1, 'net.ipv4.ip_forward': 1 });
  });

  it.each([
    [
      'grep',
      '/proc/sys/net/netfilter/nf_conntrack_count:29\n/proc/sys/net/netfilter/nf_conntrack_max:16384\n',
    ],
    ['sysctl', 'net.netfilter.nf_conntrack_count = 29\nnet.netfilter.nf_conntrack_max = 16384\n'],
    ['words', 'nf_conntrack_count 29\nnf_conntrack_max 16384\n'],
  ])('table: counts as %s prints them', (_what, text) => {
    const stats = 'entries  drop early_drop\n0000001d  00000000 0000000a\n0000001d  00000001 00000006\n';
    const log = '[12.3] nf_conntrack: nf_conntrack: table full, dropping packet\n';
    expect(read('table', text + stats + log)).toMatchObject({
      count: 29,
      max: 16_384,
      stats: { drop: 1, early_drop: 16 },
      fullInLog: 1,
    });
  });

  const entry = (dst: string, port: number) =>
    `tcp      6 7431 ESTABLISHED src=192.168.1.188 dst=${dst} sport=51424 dport=${port} src=${dst} dst=203.0.113.2 sport=${port} dport=51424 [ASSURED] mark=0 use=2`;

  it.each([
    ['cat /proc/net/nf_conntrack', 'ipv4     2 ', '/proc/net/nf_conntrack'],
    ['conntrack -L', '', 'conntrack -L'],
  ])('conntrack: all of %s, of which push counts', (_what, before, source) => {
    const others = Array.from({ length: 500 }, (_, at) => before + entry(`203.0.113.${at % 250}`, 80));
    const wanted = [before + entry('17.57.144.10', 5223), before + entry('17.1.2.3', 443)];
    const seen = read('conntrack', [...others, ...wanted].join('\n'));
    expect(seen).toEqual({ source, lines: wanted, truncated: false, refused: 0 });
  });

  it('conntrack: a table without push connections is one that was read', () => {
    expect(read('conntrack', entry('192.0.2.1', 80))).toMatchObject({ lines: [] });
    expect(read('conntrack', '')).toMatchObject({ source: '/proc/net/nf_conntrack', lines: [] });
    expect(probes.conntrack.parse({ status: 0, text: 'grep: not found\n' }).kind).toBe('failed');
  });

  it.each([
    [
      'of one device',
      '4: wan: <BROADCAST,UP> mtu 1500\n    link/ether 52:54:00:12:34:56 brd ff:ff:ff:ff:ff:ff\n    inet 203.0.113.2/24 brd 203.0.113.255 scope global wan\n',
    ],
    ['on one line each', '4: wan    inet 203.0.113.2/24 scope global wan\n'],
    ['of a tunnel', '7: wan@eth0: <UP>\n    inet 203.0.113.2 peer 10.0.0.1/32 scope global wan\n'],
  ])('wan: ip addr %s', (_what, text) => {
    expect(read('wan', text)).toEqual({ device: 'wan', addresses: ['203.0.113.2'] });
  });

  it('iptables: what iptables-save prints of both families, or iptables -S alone', () => {
    const rules = '*filter\n:FORWARD DROP [0:0]\n-A FORWARD -j FLOWOFFLOAD\nCOMMIT\n';
    const saved = `# Generated by ip6tables-save v1.8.9\n${rules}# Generated by iptables-save v1.8.9\n${rules}`;
    const lines = ['*filter', ':FORWARD DROP [0:0]', '-A FORWARD -j FLOWOFFLOAD'];
    expect(read('iptables', saved)).toMatchObject({ ipv4: lines, ipv6: lines });
    expect(read('iptables', '-P FORWARD DROP\n-A FORWARD -j FLOWOFFLOAD\n')).toMatchObject({
      ipv4: ['-P FORWARD DROP', '-A FORWARD -j FLOWOFFLOAD'],
      ipv6: null,
    });
  });

  it('uci: the file /etc/config/firewall', () => {
    const text = `
# a comment
config defaults
	option flow_offloading	1
	option input 'REJECT'
config zone 'lan'
	option name "lan"
	list network 'lan'
	list network 'guest'
config include
	option path '/etc/firewall.user'
`;
    const seen = read('uci', text);
    expect(seen).toMatchObject({ flowOffloading: true, flowOffloadingHw: false });
    expect(seen.entries).toMatchObject({
      'firewall.lan.network': ['lan', 'guest'],
      'firewall.@include[0].path': ['/etc/firewall.user'],
    });
    expect(seen.lines).toContain("firewall.@defaults[0].flow_offloading='1'");
  });
});
