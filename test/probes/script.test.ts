import { spawnSync } from 'node:child_process';
import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { scriptFor } from '../../src/probes/engine/script.ts';
import { probes } from '../../src/probes/index.ts';
import { type Box, look, makeBox } from './box.ts';
import { boundary, mustRead } from './support.ts';

let box: Box;
beforeEach(() => {
  box = makeBox();
});
afterEach(() => box.close());

const entry = (ip: string, dport: number, flag = '[OFFLOAD] ') =>
  `ipv4     2 tcp      6 src=192.168.1.188 dst=${ip} sport=51424 dport=${dport} packets=18 bytes=1000 src=${ip} dst=203.0.113.2 sport=${dport} dport=51424 packets=1 bytes=60 ${flag}mark=0 zone=0 use=3`;

/**
 * Longer than dropbear's longest command, so it travels on standard input (ssh/command-line.ts); a router reads and
 * parses this much in a few milliseconds.
 */
const maxScriptBytes = 28_000;

describe('the script of a diagnosis', () => {
  it('is short enough to be sent to a small router and parsed there', () => {
    expect(Buffer.byteLength(scriptFor(boundary))).toBeLessThan(maxScriptBytes);
  });

  it.each([['busybox', 'ash'], ['dash'], ['bash', '--posix']])('is understood by %s', (shell, ...args) => {
    const ran = spawnSync(shell, [...args, '-n', '-c', scriptFor(boundary)], { encoding: 'utf8' });
    expect(ran.error).toBeUndefined();
    expect([ran.status, ran.stderr]).toEqual([0, '']);
  });

  it('has nothing but plain paths, which a demo can put elsewhere', () => {
    expect(scriptFor(boundary)).not.toMatch(/\$\w*\/(proc|etc|tmp|sys|var)|\/(proc|etc|tmp|sys|var)\/\S*\$/);
  });

  it('ends well on a box that has nothing at all, and says what is absent', () => {
    const seen = look(box);
    const kinds = Object.fromEntries(
      (Object.keys(probes) as (keyof typeof probes)[]).map((id) => [id, seen[id].kind]),
    );
    expect(kinds).toMatchObject({
      system: 'failed',
      uci: 'absent',
      table: 'absent',
      conntrack: 'absent',
      nft: 'absent',
      iptables: 'absent',
      leases: 'absent',
      log: 'absent',
    });
    expect(mustRead(seen.tools)).toMatchObject({
      found: expect.arrayContaining(['ip']),
      iptablesBackend: null,
    });
    expect(mustRead(seen.sysctls).values).toEqual({});
    expect(mustRead(seen.own)).toEqual({ files: [], armed: [], foreign: [] });
  });

  it('reads files as they are', () => {
    box.file('/proc/sys/kernel/osrelease', '5.4.175\n');
    box.file('/proc/sys/net/netfilter/nf_conntrack_tcp_timeout_established', '7440\n');
    box.file('/proc/sys/net/netfilter/nf_flowtable_tcp_timeout', '30\n');
    box.file('/proc/sys/net/ipv4/ip_forward', '1\n');
    box.file('/proc/sys/net/netfilter/nf_conntrack_count', '29\n');
    box.file('/proc/sys/net/netfilter/nf_conntrack_max', '16384\n');
    box.file(
      '/proc/net/stat/nf_conntrack',
      'entries  drop early_drop\n0000001d  00000000 0000000a\n0000001d  00000001 00000006\n',
    );
    box.file('/proc/uptime', '173.85 133.35\n');
    box.file(
      '/tmp/dhcp.leases',
      '0 5A:11:22:33:44:55 192.168.1.188 my $(reboot) "phone" 01:5a\n1 aa:bb:cc:dd:ee:ff 192.168.1.2 * *\n',
    );
    box.file('/sys/module/shortcut_fe/refcnt', '1\n');
    box.program(
      'dmesg',
      "echo '[1.2] nf_conntrack: nf_conntrack: table full, dropping packet'; echo '[1.3] nf_conntrack: table full, dropping packet'",
    );
    box.program(
      'logread',
      "printf '%s\\n' 'Tue Nov 24 11:08:20 2026 user.notice firewall: Reloading firewall due to ifup of wan (wan)' 'x daemon.info dnsmasq-dhcp[1]: DHCPACK firewall: nf_conntrack: table full'",
    );
    const seen = look(box);
    expect(mustRead(seen.system).kernel).toBe('5.4.175');
    expect(mustRead(seen.sysctls).values).toEqual({
      nf_conntrack_tcp_timeout_established: 7440,
      nf_flowtable_tcp_timeout: 30,
      'net.ipv4.ip_forward': 1,
    });
    expect(mustRead(seen.table)).toMatchObject({
      count: 29,
      max: 16384,
      fullInLog: 2,
      stats: { drop: 1, early_drop: 16 },
    });
    expect(mustRead(seen.clock).uptimeS).toBe(173.85);
    expect(mustRead(seen.leases).leases).toEqual([
      { mac: '5a:11:22:33:44:55', ip: '192.168.1.188', name: 'my $(reboot) "phone"', expires: 0 },
      { mac: 'aa:bb:cc:dd:ee:ff', ip: '192.168.1.2', name: null, expires: 1 },
    ]);
    expect(mustRead(seen.tools).accelerators).toEqual(['shortcut_fe']);
    expect(mustRead(seen.log).lines).toEqual([
      'Tue Nov 24 11:08:20 2026 user.notice firewall: Reloading firewall due to ifup of wan (wan)',
    ]);
  });

  it('does not take the link /sbin/fw3 of a fw4 system for fw3', () => {
    box.program('fw4', ':');
    symlinkSync('fw4', join(box.root, 'bin/fw3'));
    expect(mustRead(look(box).tools).found).toContain('fw4');
    expect(mustRead(look(box).tools).found).not.toContain('fw3');
    rmSync(join(box.root, 'bin/fw3'));
    box.program('fw3', ':');
    expect(mustRead(look(box).tools).found).toContain('fw3');
  });

  it('sends push entries and no others', () => {
    const wanted = [
      entry('17.57.144.10', 5223),
      entry('192.0.2.1', 5228),
      entry('192.0.2.1', 5230, '[HW_OFFLOAD] '),
      entry('17.1.2.3', 443),
      entry('183.3.224.139', 8080),
      entry('149.154.167.91', 443),
      entry('192.0.2.1', 8883),
      entry('157.240.0.60', 5222),
      entry('192.0.2.9', 4500).replace('tcp      6', 'udp      17 170'),
    ];
    const others = [
      entry('17.1.2.3', 80),
      entry('18.1.2.3', 443),
      entry('149.154.1.1', 443),
      entry('183.3.224.139', 22),
      entry('192.0.2.9', 4500),
      entry('192.0.2.9', 443).replace('tcp      6', 'udp      17 170'),
      entry('192.0.2.1', 52230),
      entry('192.0.2.1', 5231),
      entry('192.0.2.1', 443).replace('sport=51424', 'sport=5223'),
      entry('192.0.2.1', 443).replace('dport=51424', 'dport=5223'),
      entry('17.57.144.10', 5223).replace('tcp      6', 'udp      17 30'),
    ];
    box.file('/proc/net/nf_conntrack', `${[...wanted, ...others].join('\n')}\n`);
    expect(mustRead(look(box).conntrack)).toEqual({
      source: '/proc/net/nf_conntrack',
      lines: wanted,
      truncated: false,
      refused: 0,
    });
  });

  it('reads the table under its old name', () => {
    box.file('/proc/net/ip_conntrack', `${entry('17.57.144.10', 5223).replace(/^ipv4 +2 /, '')}\n`);
    expect(mustRead(look(box).conntrack)).toMatchObject({ source: '/proc/net/ip_conntrack', refused: 0 });
    expect(mustRead(look(box).conntrack).lines).toHaveLength(1);
  });

  it('cuts a flood of push entries, and says so', () => {
    box.file('/proc/net/nf_conntrack', `${entry('17.57.144.10', 5223)}\n`.repeat(1000));
    const { lines, truncated } = mustRead(look(box).conntrack);
    expect([lines.length, truncated]).toEqual([400, true]);
  });

  it('says why connection tracking could not be read', () => {
    box.file('/proc/net/nf_conntrack', 'x\n', 0o000);
    const uid = process.getuid?.() === 0 ? { uid: 65534 } : {};
    expect(look(box, uid).conntrack).toEqual({
      kind: 'failed',
      why: '/proc/net/nf_conntrack: Permission denied'.replace('/proc', `${box.root}/proc`),
    });
  });

  it('asks the conntrack tool where there is no file', () => {
    box.program(
      'conntrack',
      `case "$*" in -C) echo 2;; '-L -f ipv4 -o extended') echo '${entry('17.57.144.10', 5223)}'; echo 'conntrack v1.4.7 (conntrack-tools): 1 flow entries have been shown.' >&2;;
'-L -f ipv6 -o extended') echo 'ipv6     10 tcp      6 9 CLOSE src=fd00:1::188 dst=2620:149:a44::10 sport=5 dport=443 src=2620:149:a44::10 dst=fd00:1::188 sport=443 dport=5 use=1';; *) exit 2;; esac`,
    );
    const { source, lines } = mustRead(look(box).conntrack);
    expect([source, lines.length]).toEqual(['conntrack -L', 2]);
    box.program(
      'conntrack',
      "echo 'conntrack v1.4.7 (conntrack-tools): Operation failed: Operation not permitted' >&2; exit 1",
    );
    expect(look(box).conntrack).toMatchObject({
      kind: 'failed',
      why: expect.stringContaining('not permitted'),
    });
  });

  it('finds what is ours, what is armed and what others put there', () => {
    box.file(
      '/etc/nftables.d/05-pushmedic.nft',
      'chain forward {\n\n\ttype filter hook forward priority filter; policy drop;\n}',
    );
    box.file('/etc/nftables.d/10-custom.nft', '');
    box.file('/etc/nftables.d/README', '');
    box.file('/etc/pushmedic.fw3.sh', `: x\nfile fw4\n${boundary} end 0\n`);
    box.file('/tmp/pushmedic/k3J9/armed', '');
    box.file('/tmp/pushmedic/old/log', '');
    box.program(
      'uci',
      "printf '%s\\n' 'firewall.a=include' \"firewall.a.path='/etc/a b'\" 'firewall.pushmedic=include' \"firewall.pushmedic.path='/etc/pushmedic.fw3.sh'\" \"firewall.r.path='no'\"",
    );
    expect(mustRead(look(box).own)).toEqual({
      files: [
        {
          path: '/etc/nftables.d/05-pushmedic.nft',
          text: 'chain forward {\n\n\ttype filter hook forward priority filter; policy drop;\n}\n',
        },
        { path: '/etc/pushmedic.fw3.sh', text: `: x\nfile fw4\n${boundary} end 0\n` },
        {
          path: 'firewall.pushmedic',
          text: "firewall.pushmedic=include\nfirewall.pushmedic.path='/etc/pushmedic.fw3.sh'\n",
        },
      ],
      armed: ['k3J9'],
      foreign: ['/etc/nftables.d/10-custom.nft', '/etc/a b'],
    });
  });
});
