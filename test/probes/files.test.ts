import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { services } from '../../src/push/services/index.ts';
import { type Box, lend, look, makeBox } from './box.ts';
import { mustRead } from './support.ts';

let box: Box;
beforeEach(() => {
  box = makeBox();
});
afterEach(() => box.close());

const busybox = execFileSync('sh', ['-c', 'command -v busybox'], { encoding: 'utf8' }).trim();
const entry = (proto: string, server: string, dport: number, rest = 'packets=1 bytes=60 ') =>
  `ipv4     2 ${proto} 300 ESTABLISHED src=192.168.1.20 dst=${server} sport=50000 dport=${dport} ${rest}src=${server} dst=203.0.113.2 sport=${dport} dport=50000 [ASSURED] mark=0 zone=0 use=2`;
const tcp = 'tcp      6';

/** A connection to each port and network of each service, and some that are nobody's. */
const pushes = services.flatMap(({ proto, ports, shared }) => [
  ...ports.map(({ from }) => entry(proto === 'tcp' ? tcp : 'udp      17', '192.0.2.7', from)),
  ...(shared?.prefixes ?? [])
    .filter((prefix) => !prefix.includes(':'))
    .flatMap((prefix) => (shared?.ports ?? []).map((port) => entry(tcp, prefix.split('/')[0] ?? '', port))),
]);
const others = [
  entry(tcp, '192.0.2.7', 443),
  entry(tcp, '192.0.2.7', 52_230),
  entry(tcp, '18.1.1.1', 443),
  entry(tcp, '17.1.1.1', 22),
  entry('udp      17', '17.1.1.1', 443),
  'ipv4     2 icmp     1 29 src=192.168.1.20 dst=17.1.1.1 type=8 code=0 id=1 src=17.1.1.1 dst=203.0.113.2 type=0 code=0 id=1',
  'ipv4     2 unknown  2 500 src=192.168.1.1 dst=224.0.0.22 [UNREPLIED] src=224.0.0.22 dst=192.168.1.1 use=2',
];
const unanswered = [
  entry(tcp, '192.0.2.8', 5223, '[UNREPLIED] '),
  entry(tcp, '192.0.2.8', 5223, ''),
  'ipv6     10 tcp      6 9 ESTABLISHED src=fd00:0001:0000:0000:0000:0000:0000:0188 dst=2620:0149:0a44:0404:0000:0000:0000:0010 sport=1 dport=443 src=2620:0149:0a44:0404:0000:0000:0000:0010 dst=fd00:0001:0000:0000:0000:0000:0000:0188 sport=443 dport=1 use=2',
];
const counted = (entries: string) => `entries  drop\n${entries}  00000000\n`;

describe('the table of connections', () => {
  const small = () => box.file('/proc/net/stat/nf_conntrack', counted('00000fff'));
  const large = () => box.file('/proc/net/stat/nf_conntrack', counted('0000c350'));
  const musl = () => {
    large();
    box.file('/lib/ld-musl-mipsel-sf.so.1', '');
  };

  it.each<[string, string, () => void]>(
    ['busybox', 'mawk', 'gawk'].flatMap((awk) =>
      Object.entries({ small, large, musl }).map(
        ([name, set]) => [awk, name, set] as [string, string, () => void],
      ),
    ),
  )('%s: a %s one tells the same', (awk, name, set) => {
    if (awk !== 'busybox') {
      lend(box, awk);
      box.program('awk', `exec ${awk} "$@"`);
    }
    set();
    box.program('grep', `: >${box.root}/searched; exec ${busybox} grep "$@"`);
    const wanted = [...new Set(pushes), ...unanswered];
    box.file('/proc/net/nf_conntrack', `${[...others, ...wanted, ...others].join('\n')}\n`);
    expect(mustRead(look(box).conntrack).lines.sort()).toEqual(wanted.sort());
    expect(existsSync(join(box.root, 'searched'))).toBe(name === 'large');
  });
});

describe('what is read in one go', () => {
  it('is not shifted by anything a device can call itself', () => {
    box.file('/tmp/dhcp.leases', '1 aa:bb:cc:dd:ee:ff 192.168.1.2 a\x1e=\x1eb *\n=\n=stream\n');
    box.file('/proc/net/nf_conntrack', `${entry(tcp, '192.0.2.7', 5223)}\n`);
    box.program('uci', "printf '%s\\n' firewall.a=include = 'firewall.a.path=x' =");
    box.program('logread', "printf '%s\\n' = 'x user.notice firewall: y' '\x1e'");
    const seen = look(box);
    expect(mustRead(seen.leases).leases.map(({ name }) => name)).toEqual(['a=b']);
    expect(mustRead(seen.conntrack).lines).toHaveLength(1);
    expect(mustRead(seen.log).lines).toEqual(['x user.notice firewall: y']);
    expect(mustRead(seen.own).foreign).toEqual([]);
  });

  it('is passed over, and said to be so, where there is no awk', () => {
    rmSync(join(box.root, 'bin/awk'));
    box.file('/proc/sys/kernel/osrelease', '5.4.175\n');
    box.file('/proc/uptime', '173.85 133.35\n');
    box.file('/tmp/dhcp.leases', '1 aa:bb:cc:dd:ee:ff 192.168.1.2 a *\n');
    const seen = look(box);
    expect(seen.leases).toEqual({ kind: 'absent', why: 'a command is missing here' });
    expect(mustRead(seen.system).kernel).toBe('5.4.175');
    expect(mustRead(seen.clock).epochS).toBeGreaterThan(1_700_000_000);
  });

  it.each([
    [
      'eth1',
      'Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\n*\t00000000\t00000000\t0201\t0\t0\t0\t00000000\neth1\t00000000\t010071CB\t0003\t0\t0\t0\t00000000\neth2\t00000000\t010071CB\t0003\t0\t0\t9\t00000000\n',
    ],
    [
      'six',
      'Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\neth1\t000071CB\t00000000\t0001\t0\t0\t0\t00FFFFFF\neth2\t00000000\t00000000\t0001\t0\t0\t0\t00000080\n',
    ],
  ])('has the default route: %s', (device, route) => {
    box.file('/proc/net/route', route);
    box.program('ip', `case "$*" in '-6 route show default') echo default via fe80::1 dev six;; esac`);
    expect(mustRead(look(box).wan).device).toBe(device);
  });
});

describe('programs that a look starts', () => {
  const started = () => readFileSync(join(box.root, 'started'), 'utf8').split('\n').slice(0, -1).sort();

  it('are few on a router with everything', () => {
    for (const applet of 'awk cat date grep head sed tail uname sleep'.split(' '))
      box.program(applet, `echo ${applet} >>${box.root}/started; exec ${busybox} ${applet} "$@"`);
    const says = (name: string, text: string) =>
      box.program(name, `echo ${name} >>${box.root}/started; ${text}`);
    says('uci', 'echo firewall.pushmedic=include; echo firewall.pushmedic.path=/x');
    says('ubus', "echo '{}'");
    says(
      'nft',
      "printf 'table inet fw4 {\\n\\tchain forward {\\n\\t\\ttype filter hook forward priority 0; policy drop;\\n\\t}\\n}\\n'",
    );
    says('ip', 'echo 192.168.1.2 dev br-lan lladdr aa:bb:cc:dd:ee:ff STALE');
    says('logread', ':');
    says('nslookup', 'echo Server: 127.0.0.1');
    box.file('/proc/sys/kernel/osrelease', '6.6.1\n');
    box.file('/proc/sys/kernel/ostype', 'Linux\n');
    box.file('/tmp/sysinfo/model', 'A router\n');
    box.file('/etc/openwrt_release', "DISTRIB_RELEASE='24.10'\n");
    box.file('/etc/config/network', 'config interface wan\n');
    box.file('/etc/nftables.d/05-pushmedic.nft', 'chain forward {\n}\n');
    box.file('/etc/sysctl.conf', '# pushmedic:a:v1\nx=1\n# pushmedic:a end\n');
    box.file('/tmp/dhcp.leases', '1 aa:bb:cc:dd:ee:ff 192.168.1.2 a *\n');
    box.file('/proc/net/nf_conntrack', `${entry(tcp, '192.0.2.7', 5223)}\n`);
    box.file('/proc/net/stat/nf_conntrack', counted('00000001'));
    box.file('/proc/sys/net/netfilter/nf_conntrack_count', '1\n');
    box.file('/proc/sys/net/netfilter/nf_conntrack_max', '16384\n');
    box.file(
      '/proc/net/route',
      'Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\nwan\t00000000\t0\t0003\t0\t0\t0\t00000000\n',
    );
    expect(mustRead(look(box).own).files).toHaveLength(3);
    // A name server that answers at once leaves nothing to wait for, mostly before the waiting has begun.
    expect(started().filter((name) => name !== 'sleep')).toEqual(
      'awk awk date ip ip logread nft nslookup nslookup nslookup ubus uci'.split(' '),
    );
  });
});
