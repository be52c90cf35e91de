import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { namespacesOrSay } from '../support/namespaces.ts';
import { type Box, lend, look, makeBox } from './box.ts';
import { mustRead } from './support.ts';

const canMakeNetns = namespacesOrSay('rules that hand connections over, on real nft and iptables');

let box: Box;
beforeEach(() => {
  box = makeBox();
});
afterEach(() => box.close());

/** As OpenClash puts it into fw4's table, beside what fw4 has there itself. */
const openclash = `
table inet fw4 {
  chain forward {
    type filter hook forward priority filter; policy accept;
    jump elsewhere
  }
  chain elsewhere { accept
  }
  chain openclash {
    ip daddr 192.168.0.0/16 counter return
    tcp dport vmap { 22 : return, 80 : goto web }
    ip protocol tcp counter redirect to :7892
  }
  chain web { meta l4proto tcp redirect to :7892
  }
  chain dstnat {
    type nat hook prerouting priority dstnat; policy accept;
    ip protocol tcp counter jump openclash
  }
}`;

describe('what hands connections to a program', () => {
  it('is not asked for where no rule can and no proxy runs', () => {
    box.program('nft', `echo "$*" >>${box.root}/asked; echo 'table inet fw4'`);
    box.file('/sys/module/nft_redir/refcnt', '0\n');
    const { chains, unread } = mustRead(look(box).intercept);
    expect([chains, unread]).toEqual([[], []]);
    const asked = readFileSync(join(box.root, 'asked'), 'utf8').split('\n');
    expect(asked).toContain('-a -t list ruleset');
    expect(asked).not.toContain('-t list ruleset');
  });

  it('is asked for where a rule holds the module, and cut down to what comes in', () => {
    box.file('/sys/module/nft_redir/refcnt', '2\n');
    box.program(
      'nft',
      `case "$*" in 'list tables') echo t;; *'-t list ruleset') cat ${box.root}/tmp/rules;; esac`,
    );
    box.program('netstat', "echo 'tcp        0      0 :::7892      :::*     LISTEN      2411/clash'");
    box.file(
      '/tmp/rules',
      'table inet other {\n\tchain out {\n\t\ttype nat hook postrouting priority 100; policy accept;\n\t\tmasquerade\n\t}\n\tchain pre {\n\t\ttype nat hook prerouting priority -100; policy accept;\n\t\ttcp dport 5223 redirect to :7892\n\t}\n}\n',
    );
    const seen = mustRead(look(box).intercept);
    expect(seen.chains).toEqual([
      {
        chain: 'inet other pre',
        family: 'both',
        base: true,
        rules: ['tcp dport 5223 redirect to :7892'],
      },
    ]);
    expect(seen.listening).toEqual([{ port: 7892, program: 'clash' }]);
  });

  it('says which program did not tell its rules', () => {
    box.file('/proc/7/comm', 'xray\n');
    box.file('/tmp/etc/passwall/acl/default.json', '{"policy":{"levels":{"0":{"connIdle": 120}}}}');
    box.program('nft', `[ "$*" = 'list tables' ] && echo t`);
    const { unread, idle } = mustRead(look(box).intercept);
    expect(unread).toEqual(['nft']);
    expect(idle).toEqual([
      {
        path: expect.stringContaining('/tmp/etc/passwall/acl/default.json'),
        line: '"connIdle": 120',
        seconds: 120,
      },
    ]);
  });

  it.runIf(canMakeNetns)('is read from the real nft and iptables', () => {
    lend(box, 'nft', 'iptables-legacy', 'ip6tables-legacy');
    box.program('iptables', 'exec iptables-legacy "$@"');
    box.program('ip6tables', 'exec ip6tables-legacy "$@"');
    box.file('/tmp/rules.nft', openclash);
    const { chains } = mustRead(
      look(box, {
        inNetns: `nft -f ${box.root}/tmp/rules.nft
iptables-legacy -t mangle -N XRAY
iptables-legacy -t mangle -A XRAY -d 10.0.0.0/8 -j RETURN
iptables-legacy -t mangle -A XRAY -p tcp -j MARK --set-mark 1
iptables-legacy -t mangle -A PREROUTING -p tcp -m multiport --dports 443,5223:5230 -j XRAY
iptables-legacy -t mangle -A FORWARD -j ACCEPT`,
      }).intercept,
    );
    expect(chains.map(({ chain, base, family }) => [chain, base, family])).toEqual(
      expect.arrayContaining([
        ['inet fw4 dstnat', true, 'both'],
        ['inet fw4 openclash', false, 'both'],
        ['inet fw4 web', false, 'both'],
        ['iptables mangle PREROUTING', true, 'ipv4'],
        ['iptables mangle XRAY', false, 'ipv4'],
      ]),
    );
    expect(chains).toHaveLength(5);
    const rulesOf = (name: string) => chains.find(({ chain }) => chain === name)?.rules;
    expect(rulesOf('inet fw4 openclash')).toEqual([
      'ip daddr 192.168.0.0/16 counter packets 0 bytes 0 return',
      'tcp dport vmap { 22 : return, 80 : goto web }',
      'ip protocol tcp counter packets 0 bytes 0 redirect to :7892',
    ]);
    expect(rulesOf('iptables mangle XRAY')?.[0]).toBe('-A XRAY -d 10.0.0.0/8 -j RETURN');
  });
});
