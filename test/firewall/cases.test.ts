import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Coverage } from '../../src/firewall/api.types.ts';
import { coverage, doubtsOf, type Family, offloadSites } from '../../src/firewall/index.ts';
import { connection, covered, families, fateOf, iptablesRules, nftRules } from './rules.ts';

const read = (name: string): string =>
  readFileSync(new URL(`../fixtures/cases/${name}`, import.meta.url), 'utf8');

const both: Family[] = ['ipv4', 'ipv6'];

describe('rule sets on which the first reader spoke wrongly', () => {
  /** Families that are offloaded; coverage of APNs in IPv4 and IPv6; what JSON without elements can tell, where less. */
  it.each<[string, Family[], Coverage, Coverage, Coverage?]>([
    ['01-flow-add-then-accept', both, 'none', 'none'],
    ['03-vmap-jump-by-interface', both, 'none', 'none'],
    ['04-vmap-jump-by-ct-state', both, 'none', 'none'],
    ['06-set-add-limit-drop', both, 'none', 'none'],
    ['08-set-update-limit-accept', both, 'none', 'none'],
    ['09-map-lookup-then-accept', both, 'none', 'none'],
    ['11-v4-only-by-set-element', ['ipv6'], 'full', 'none'],
    ['13-negated-v4-address', ['ipv4'], 'none', 'full'],
    ['15-everything-but-tcp', [], 'full', 'full'],
    ['16-meta-protocol-ip', ['ipv4'], 'none', 'full'],
    ['17-l4proto-range', both, 'none', 'none'],
    ['18-return-above-offload', both, 'full', 'full'],
    ['20-offload-excludes-push', both, 'full', 'full'],
    ['22-ports-in-a-named-set', both, 'full', 'full', 'unknown'],
    ['23-ports-in-a-concatenation', both, 'full', 'full'],
    ['25-ct-timeout-then-accept', both, 'full', 'full'],
    // One of the prefixes Apple names: whether a phone talks to this one is seen in its entry.
    ['26-apple-prefixes-v6', ['ipv6'], 'full', 'unknown'],
    ['27-dormant-table', [], 'full', 'full'],
    ['36-jump-to-an-unnamed-chain', both, 'none', 'none'],
  ])('%s', (name, offloaded, v4, v6, untold) => {
    const section = nftRules(read(`rules/${name}/section-nft.txt`));
    const written = nftRules(read(`rules/${name}/ruleset.nft`));
    const told = (rules: typeof section) => [
      covered(rules, 'ipv4').coverage,
      covered(rules, 'ipv6').coverage,
    ];
    expect([families(section), ...told(section)]).toEqual([offloaded, untold ?? v4, untold ?? v6]);
    expect([families(written), ...told(written)]).toEqual([offloaded, v4, v6]);
    expect([doubtsOf(section), doubtsOf(written)]).toEqual([[], []]);
  });

  it('30-iptables-return-above-offload', () => {
    const rules = iptablesRules(read('rules/30-iptables-return-above-offload/iptables-S.txt'));
    expect([families(rules), covered(rules).coverage]).toEqual([['ipv4'], 'full']);
  });

  it('32-iptables-more-than-5000-rules', () => {
    const drops = Array.from(
      { length: 5001 },
      (_, n) => `-A FORWARD -s 10.9.${n >> 8}.${n & 255}/32 -j DROP`,
    );
    const rules = iptablesRules(
      [
        '-P FORWARD ACCEPT',
        ...drops,
        '-A FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j FLOWOFFLOAD',
      ].join('\n'),
    );
    expect(offloadSites(rules)[0]?.rules).toHaveLength(1);
    expect(covered(rules).coverage).toBe('none');
  });

  it('one prefix of Apple’s is enough for a connection to it', () => {
    const rules = nftRules(read('rules/26-apple-prefixes-v6/section-nft.txt'));
    const to = (server: string) =>
      fateOf(rules, {
        family: 'ipv6',
        client: 'fd00:1::188',
        server,
        reply: { src: server, dst: 'fd00:1::188', sport: 5223, dport: 50_000 },
      });
    expect([to('2620:149:a44::10'), to('2403:300:a42::10')]).toEqual(['no', 'yes']);
  });
});

describe('routers on which the first edition spoke wrongly', () => {
  const at = (name: string) => nftRules(read(`${name}/section-nft.txt`));

  it.each([
    ['02-two-tables-offload-fix-does-nothing', 'ruleset.nft'],
    ['03-two-firewalls-no-plan', 'whole-nft.txt'],
  ])('%s: both tables are named, in the order in which a packet meets them', (name, file) => {
    const rules = nftRules(read(`${name}/${file}`));
    expect(offloadSites(rules).map(({ base, firewall }) => [base, firewall])).toEqual([
      ['inet second forward', 'nftables'],
      ['inet fw4 forward', 'fw4'],
    ]);
    expect(covered(rules).coverage).toBe('none');
  });

  it('02: our rules stand in one of them, and the connection is offloaded by the other', () => {
    const rules = nftRules(read('02-two-tables-offload-fix-does-nothing/ruleset.nft'));
    const at = (base: string) =>
      coverage(rules, {
        family: 'ipv4',
        port: 5223,
        wan: 'wan',
        base,
        counts: ({ comment }) => comment !== null,
      }).coverage;
    expect([at('inet fw4 forward'), at('inet second forward')]).toEqual(['full', 'none']);
    expect(fateOf(rules)).toBe('yes');
  });

  it('01: another table offloads, fw4 does not', () => {
    const rules = nftRules(read('01-flowtable-in-another-table/ruleset.nft'));
    expect(offloadSites(rules).map(({ base }) => base)).toEqual(['inet second forward']);
  });

  it.each([
    ['04-offload-behind-a-verdict-map', 'inet gw forward', 'inet gw forward > from_lan'],
    ['04b-offload-behind-state-map', 'inet fw4 forward', 'inet fw4 forward > known'],
  ])('%s', (name, base, chain) => {
    const rules = nftRules(read(`${name}/ruleset.nft`));
    expect(offloadSites(rules)).toMatchObject([{ base, families: both, rules: [{ chain }] }]);
    expect([fateOf(rules), covered(rules).coverage]).toEqual(['yes', 'none']);
  });

  it('05: FLOWOFFLOAD in zapret’s chain; where that chain was not read, it is not known', () => {
    const name = '05-offload-in-zapret-chain';
    const commands = read(`${name}/rules.sh`)
      .split('\n')
      .flatMap((line) => line.split('; '))
      .flatMap((line) => /^\$T (-[APN] .*)$/.exec(line)?.[1] ?? [])
      .map((line) => line.replaceAll("'", '"'));
    const rules = iptablesRules(commands.join('\n'));
    expect(offloadSites(rules)).toMatchObject([
      { base: 'iptables FORWARD', rules: [{ chain: 'iptables FORWARD > forwarding_rule_zapret' }] },
    ]);
    expect([fateOf(rules), covered(rules).coverage]).toEqual(['yes', 'none']);
    const asRead = iptablesRules(read(`${name}/iptables-as-read.txt`));
    expect(offloadSites(asRead)).toEqual([]);
    expect(doubtsOf(asRead)).toContain('chain forwarding_rule_zapret was not read');
  });

  it.each([
    ['06-cured-by-named-set', 'full'],
    ['07-cured-by-apple-network', 'full'],
    ['08-cured-by-offload-rule-itself', 'full'],
    ['11-cured-by-return', 'full'],
    // The mark is set on the way out; what an answer carries, its entry tells.
    ['09-cured-by-connection-mark', 'unknown'],
    ['10-cured-by-device', 'none'],
  ])('%s: %s', (name, expected) => {
    const rules = nftRules(read(`${name}/ruleset.nft`));
    expect(covered(rules).coverage).toBe(expected);
    expect(fateOf(rules, { mark: name.startsWith('09') ? 102 : 0 })).toBe('no');
    expect(covered(rules).rules.length + covered(rules).onlySome.length).toBeGreaterThan(0);
  });

  it('06: a set that was not listed leaves it open', () => {
    expect(fateOf(at('06-cured-by-named-set'))).toBe('unknown');
  });

  it('10: a service that may be anywhere on the Internet is in no LAN', () => {
    const rules = at('10-cured-by-device');
    expect(coverage(rules, { family: 'ipv4', port: 5228, wan: 'wan' }).coverage).toBe('none');
  });

  it('10: one phone is kept out by its address, another is not', () => {
    const rules = at('10-cured-by-device');
    const other = connection({ client: '192.168.1.77' });
    expect([fateOf(rules), fateOf(rules, other)]).toEqual(['no', 'yes']);
    expect(covered(rules).onlySome.map(({ line }) => line)).toEqual([
      'ip saddr 192.168.1.188 accept # handle 3',
      'ip daddr 192.168.1.188 accept # handle 4',
    ]);
  });
});
