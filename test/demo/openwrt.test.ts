import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { awks, type Userland, userland } from './openwrt.ts';

/** What OpenWrt 24.10's own programs printed, without the command line and the status around it. */
function capture(name: string): string {
  const text = readFileSync(join(import.meta.dirname, '../fixtures/demo', `${name}.txt`), 'utf8');
  return text.slice(text.indexOf('\n') + 1).replace(/\[rc=\d+\]\n$/, '');
}

let router: Userland;
afterEach(() => router.remove());

function captured(awk: keyof typeof awks): Userland {
  router = userland(awk);
  router.write('etc/config/firewall', capture('10-offloaded-etc-config-firewall'));
  router.write('etc/config/network', networkOf(capture('10-offloaded-uci-network')));
  return router;
}
/** The file behind a `uci show network`. */
function networkOf(shown: string): string {
  const lines = shown.trim().split('\n');
  return lines
    .map((line) => {
      const [, section = '', option, value = ''] = /^network\.([^.=]+)(?:\.(\w+))?=(.*)$/.exec(line) ?? [];
      const name = section.startsWith('@') ? '' : ` '${section}'`;
      if (option === undefined) return `config ${value}${name}`;
      const several = value.split(' ').length > 1;
      return value
        .split(' ')
        .map((each) => `\t${several ? 'list' : 'option'} ${option} ${each}`)
        .join('\n');
    })
    .join('\n');
}

describe.each(Object.keys(awks) as (keyof typeof awks)[])('under %s', (awk) => {
  test('uci show of the real configuration file', () => {
    expect(captured(awk).sh('uci show firewall')).toBe(capture('10-offloaded-uci-firewall'));
  });

  test('fw4 print is the real one, to the byte', () => {
    const printed = captured(awk).sh('fw4 print');
    expect(printed).toBe(capture('10-offloaded-fw4-print').replace('delete flowtable inet fw4 ft\n', ''));
  });

  test('offloading switched off, not yet committed: rendered all the same', () => {
    captured(awk).sh('uci set firewall.@defaults[0].flow_offloading=0');
    expect(capture('20-off')).toContain(router.sh('fw4 print').split('\n').slice(0, 25).join('\n'));
  });

  test('a rule that drops a port, and a WAN zone that drops', () => {
    const added = `
config rule
	option name 'No-Push'
	option src lan
	option dest wan
	option proto tcp
	option dest_port 5223
	option target REJECT
`;
    captured(awk).write('etc/config/firewall', capture('10-offloaded-etc-config-firewall') + added);
    router.sh('uci set firewall.@zone[1].input=DROP; uci set firewall.@defaults[0].drop_invalid=1');
    const printed = router.sh('fw4 print');
    expect(printed).toContain(
      '\tchain forward_lan {\n\t\ttcp dport 5223 counter jump reject_to_wan comment "!fw4: No-Push"\n',
    );
    expect(printed).toContain('\t\tiifname "wan" counter drop comment "!fw4: drop wan IPv4/IPv6 traffic"\n');
    expect(printed).toContain('related : accept, invalid : drop }');
  });

  test('uci: what is set is told as changes, shown, and committed as `uci export` prints it', () => {
    captured(awk).sh(`uci set firewall.mine=include; uci set firewall.mine.path='/etc/a b'"'"'c'
uci add_list firewall.mine.what=1; uci add_list firewall.mine.what=2; uci delete firewall.@rule[-1]`);
    expect(router.sh('uci changes firewall').split('\n').slice(0, 3)).toEqual([
      "firewall.mine='include'",
      "firewall.mine.path='/etc/a b'\\''c'",
      "|firewall.mine.what='1'",
    ]);
    expect(router.sh('uci get firewall.mine.path; uci get firewall.mine.what')).toBe("/etc/a b'c\n1 2\n");
    expect(router.sh('uci show firewall')).not.toContain('Allow-ISAKMP');
    const exported = router.sh('uci export firewall');
    router.sh('uci commit firewall');
    expect(router.sh('uci changes; cat /etc/config/firewall')).toBe(
      exported.replace('package firewall\n', ''),
    );
    expect(router.sh('uci export firewall')).toBe(exported);
  });
});

test('uci: any value comes back as it was set', () => {
  router = userland('busybox');
  router.write('etc/config/x', "config thing 'a'\n");
  const value = fc
    .string({ unit: fc.constantFrom(...'ab \'"\\#=.-$`;|\t[]{}') })
    .filter((text) => text !== '' && !text.includes('`'));
  fc.assert(
    fc.property(value, (text) => {
      router.sh(`uci set "x.a.v=$(printf %s '${text.replaceAll("'", "'\\''")}')"`);
      expect(router.sh('uci get x.a.v')).toBe(`${text}\n`);
      router.sh('uci commit x');
      expect(router.sh('uci get x.a.v')).toBe(`${text}\n`);
    }),
    { numRuns: 25 },
  );
});
