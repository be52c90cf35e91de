import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseConntrack } from '../../src/conntrack/entry.ts';
import { flowsOf } from '../../src/diagnosis/flows.ts';
import { namespacesOrSay } from '../support/namespaces.ts';
import { type Box, lend, look, makeBox } from './box.ts';
import { mustRead } from './support.ts';

const canMakeNetns = namespacesOrSay('the real programs in a network namespace');

let box: Box;
beforeEach(() => {
  box = makeBox();
});
afterEach(() => box.close());

const entry = 'conntrack 2>/dev/null -I -p tcp -t 7440 --state ESTABLISHED -u SEEN_REPLY,ASSURED';
const network = `
ip link set lo up
ip link add wan type veth peer name far
ip link set far up
ip addr add 203.0.113.2/24 dev wan
ip addr add 2001:db8:1::2/64 dev wan nodad
ip link set wan up
ip route add default via 203.0.113.1
ip neigh add 203.0.113.1 lladdr 12:7f:7e:ae:e8:8d dev wan
`;

describe.runIf(canMakeNetns)('the real programs, in a network namespace', () => {
  it('reads nft, conntrack, sysctls, neighbours and the default route', () => {
    lend(box, 'nft', 'conntrack');
    const seen = look(box, {
      inNetns: `${network}
nft -f - <<'EOF'
table inet fw4 {
  chain sub {
    accept
  }
  chain forward {
    type filter hook forward priority filter; policy drop;
    tcp dport { 5223, 5228-5230 } ct state established,related accept comment "say $HOME -j x"
    jump sub
  }
  chain input {
    type filter hook input priority filter; policy accept;
    jump sub
  }
}
EOF
${entry} -s 192.168.1.188 -d 17.57.144.10 --sport 50001 --dport 5223
${entry} -s fd00:1::188 -d 2620:149:a44:404::10 --sport 50002 --dport 443
${entry} -s 192.168.1.188 -d 192.0.2.9 --sport 50003 --dport 443`,
    });
    const { chains, rules: read, lines } = mustRead(seen.nft);
    expect(chains.map(({ name, policy }) => [name, policy])).toEqual([
      ['forward', 'drop'],
      ['sub', null],
    ]);
    expect(read.map(({ comment }) => comment)).toEqual(['say $HOME -j x', null, null]);
    expect(lines.some((line) => /^\t\ttcp dport \{ 5223, 5228-5230 \} .* # handle \d+$/.test(line))).toBe(
      true,
    );
    expect(
      flowsOf(seen)
        .map(({ device, server }) => [device.ip, server.ip, server.port])
        .sort(),
    ).toEqual([
      ['192.168.1.188', '17.57.144.10', 5223],
      ['fd00:1::188', '2620:149:a44:404::10', 443],
    ]);
    expect(mustRead(seen.conntrack).lines.map((line) => parseConntrack(line)?.state)).toEqual([
      'ESTABLISHED',
      'ESTABLISHED',
    ]);
    expect(mustRead(seen.sysctls).values.nf_conntrack_tcp_timeout_established).toBeGreaterThan(60);
    expect(mustRead(seen.table)).toMatchObject({ count: 3 });
    expect(mustRead(seen.neighbours).neighbours).toContainEqual({
      ip: '203.0.113.1',
      mac: '12:7f:7e:ae:e8:8d',
      device: 'wan',
      state: 'PERMANENT',
    });
    expect(mustRead(seen.wan)).toEqual({
      device: 'wan',
      addresses: expect.arrayContaining(['203.0.113.2', '2001:db8:1::2']),
    });
  });

  it('reads the whole of plain nft, and both chains that see forwarded packets', () => {
    lend(box, 'nft');
    const seen = look(box, {
      inNetns: `nft -f - <<'EOF'
table ip a {
  chain x {
    drop
  }
  chain seen {
    type filter hook forward priority 10; policy accept;
    tcp dport vmap { 5223 : goto x }
  }
}
table inet b {
  chain forward {
    type filter hook forward priority filter; policy accept;
    accept
  }
  chain out {
    type filter hook output priority filter; policy accept;
  }
}
EOF`,
    });
    const { chains, rules } = mustRead(seen.nft);
    expect(chains.map(({ table, name, prio }) => [table, name, prio])).toEqual([
      ['a', 'seen', 10],
      ['a', 'x', null],
      ['b', 'forward', 0],
    ]);
    expect(rules).toHaveLength(3);
    expect(mustRead(seen.nft).flowtables).toEqual([]);
  });

  it.each(['legacy', 'nft'])('reads iptables-%s in both families, and only where it is in use', (backend) => {
    lend(box, 'nft', `iptables-${backend}`, `ip6tables-${backend}`);
    box.program('iptables', `exec iptables-${backend} "$@"`);
    box.program('ip6tables', `exec ip6tables-${backend} "$@"`);
    const unused = look(box, { inNetns: ':' });
    expect(unused.iptables).toEqual({ kind: 'absent', why: 'iptables is not in use' });
    const seen = look(box, {
      inNetns: `for t in iptables-${backend} ip6tables-${backend}; do
$t -N forwarding_rule; $t -N FLOWOFFLOAD; $t -N behind
$t -A forwarding_rule -p tcp --dport 5223 -j ACCEPT
$t -A FORWARD -m comment --comment 'it'"'"'s "quoted" -j DROP' -j forwarding_rule
$t -A FORWARD -j FLOWOFFLOAD; $t -A FORWARD -j behind; done`,
    });
    const { ipv4, ipv6 } = mustRead(seen.iptables);
    for (const lines of [ipv4, ipv6]) {
      expect(lines).toEqual(
        expect.arrayContaining(['-P FORWARD ACCEPT', '-A FORWARD -j FLOWOFFLOAD', '-N forwarding_rule']),
      );
      expect(lines?.some((line) => line.startsWith('-A forwarding_rule -p tcp'))).toBe(true);
      expect(lines).toEqual(expect.arrayContaining(['-N FLOWOFFLOAD', '-N behind']));
      expect(lines).not.toContain('-P INPUT ACCEPT');
    }
    expect(mustRead(seen.tools).iptablesBackend).toBe(backend);
  });

  it('changes no rules by looking at them', () => {
    lend(box, 'nft', 'iptables-nft', 'ip6tables-nft');
    box.program('iptables', 'exec iptables-nft "$@"');
    box.program('ip6tables', 'exec ip6tables-nft "$@"');
    box.program('nft', `/usr/sbin/nft "$@"; s=$?; /usr/sbin/nft list ruleset >>${box.root}/rules; exit $s`);
    const seen = look(box, { inNetns: 'nft add table ip filter' });
    expect(seen.nft.kind).toBe('value');
    const after = readFileSync(join(box.root, 'rules'), 'utf8').split('\n');
    expect(new Set(after)).toEqual(new Set(['table ip filter {', '}', '']));
  });
});
