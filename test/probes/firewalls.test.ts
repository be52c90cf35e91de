import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forwardPaths } from '../../src/firewall/first/paths.ts';
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

const flowRule = { flow: { op: 'add', flowtable: '@ft' } };
const nftables = (...objects: unknown[]) =>
  `${JSON.stringify({ nftables: [{ metainfo: {} }, ...objects] })}\n`;
const chain = (name: string, more = {}, table = 'fw4') => ({
  chain: { family: 'inet', table, name, handle: 1, ...more },
});
const base = { type: 'filter', hook: 'forward', prio: 0, policy: 'drop' };
const rule = (name: string, handle: number, expr: unknown[], table = 'fw4') => ({
  rule: { family: 'inet', table, chain: name, handle, expr },
});
const oneTable =
  'table inet fw4 {\n\tflowtable ft {\n\t\thook ingress priority filter\n\t\tdevices = { "eth0", wan }\n\t\tflags offload;\n\t}\n}\n';

const chainJson = '-j -a -t list chain inet fw4 forward';
const chainText = '-a list flowtables; list chain inet fw4 forward';
const tables = { 'list tables': 'table inet fw4\n' };
const all = { json: '-j -a -t list ruleset', text: '-a -t list ruleset' };

describe('nft', () => {
  it('reads one chain of fw4 and no more, and hardware from the text', () => {
    answers('nft', {
      [chainJson]: nftables(
        chain('forward', base),
        rule('forward', 6, [flowRule]),
        rule('forward', 7, [{ jump: { target: 'x' } }]),
      ),
      [chainText]: `${oneTable}table inet fw4 {\n\tchain forward { # handle 1\n\t\tmeta l4proto { 6, 17 } flow add @ft # handle 6\n\t}\n}\n`,
      ...tables,
    });
    const nft = mustRead(look(box).nft);
    expect(nft.rules.map(({ handle }) => handle)).toEqual([6, 7]);
    expect(nft.flowtables).toEqual([
      { family: 'inet', table: 'fw4', name: 'ft', devices: ['eth0', 'wan'], hardware: true },
    ]);
    expect(nft.lines).toContain('\t\tmeta l4proto { 6, 17 } flow add @ft # handle 6');
    expect(asked()).toEqual(['list tables', chainJson, chainText]);
  });

  it.each([
    [
      'a jump stands before the offload rule',
      [rule('forward', 5, [{ jump: { target: 'sub' } }]), rule('forward', 6, [flowRule])],
      oneTable,
    ],
    ['the offload rule is not in fw4’s chain', [rule('forward', 7, [{ accept: null }])], oneTable],
    [
      'another table has a flowtable',
      [rule('forward', 6, [flowRule])],
      `${oneTable}${oneTable.replaceAll('fw4', 'other')}`,
    ],
  ])('reads everything when %s', (_, rules, flowtables) => {
    const objects = [
      ...rules,
      chain('sub'),
      rule('sub', 9, [{ vmap: { key: {}, data: { set: [['x', { goto: { target: 'deep' } }]] } } }]),
      chain('deep'),
      rule('deep', 10, [{ accept: null }]),
      chain('input', { ...base, hook: 'input' }),
      rule('input', 11, [{ jump: { target: 'sub' } }]),
      chain('forward', base, 'other'),
      rule('forward', 12, [flowRule], 'other'),
      { flowtable: { family: 'inet', table: 'other', name: 'g', dev: 'wan' } },
    ];
    answers('nft', {
      [chainJson]: nftables(chain('forward', base), ...rules),
      [chainText]: flowtables,
      ...tables,
      [all.json]: nftables(chain('forward', base), ...objects),
      [all.text]: `${flowtables}table inet fw4 {\n\tchain input {\n\t\tx # handle 11\n\t}\n\n\tchain forward {\n\t\ty # handle 6\n\t}\n}\ntable inet other {\n\tchain forward {\n\t\tz # handle 12\n\t}\n}\n`,
    });
    const nft = mustRead(look(box).nft);
    const jumps = JSON.stringify(rules).includes('"sub"');
    expect(nft.chains.map(({ table, name }) => `${table} ${name}`)).toEqual([
      'fw4 forward',
      ...(jumps ? ['fw4 sub', 'fw4 deep'] : []),
      'other forward',
    ]);
    expect(nft.lines).toEqual([
      'table inet fw4 {',
      '\tchain forward {',
      '\t\ty # handle 6',
      '\t}',
      'table inet other {',
      '\tchain forward {',
      '\t\tz # handle 12',
      '\t}',
    ]);
    expect(nft.flowtables.map(({ table, hardware }) => [table, hardware])).toContainEqual([
      'other',
      flowtables.includes('other'),
    ]);
  });

  it('says when nft has no JSON: absent without rules, failed with', () => {
    const noJson = 'case "$1" in -j) echo "Error: JSON support not compiled-in" >&2; exit 1;; esac\n';
    box.program('nft', `${noJson}:`);
    expect(look(box).nft).toEqual({ kind: 'absent', why: 'Error: JSON support not compiled-in' });
    box.program('nft', `${noJson}echo 'table inet filter'`);
    expect(look(box).nft).toEqual({ kind: 'failed', why: 'Error: JSON support not compiled-in' });
  });

  it('says why nft would not answer, and gives up on a ruleset without end', () => {
    box.program('nft', 'echo "Operation not permitted (you must be root)" >&2; exit 1');
    expect(look(box).nft).toEqual({ kind: 'failed', why: 'Operation not permitted (you must be root)' });
    answers('nft', {
      [all.json]: `{"nftables": ["${'x'.repeat(500_000)}"]}\n`,
      ...tables,
      [all.text]: '',
    });
    expect(look(box).nft).toEqual({ kind: 'failed', why: 'the ruleset is too large to be read' });
    box.program('nft', "echo 'surprise'");
    expect(look(box).nft).toMatchObject({ kind: 'failed' });
  });

  it('does not lose backslashes and quotes of comments on the way', () => {
    const comment = 'a "b" \\n $(reboot) `x` \'y\' %s \\\\';
    answers('nft', {
      [chainJson]: nftables(chain('forward', base), {
        rule: { family: 'inet', table: 'fw4', chain: 'forward', handle: 6, comment, expr: [flowRule] },
      }),
      [chainText]: oneTable,
      ...tables,
    });
    expect(mustRead(look(box).nft).rules[0]?.comment).toBe(comment);
  });
});

const offload = '-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j FLOWOFFLOAD';

describe('iptables', () => {
  const inUse = () => {
    box.file('/proc/net/ip_tables_names', 'nat\nfilter\n');
    box.file('/proc/net/ip6_tables_names', 'filter\n');
  };

  it('reads what stands before the offload rule, however deep, and nothing behind it', () => {
    inUse();
    answers('iptables', {
      '-V': 'iptables v1.8.7 (legacy)\n',
      '-w 5 -S FORWARD': `-P FORWARD DROP\n-A FORWARD -m comment --comment "!fw3: x" -j forwarding_rule\n-A FORWARD -j LOG --log-prefix "x -j -F"\n-A FORWARD -g mine\n${offload}\n-A FORWARD -j zone_lan_forward\n`,
      '-w 5 -S forwarding_rule':
        '-N forwarding_rule\n-A forwarding_rule -j inner\n-A forwarding_rule -j FORWARD\n',
      '-w 5 -S inner': '-N inner\n-A inner -j forwarding_rule\n',
      '-w 5 -S mine': '-N mine\n',
    });
    const { ipv4, ipv6 } = mustRead(look(box).iptables);
    expect(ipv4).toEqual(expect.arrayContaining([offload, '-N forwarding_rule', '-N inner', '-N mine']));
    expect(ipv6).toBeNull();
    expect(
      asked()
        .filter((args) => args.includes('-S'))
        .sort(),
    ).toEqual(['-w 5 -S FORWARD', '-w 5 -S forwarding_rule', '-w 5 -S inner', '-w 5 -S mine']);
  });

  it('reads forwarding_rule alone when nothing offloads', () => {
    inUse();
    answers('iptables', {
      '-V': 'iptables v1.8.7 (legacy)\n',
      '-w 5 -S FORWARD': '-P FORWARD DROP\n-A FORWARD -j forwarding_rule\n-A FORWARD -j zone_lan_forward\n',
      '-w 5 -S forwarding_rule': '-N forwarding_rule\n',
    });
    expect(mustRead(look(box).iptables).ipv4).toHaveLength(4);
    expect(asked()).not.toContain('-w 5 -S zone_lan_forward');
  });

  it('does without -w where it is not known', () => {
    inUse();
    const fw3 = mustRead(snapshotOf(answerOf('openwrt-21.02-fw3-offloaded')).iptables);
    const known = {
      '-S FORWARD': `${fw3.ipv4?.slice(0, -1).join('\n')}\n`,
      '-S forwarding_rule': '-N forwarding_rule\n',
    };
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

  it('gives the exemption’s reader what it needs: fw3 as it answers', () => {
    inUse();
    box.program('fw3', ':');
    const exempt = mustRead(snapshotOf(answerOf('openwrt-21.02-fw3-exempt')).iptables);
    const known = {
      '-w 5 -S FORWARD': `${exempt.ipv4?.slice(0, -1).join('\n')}\n`,
      '-w 5 -S forwarding_rule': '-N forwarding_rule\n',
    };
    answers('iptables', known);
    answers('ip6tables', known);
    const paths = forwardPaths(look(box));
    expect(paths.map(({ firewall, families }) => [firewall, ...families])).toEqual([
      ['fw3', 'ipv4'],
      ['fw3', 'ipv6'],
    ]);
    expect(paths[0]?.rules.map(({ kind }) => kind).slice(0, 2)).toEqual(['exempt', 'exempt']);
  });
});
