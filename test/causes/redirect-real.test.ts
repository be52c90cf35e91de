import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { causes } from '../../src/causes/index.ts';
import { judge } from '../../src/diagnosis/judge.ts';
import { type Box, lend, look, makeBox } from '../probes/box.ts';
import { namespacesOrSay } from '../support/namespaces.ts';

const canMakeNetns = namespacesOrSay('a redirect with a listener');

let box: Box;
beforeEach(() => {
  box = makeBox();
  lend(box, 'nft', 'conntrack');
  box.program('netstat', 'exec /bin/busybox netstat "$@"');
});
afterEach(() => box.close());

/** A phone in a namespace of its own behind `br-lan`, which dials 17.57.144.10; on port 7892 a program listens here. */
const household = (rules: string) => `
unshare -n sleep 20 >/dev/null 2>&1 &
c=$!
n=0; while [ "$(readlink /proc/$c/ns/net)" = "$(readlink /proc/self/ns/net)" ] && [ $n -lt 100 ]; do n=$((n+1)); sleep 0.05; done
ip link set lo up
ip link add br-lan type veth peer name eth0 netns $c
ip addr add 192.168.1.1/24 dev br-lan
ip link set br-lan up
ip link add wan type veth peer name far
ip link set far up
ip addr add 203.0.113.2/24 dev wan
ip link set wan up
ip route add default via 203.0.113.1
ip neigh add 203.0.113.1 lladdr 12:7f:7e:ae:e8:8d dev wan
echo 1 >/proc/sys/net/ipv4/ip_forward
nsenter -t $c -n ip link set lo up
nsenter -t $c -n ip addr add 192.168.1.188/24 dev eth0
nsenter -t $c -n ip link set eth0 up
nsenter -t $c -n ip route add default via 192.168.1.1
nft -f - <<'R'
table inet clash {
  chain pre {
    type nat hook prerouting priority dstnat; policy accept;
    ${rules}
  }
  chain post {
    type nat hook postrouting priority srcnat; policy accept;
    oifname "wan" masquerade
  }
}
R
busybox nc -ll -p 7892 -e sleep 15 >/dev/null 2>&1 </dev/null &
n=0; while ! grep -q ':1ED4 ' /proc/net/tcp /proc/net/tcp6 && [ $n -lt 100 ]; do n=$((n+1)); sleep 0.05; done
(sleep 15 | nsenter -t $c -n busybox nc 17.57.144.10 5223) >/dev/null 2>&1 &
n=0; while ! conntrack -L -p tcp --dport 5223 2>/dev/null | grep -q dport=5223 && [ $n -lt 100 ]; do n=$((n+1)); sleep 0.05; done`;

describe.runIf(canMakeNetns)('a push connection that a rule redirects, in the kernel', () => {
  it('is held here, whoever holds it', () => {
    const seen = look(box, { inNetns: household('ip protocol tcp tcp dport 1-65535 redirect to :7892') });
    const { findings, verdict } = judge(seen, causes);
    const proxy = findings.find(({ id }) => id === 'transparent-proxy');
    expect(proxy).toMatchObject({ severity: 'risk', leavesOpen: true });
    const lines = proxy?.evidence.map(({ line }) => line) ?? [];
    expect(lines[0]).toMatch(/dst=17\.57\.144\.10 .*dport=5223 .*src=192\.168\.1\.1 .*sport=7892/);
    expect(lines[1]).toMatch(/redirect to :7892/);
    expect(lines[2]).toMatch(/^:7892 LISTEN/);
    expect(verdict).not.toBe('healthy');
  });

  it('passes where only names are taken over', () => {
    const seen = look(box, { inNetns: household('meta l4proto { tcp, udp } th dport 53 redirect to :53') });
    const { findings } = judge(seen, causes);
    expect(findings.map(({ id }) => id)).not.toContain('transparent-proxy');
  });
});
