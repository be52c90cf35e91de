import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sysctlNames } from '../kernel/sysctls.ts';
import { unacknowledgedS } from '../kernel/timeouts.ts';
import { type KernelKind, seconds } from './entry.ts';
import { firewallService, fw4Program, uciProgram } from './openwrt/index.ts';
import { intoRoot } from './paths.ts';
import { type Release, releases } from './release.ts';
import { places, stub } from './stub.ts';

const firewall = `config defaults
	option syn_flood	0
	option input		REJECT
	option output		ACCEPT
	option forward		REJECT
	option flow_offloading	1

config zone
	option name		lan
	list   network		'lan'
	option input		ACCEPT
	option output		ACCEPT
	option forward		ACCEPT

config zone
	option name		wan
	list   network		'wan'
	list   network		'wan6'
	option input		REJECT
	option output		ACCEPT
	option forward		REJECT
	option masq		1
	option mtu_fix		0

config forwarding
	option src		lan
	option dest		wan

# We need to accept udp packets on port 68
config rule
	option name		Allow-DHCP-Renew
	option src		wan
	option proto		udp
	option dest_port	68
	option target		ACCEPT
	option family		ipv4

config rule
	option name		Allow-DHCPv6
	option src		wan
	option proto		udp
	option dest_port	546
	option family		ipv6
	option target		ACCEPT

config rule
	option name		Allow-ISAKMP
	option src		wan
	option dest		lan
	option dest_port	500
	option proto		udp
	option target		ACCEPT
`;

const network = `config globals 'globals'
	option ula_prefix 'fd00:1::/48'

config device
	option name 'br-lan'
	option type 'bridge'
	list ports 'lan1'
	list ports 'lan2'

config interface 'lan'
	option device 'br-lan'
	option proto 'static'
	option ipaddr '192.168.1.1'
	option netmask '255.255.255.0'
	option ip6assign '60'

config interface 'wan'
	option device 'wan'
	option proto 'dhcp'

config interface 'wan6'
	option device 'wan'
	option proto 'dhcpv6'
`;

const system = `config system
	option hostname 'demo'
	option timezone 'UTC'
	option log_size '64'
`;

/** Masqueraded entries go, and the firewall is reloaded, as after a redial. */
const ifup = `#!/bin/sh
[ "$*" = wan ] || { echo "ifup: the demo router does not know this call: $*" >&2; exit 99; }
/lib/netifd/redial
fw4 -q reload
`;

const openwrtRelease = (release: Release) => `DISTRIB_ID='OpenWrt'
DISTRIB_RELEASE='${release.version}'
DISTRIB_REVISION='${release.revision}'
DISTRIB_TARGET='ath79/generic'
DISTRIB_ARCH='mips_24kc'
DISTRIB_DESCRIPTION='OpenWrt ${release.version} ${release.revision}'
DISTRIB_TAINTS=''
`;

const osRelease = (release: Release) => `NAME="OpenWrt"
VERSION="${release.version}"
ID="openwrt"
ID_LIKE="lede openwrt"
PRETTY_NAME="OpenWrt ${release.version}"
VERSION_ID="${release.version}"
BUILD_ID="${release.revision}"
OPENWRT_BOARD="ath79/generic"
OPENWRT_ARCH="mips_24kc"
OPENWRT_RELEASE="OpenWrt ${release.version} ${release.revision}"
`;

/** OpenWrt's defaults; on a fixed kernel the flowtable's own timeouts have joined them. */
const sysctls = (kernel: KernelKind): Record<string, string> => ({
  'netfilter/nf_conntrack_acct': '1',
  'netfilter/nf_conntrack_max': '16384',
  'netfilter/nf_conntrack_buckets': '16384',
  'netfilter/nf_conntrack_timestamp': '0',
  'netfilter/nf_conntrack_tcp_loose': '1',
  'netfilter/nf_conntrack_tcp_be_liberal': '0',
  [`netfilter/${sysctlNames.established}`]: String(seconds.established),
  [`netfilter/${sysctlNames.unacknowledged}`]: String(unacknowledgedS),
  'netfilter/nf_conntrack_udp_timeout': '60',
  'netfilter/nf_conntrack_udp_timeout_stream': '180',
  'ipv4/ip_forward': '1',
  'ipv6/conf/all/forwarding': '1',
  ...(kernel === 'fixed'
    ? {
        [`netfilter/${sysctlNames.flowtable}`]: String(seconds.flowtable),
        [`netfilter/${sysctlNames.udpFlowtable}`]: String(seconds.flowtable),
      }
    : {}),
});

const modules = ['nft_flow_offload', 'nf_flow_table_inet', 'nf_flow_table', 'nf_tables', 'nf_conntrack'];

/** What OpenWrt's programs read: path → text. */
export const configs = (kernel: KernelKind): Record<string, string> => ({
  'etc/config/firewall': firewall,
  'etc/config/network': network,
  'etc/config/system': system,
  'etc/openwrt_release': openwrtRelease(releases[kernel]),
});

/** What survives a reboot, and what the kernel brings: path → text. */
function files(kernel: KernelKind): Record<string, string> {
  const release = releases[kernel];
  return {
    ...configs(kernel),
    'etc/os-release': osRelease(release),
    'etc/openwrt_version': `${release.version}\n`,
    'etc/nftables.d/10-custom-filter-chains.nft': '## Place for own chains; see README.\n',
    'etc/nftables.d/README': 'Files that end in .nft are included into table inet fw4.\n',
    'proc/sys/kernel/osrelease': `${release.kernel}\n`,
    'proc/sys/kernel/ostype': 'Linux\n',
    'proc/sys/kernel/hostname': 'demo\n',
    'proc/version': `Linux version ${release.kernel} (demo) #0 SMP\n`,
    'proc/loadavg': '0.08 0.03 0.01 1/61 2405\n',
    'proc/modules': modules.map((name) => `${name} 16384 1 - Live 0x00000000\n`).join(''),
    ...Object.fromEntries(
      Object.entries(sysctls(kernel)).map(([name, value]) => [`proc/sys/net/${name}`, `${value}\n`]),
    ),
  };
}

function write(root: string, path: string, text: string, mode = 0o644): void {
  const target = join(root, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
  chmodSync(target, mode);
}

/** Fills an empty directory with an OpenWrt router's root. */
export function makeRoot(root: string, kernel: KernelKind): void {
  for (const directory of [
    'tmp/run',
    'tmp/lock',
    'root',
    'etc/dropbear',
    'usr/bin',
    'usr/share/nftables.d',
    '.demo/calls',
    '.demo/bin',
  ])
    mkdirSync(join(root, directory), { recursive: true });
  symlinkSync('tmp', join(root, 'var'));
  for (const [path, text] of Object.entries(files(kernel))) write(root, path, text);
  for (const name of modules) mkdirSync(join(root, 'sys/module', name), { recursive: true });
  write(root, 'sys/module/nf_conntrack/refcnt', '9\n');
  for (const [name, place] of Object.entries(places)) write(root, join(place, name), stub, 0o755);
  const scripts = { ...uciProgram, ...fw4Program, ...firewallService, '/sbin/ifup': ifup };
  for (const [path, text] of Object.entries(scripts)) write(root, path, intoRoot(text, root), 0o755);
  symlinkSync('fw4', join(root, 'sbin/fw3'));
}

/** Empties what a router keeps in memory: /tmp, and /var and /var/run with it. */
export function clearMemory(root: string): void {
  rmSync(join(root, 'tmp'), { recursive: true, force: true });
  rmSync(join(root, '.demo/calls'), { recursive: true, force: true });
  for (const directory of ['tmp/run', 'tmp/lock', '.demo/calls'])
    mkdirSync(join(root, directory), { recursive: true });
}
