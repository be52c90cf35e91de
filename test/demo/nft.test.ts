import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { list } from '../../src/demo/nft/list.ts';
import { emptyRuleset, type Ruleset } from '../../src/demo/nft/ruleset.ts';
import { type Files, refusalText, runScript } from '../../src/demo/nft/script.ts';
import { NftRefusal } from '../../src/demo/nft/tokens.ts';
import { forward } from '../../src/demo/nft/walk.ts';
import { configs } from '../../src/demo/root.ts';
import type { Packet, Verdict } from '../../src/demo/world.ts';
import { userland } from './openwrt.ts';

const noFiles: Files = { read: () => null, glob: () => [] };
const run = (source: string, on = emptyRuleset()) => runScript(on, source, noFiles, '/dev/stdin');
/** What fw4 loads on the demo router. */
function rendered(): string {
  const router = userland('busybox');
  for (const [path, text] of Object.entries(configs('affected'))) router.write(path, text);
  const printed = router.sh('fw4 print');
  router.remove();
  return printed;
}
const printed = rendered();
const fw4 = () => run(printed);
const text = (ruleset: Ruleset) =>
  list(ruleset, ['ruleset'], { handles: false, stateless: true, json: false, version: '1' }) ?? '';

const packet = (over: Partial<Packet> = {}): Packet => ({
  family: 'ipv4',
  way: 'original',
  src: '192.168.1.188',
  dst: '17.57.144.10',
  sport: 40_000,
  dport: 5223,
  ...over,
});
const reply = packet({ way: 'reply', src: '17.57.144.10', dst: '192.168.1.188', sport: 5223, dport: 40_000 });
const insert = (rule: string, where = 'insert') => run(`${where} rule inet fw4 forward ${rule}`, fw4());

describe('what rules do to a packet of an established connection', () => {
  const cases: [name: string, ruleset: () => Ruleset, out: Verdict, back: Verdict][] = [
    ['fw4 as it is', fw4, 'offload', 'offload'],
    ['spared by destination', () => insert('tcp dport 5223 accept'), 'accept', 'offload'],
    [
      'spared by source',
      () => insert('tcp sport { 5223, 5228-5230 } ct state established accept'),
      'offload',
      'accept',
    ],
    ['spared both ways by conntrack', () => insert('ct original proto-dst 5223 accept'), 'accept', 'accept'],
    ['below the offload rule', () => insert('tcp dport 5223 accept', 'add'), 'offload', 'offload'],
    ['other port', () => insert('tcp dport 443 accept'), 'offload', 'offload'],
    ['prefix of the server', () => insert('ip daddr { 17.0.0.0/8, 10.0.0.0/8 } accept'), 'accept', 'offload'],
    ['other family', () => insert('meta nfproto ipv6 tcp dport 5223 accept'), 'offload', 'offload'],
    ['only new connections', () => insert('tcp dport 5223 ct state new accept'), 'offload', 'offload'],
    ['dropped', () => insert('iifname "br-lan" tcp dport 5223 drop'), 'drop', 'offload'],
    [
      'accept in another base chain',
      () =>
        run(
          'table inet mine {\nchain f { type filter hook forward priority -10; policy accept; tcp dport 5223 accept; }\n}',
          fw4(),
        ),
      'offload',
      'offload',
    ],
  ];
  test.each(cases)('%s', (_, ruleset, out, back) => {
    expect([forward(ruleset(), packet()), forward(ruleset(), reply)]).toEqual([out, back]);
  });
  test('counters of the rules it meets go up', () => {
    const ruleset = insert('tcp dport 5223 counter accept');
    forward(ruleset, packet());
    forward(ruleset, packet({ dport: 443 }));
    const shown = list(ruleset, ['chain', 'inet', 'fw4', 'forward'], {
      handles: false,
      stateless: false,
      json: false,
      version: '1',
    });
    expect(shown).toContain('tcp dport 5223 counter packets 1 bytes 89 accept');
  });
});

describe('scripts', () => {
  test('what it lists it can read, to the same rules', () => {
    for (const ruleset of [fw4(), insert('tcp dport { 5223, 5228-5230 } counter accept comment "a b"')])
      expect(text(run(text(ruleset)))).toBe(text(ruleset));
  });
  test('a script is one transaction', () => {
    const ruleset = fw4();
    const before = text(ruleset);
    expect(() => run('delete table inet fw4\nnonsense', ruleset)).toThrow(NftRefusal);
    expect(text(ruleset)).toBe(before);
  });
  test.each([
    'add rule inet fw4 forward tcp dport 5223 log accept',
    'add rule inet fw4 forward tcp dport $port accept',
    'add rule inet fw4 forward jump nowhere',
    'add rule inet fw4 forward flow add @nothing',
    'add rule inet fw4 nowhere accept',
    'delete rule inet fw4 forward handle 9999',
    'delete flowtable inet fw4 ft',
    'table inet fw4 { set x { type ipv4_addr; } }',
    'include "/etc/nowhere.nft"',
    'add rule inet fw4 forward comment "open',
  ])('refused, not ignored: %s', (source) => {
    let refusal: unknown;
    try {
      run(source, fw4());
    } catch (error) {
      refusal = error;
    }
    if (!(refusal instanceof NftRefusal)) throw refusal ?? new Error('it was accepted');
    expect(refusalText(refusal)).toMatch(/^\/dev\/stdin:1:\d+-\d+: Error: /);
  });
  test('any text is read or refused', () => {
    const words = fc.constantFrom(
      'table',
      'inet',
      'fw4',
      '{',
      '}',
      'chain',
      'forward',
      'type',
      'accept',
      '"',
      ';',
      '\n',
      'tcp',
      'dport',
      '5223',
      ',',
      'ct',
      'state',
      'add',
      'rule',
      'comment',
      '#',
    );
    const source = fc.oneof(
      fc.string(),
      fc.array(words).map((each) => each.join(' ')),
    );
    fc.assert(
      fc.property(source, (script) => {
        try {
          run(script, fw4());
        } catch (error) {
          if (!(error instanceof NftRefusal)) throw error;
          refusalText(error);
        }
      }),
    );
  });
});
