import { describe, expect, it } from 'vitest';
import { answerOf, mustRead, snapshotOf } from './support.ts';

const fw4 = snapshotOf(answerOf('openwrt-24.10-fw4-offloaded'));
const fw4Exempt = snapshotOf(answerOf('openwrt-24.10-fw4-exempt'));
const fw3 = snapshotOf(answerOf('openwrt-21.02-fw3-offloaded'));
const fw3Exempt = snapshotOf(answerOf('openwrt-21.02-fw3-exempt'));

describe('readings of OpenWrt 24.10 with fw4', () => {
  it('names the system', () => {
    expect(mustRead(fw4.system)).toMatchObject({
      kernel: '6.1.0-56-cloud-amd64',
      hostname: 'OpenWrt',
      model: 'Standard PC (Q35 + ICH9, 2009)',
      distribution: 'OpenWrt',
      release: '24.10.0',
      target: 'x86/64',
    });
    expect(mustRead(fw4.clock).epochS).toBeGreaterThan(1_795_000_000);
    expect(mustRead(fw4.tools).found).toEqual(expect.arrayContaining(['nft', 'fw4', 'uci', 'ubus']));
    expect(mustRead(fw4.tools).found).not.toContain('fw3');
  });

  it('reads what is configured, lists and quotes included', () => {
    const { flowOffloading, flowOffloadingHw, dropInvalid, entries } = mustRead(fw4.uci);
    expect({ flowOffloading, flowOffloadingHw, dropInvalid }).toEqual({
      flowOffloading: true,
      flowOffloadingHw: false,
      dropInvalid: false,
    });
    expect(entries['firewall.@zone[1].network']).toEqual(['wan', 'wan6']);
    expect(entries['firewall.@rule[4].icmp_type']).toEqual(['130/0', '131/0', '132/0', '143/0']);
  });

  it('has the sysctl that tells a fixed kernel', () => {
    expect(mustRead(fw4.sysctls).values).toMatchObject({
      nf_flowtable_tcp_timeout: 30,
      nf_conntrack_tcp_timeout_established: 7440,
      'net.ipv4.ip_forward': 1,
      'net.ipv6.conf.all.forwarding': 1,
    });
  });

  it('reads the forward chain in order, its flowtable and its lines', () => {
    const { chains, rules, flowtables, lines } = mustRead(fw4.nft);
    expect(chains).toMatchObject([
      { family: 'inet', table: 'fw4', name: 'forward', hook: 'forward', prio: 0 },
    ]);
    expect(JSON.stringify(rules[0]?.expr)).toContain('"flow"');
    expect(rules[1]?.comment).toBe('!fw4: Handle forwarded flows');
    expect(flowtables).toEqual([
      { family: 'inet', table: 'fw4', name: 'ft', devices: ['eth0', 'lan1', 'wan'], hardware: false },
    ]);
    expect(lines[0]).toBe('table inet fw4 {');
    expect(
      lines.some((line) => /^\t\tmeta l4proto \{ tcp, udp \} flow add @ft # handle \d+$/.test(line)),
    ).toBe(true);
    expect(
      mustRead(fw4Exempt.nft)
        .rules.map(({ comment }) => comment)
        .slice(0, 3),
    ).toEqual(['pushfix:apns:v1', 'pushfix:apns:v1', null]);
  });

  it('reads entries, table, names, route and log', () => {
    const { source, lines, truncated } = mustRead(fw4.conntrack);
    expect({ source, truncated }).toEqual({ source: '/proc/net/nf_conntrack', truncated: false });
    expect(lines.every((line) => line.includes('dport=5223') && line.includes('[OFFLOAD]'))).toBe(true);
    expect(mustRead(fw4.table)).toMatchObject({
      max: 2048,
      fullInLog: 0,
      stats: { early_drop: 0, insert_failed: 0 },
    });
    expect(mustRead(fw4.table).stats).not.toHaveProperty('entries');
    expect(mustRead(fw4.leases).leases).toMatchObject([
      { mac: '5a:11:22:33:44:55', ip: '192.168.1.188', name: '<b>@everyone</b>' },
    ]);
    expect(mustRead(fw4.neighbours).neighbours).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ ip: 'fd00:1::188', mac: '5a:11:22:33:44:55', device: 'br-lan' }),
      ]),
    );
    expect(mustRead(fw4.wan)).toMatchObject({ device: 'wan' });
    expect(mustRead(fw4.wan).addresses).toEqual(expect.arrayContaining(['203.0.113.2', '2001:db8:1::2']));
    expect(mustRead(fw4.log).lines.at(-1)).toContain('Reloading firewall due to ifup of');
  });

  it('sees nothing of ours, and what others put there', () => {
    expect(mustRead(fw4.own)).toEqual({
      files: [],
      armed: [],
      foreign: ['/etc/nftables.d/10-custom-filter-chains.nft'],
    });
    expect(fw4.iptables.kind).toBe('absent');
  });
});

describe('readings of OpenWrt 21.02 with fw3', () => {
  it('reads both families of iptables, and that nft is not there', () => {
    const { ipv4, ipv6 } = mustRead(fw3Exempt.iptables);
    for (const lines of [ipv4, ipv6]) {
      expect(lines?.[0]).toBe('-P FORWARD DROP');
      expect(lines?.[1]).toContain('--sport 5223');
      expect(lines?.findIndex((line) => line.includes('-j FLOWOFFLOAD'))).toBeGreaterThan(2);
      expect(lines).toContain('-N forwarding_rule');
    }
    expect(fw3.nft).toEqual({ kind: 'absent', why: 'no nft here' });
    expect(mustRead(fw3.tools)).toMatchObject({ iptablesBackend: 'legacy' });
    expect(mustRead(fw3.tools).found).toContain('fw3');
  });

  it('does not have the sysctl that tells a fixed kernel', () => {
    expect(mustRead(fw3.sysctls).values).not.toHaveProperty('nf_flowtable_tcp_timeout');
    expect(mustRead(fw3.table).stats).toHaveProperty('delete_list');
  });

  it('names the includes of others', () => {
    expect(mustRead(fw3.own).foreign).toEqual(['/etc/firewall.user']);
    expect(mustRead(fw3Exempt.own).foreign).toEqual(['/etc/firewall.user', '/etc/pushfix.fw3.sh']);
  });
});
