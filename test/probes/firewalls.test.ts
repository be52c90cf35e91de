import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Box, look, makeBox } from './box.ts';
import { answerOf, mustRead, snapshotOf } from './support.ts';

let box: Box;
beforeEach(() => {
  box = makeBox();
});
afterEach(() => box.close());

/** A program that answers exact arguments with text, and everything else with an error; it notes what it was asked. */
function answers(name: string, known: Record<string, string>): void {
  const cases = Object.entries(known).map(([args, text], at) => {
    box.file(`/answers/${name}.${at}`, text);
    return `'${args}') cat ${box.root}/answers/${name}.${at};;`;
  });
  box.program(
    name,
    `echo "$*" >>${box.root}/asked\ncase "$*" in\n${cases.join('\n')}\n*) echo "${name}: what is $*?" >&2; exit 1;;\nesac`,
  );
}
const asked = (): string[] => readFileSync(join(box.root, 'asked'), 'utf8').split('\n').slice(0, -1);

const listing = '-a -t list ruleset';
const table = (name: string, ...blocks: string[]): string =>
  `table inet ${name} { # handle 1\n${blocks.join('\n')}}\n`;
const block = (head: string, ...lines: string[]): string =>
  `\t${head} { # handle 2\n${lines.map((line) => `\t\t${line}\n`).join('')}\t}\n`;
const forward = (...rules: string[]): string =>
  block('chain forward', 'type filter hook forward priority filter; policy drop;', ...rules);
const flowtable = block(
  'flowtable ft',
  'hook ingress priority filter',
  'devices = { "eth0", wan }',
  'flags offload;',
);

describe('nft', () => {
  it('is asked once on a router without sets, and reads flags, devices and rules', () => {
    answers('nft', {
      [listing]: table('fw4', flowtable, forward('meta l4proto { 6, 17 } flow add @ft # handle 6')),
    });
    const nft = mustRead(look(box).nft);
    expect(nft.rules.map(({ handle, line }) => [handle, line])).toEqual([
      [6, 'meta l4proto { 6, 17 } flow add @ft # handle 6'],
    ]);
    expect(nft.flowtables).toEqual([
      { family: 'inet', table: 'fw4', name: 'ft', devices: ['eth0', 'wan'], hardware: true },
    ]);
    expect(asked()).toEqual([listing]);
  });

  it('reads every table with a forward hook, what is jumped to by whatever means, and nothing else', () => {
    answers('nft', {
      [listing]: [
        table(
          'gw',
          block('map zones', 'type ifname : verdict'),
          block('chain lan', 'goto deep # handle 3'),
          block('chain deep', 'flow add @ft # handle 4'),
          block('chain lonely', 'accept # handle 5'),
          block(
            'chain input',
            'type filter hook input priority filter; policy drop;',
            'jump lonely # handle 6',
          ),
          forward('iifname vmap @zones # handle 7', 'accept comment "jump lonely" # handle 8'),
        ),
        table(
          'second',
          forward('ct state vmap { established : jump known } # handle 9'),
          block('chain known', 'accept'),
        ),
      ].join(''),
      'list map inet gw zones':
        'table inet gw {\n\tmap zones {\n\t\ttype ifname : verdict\n\t\telements = { "br-lan" : jump lan,\n\t\t\t     "wan" : drop }\n\t}\n}\n',
    });
    const nft = mustRead(look(box).nft);
    expect(nft.chains.map(({ table, name }) => `${table} ${name}`).sort()).toEqual([
      'gw deep',
      'gw forward',
      'gw lan',
      'second forward',
      'second known',
    ]);
    expect(nft.sets.map(({ name, elements }) => [name, elements?.length])).toEqual([['zones', 2]]);
    expect(asked()).toEqual([listing, 'list map inet gw zones']);
  });

  it('lists only sets that decide, large ones only about addresses that matter, and says what it did not list', () => {
    const many = Array.from({ length: 20_000 }, (_, n) => `10.${n >> 8}.${n & 255}.0/24`);
    const set = (name: string, ...lines: string[]) => block(`set ${name}`, 'type ipv4_addr', ...lines);
    box.file(
      '/proc/net/nf_conntrack',
      'ipv4     2 tcp      6 300 ESTABLISHED src=192.168.1.20 dst=17.57.144.10 sport=50000 dport=5223 src=17.57.144.10 dst=10.0.0.2 sport=5223 dport=50000 use=2\n',
    );
    answers('nft', {
      [listing]: table(
        'fw4',
        ...['phones', 'big', 'banned', 'seen', 'gone'].map((name) => set(name)),
        forward(
          'ip saddr @banned counter packets 0 bytes 0 drop # handle 3',
          'add @seen { ip saddr } # handle 4',
          'ip saddr @phones accept # handle 5',
          'ip daddr @big accept # handle 6',
          'ip daddr @gone accept # handle 7',
        ),
      ),
      'list set inet fw4 phones': table('fw4', set('phones', 'elements = { 192.168.1.20, 192.168.1.21 }')),
      'list set inet fw4 big': table(
        'fw4',
        set('big', `elements = { ${many.join(',\n\t\t\t     ')}, 17.57.0.0/16, 192.168.1.0-192.168.1.99 }`),
      ),
    });
    const nft = mustRead(look(box).nft);
    const elements = Object.fromEntries(nft.sets.map((one) => [one.name, one.elements]));
    expect(elements).toEqual({
      phones: ['192.168.1.20', '192.168.1.21'],
      big: [{ prefix: { addr: '17.57.0.0', len: 16 } }, { range: ['192.168.1.0', '192.168.1.99'] }],
    });
    expect(nft.sets.find(({ name }) => name === 'big')?.about).toEqual(
      expect.arrayContaining(['17.0.0.0/8', '192.168.1.20', '17.57.144.10']),
    );
    expect(nft.lines.join('\n')).not.toContain('10.1.');
    expect(asked().slice(1).sort()).toEqual(
      ['big', 'gone', 'phones'].map((name) => `list set inet fw4 ${name}`),
    );
  });

  it('leaves out rules that only drop, then the rest, when there are too many, and says so', () => {
    const drops = Array.from(
      { length: 3000 },
      (_, n) => `ip saddr 10.0.${n >> 8}.${n & 255} drop # handle ${n + 9}`,
    );
    const accepts = drops.map((line) => line.replace('drop', 'accept'));
    const offload = 'flow add @ft # handle 5';
    const input = block('chain input', 'type filter hook input priority 0; policy drop;', ...drops);
    answers('nft', { [listing]: table('a', forward(...drops, offload), input) });
    const lean = mustRead(look(box).nft);
    expect(lean.rules.map(({ line }) => line)).toEqual([offload]);
    expect(lean.gaps).toEqual([]);
    answers('nft', { [listing]: table('a', forward(...accepts, offload)) });
    const cut = mustRead(look(box).nft);
    expect(cut.rules.at(-1)?.expr).toEqual([{ jump: { target: 'cut-off' } }]);
    expect(cut.gaps).toEqual(['the rules did not fit']);
  });

  it('says why nft would not answer', () => {
    box.program('nft', 'echo "Operation not permitted (you must be root)" >&2; exit 1');
    expect(look(box).nft).toEqual({ kind: 'failed', why: 'Operation not permitted (you must be root)' });
  });

  it('does without -t where nft is too old for it, and takes the elements from the listing', () => {
    answers('nft', {
      '-a list ruleset': table(
        'fw4',
        block('set push', 'type inet_service', 'elements = { 5223 }'),
        forward('tcp dport @push accept # handle 6'),
      ),
    });
    expect(mustRead(look(box).nft).sets[0]?.elements).toEqual([5223]);
    expect(asked()).toEqual([listing, '-a list ruleset']);
  });

  it('does not lose what a comment holds on the way', () => {
    const comment = "a \\n $(reboot) `x` 'y' %s \\\\ {";
    answers('nft', { [listing]: table('fw4', forward(`flow add @ft comment "${comment}" # handle 6`)) });
    expect(mustRead(look(box).nft).rules[0]).toMatchObject({ comment, handle: 6 });
  });
});

const offload = '-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j FLOWOFFLOAD';

describe('iptables', () => {
  const inUse = () => {
    box.file('/proc/net/ip_tables_names', 'nat\nfilter\n');
    box.file('/proc/net/ip6_tables_names', 'filter\n');
  };

  it('reads FORWARD and every chain it leads to, in one call, and nothing else', () => {
    inUse();
    const chains = [
      '-P INPUT DROP',
      '-P FORWARD DROP',
      '-N forwarding_rule_zapret',
      '-N inner',
      '-N mine',
      '-N lonely',
      '-A INPUT -j lonely',
      '-A FORWARD -m comment --comment "a \\" -j lonely',
      ' -g lonely" -j forwarding_rule_zapret',
      '-A FORWARD -j LOG --log-prefix "x -j lonely"',
      '-A FORWARD -g mine',
      '-A forwarding_rule_zapret -j inner',
      '-A inner -m conntrack --ctstate RELATED,ESTABLISHED -j FLOWOFFLOAD',
      '-A lonely -j ACCEPT',
    ];
    answers('iptables', { '-V': 'iptables v1.8.7 (legacy)\n', '-w 5 -S': `${chains.join('\n')}\n` });
    const { ipv4, ipv6 } = mustRead(look(box).iptables);
    expect(ipv4).toEqual([
      '-P FORWARD DROP',
      '-A FORWARD -m comment --comment "a \\" -j lonely',
      ' -g lonely" -j forwarding_rule_zapret',
      '-A FORWARD -j LOG --log-prefix "x -j lonely"',
      '-A FORWARD -g mine',
      '-N forwarding_rule_zapret',
      '-A forwarding_rule_zapret -j inner',
      '-N mine',
      '-N inner',
      '-A inner -m conntrack --ctstate RELATED,ESTABLISHED -j FLOWOFFLOAD',
    ]);
    expect(ipv6).toBeNull();
    expect(asked().filter((args) => args.includes('-S'))).toEqual(['-w 5 -S']);
  });

  it('leaves out rules that only drop, then the rest, when there are too many', () => {
    inUse();
    const drops = Array.from(
      { length: 3000 },
      (_, n) => `-A FORWARD -s 10.0.${n >> 8}.${n & 255}/32 -j DROP`,
    );
    answers('iptables', { '-w 5 -S': `-P FORWARD DROP\n${drops.join('\n')}\n${offload}\n` });
    answers('ip6tables', {
      '-w 5 -S': `-P FORWARD DROP\n${drops.join('\n').replaceAll('DROP', 'ACCEPT')}\n${offload}\n`,
    });
    const { ipv4, ipv6 } = mustRead(look(box).iptables);
    expect(ipv4).toEqual(['-P FORWARD DROP', offload]);
    expect(ipv6?.at(-1)).toBe('-A FORWARD -j cut-off');
  });

  it('does without -w where it is not known', () => {
    inUse();
    const fw3 = mustRead(snapshotOf(answerOf('openwrt-21.02-fw3-offloaded')).iptables);
    const known = { '-S': `${fw3.ipv4?.join('\n')}\n` };
    answers('iptables', known);
    answers('ip6tables', known);
    expect(mustRead(look(box).iptables)).toEqual(fw3);
  });

  it('does not ask, and so loads no module, where no filter table is in use', () => {
    answers('iptables', { '-V': 'iptables v1.8.7 (legacy)\n' });
    box.file('/proc/net/ip_tables_names', 'nat\n');
    expect(look(box).iptables).toEqual({ kind: 'absent', why: 'iptables is not in use' });
    expect(new Set(asked())).toEqual(new Set(['-V']));
  });

  it('says why it could not be read', () => {
    inUse();
    box.program(
      'iptables',
      "echo 'Fatal: can'\\''t open lock file /run/xtables.lock: Permission denied' >&2; exit 4",
    );
    expect(look(box).iptables).toEqual({
      kind: 'failed',
      why: "Fatal: can't open lock file /run/xtables.lock: Permission denied",
    });
  });
});
