import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  appendedRule,
  baseChains,
  coverage,
  linesOfWords,
  offloadSites,
  rulesOf,
} from '../../src/firewall/index.ts';
import { value } from '../../src/probes/engine/probe.ts';
import { phonePorts } from '../../src/push/use.ts';
import { exemptFingerprint } from '../../src/remedies/exempt/fingerprint.ts';
import { sectionText, stripFunction } from '../../src/remedies/exempt/fw3-section.ts';
import { planOrWhy } from '../support/plans.ts';
import { fw3Snapshot, nftSnapshot } from './snapshots.ts';

/** As `xtables_save_string` writes a word. */
const save = (word: string): string =>
  /^[-_0-9A-Za-z]+$/.test(word) ? word : `"${word.replace(/["\\']/g, (c) => `\\${c}`)}"`;

const hostile = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({
    unit: fc.constantFrom(
      '"',
      '\\',
      "'",
      '\n',
      ' ',
      '-A FORWARD',
      ' -j ACCEPT',
      '$(',
      '`',
      '#',
      'pushmedic:apns:v1',
    ),
  }),
);

describe('iptables quoting', () => {
  it('every comment comes back as it is, and no comment makes or hides a rule', () => {
    fc.assert(
      fc.property(fc.array(hostile, { maxLength: 6 }), (comments) => {
        const rules = (target: string) =>
          comments.map((c) => `-A FORWARD -p tcp -m comment --comment ${save(c)} -j ${target}`);
        const read = (...blocks: string[]) => fw3Snapshot(blocks.join('\n').split('\n'));
        const sites = (...blocks: string[]) => offloadSites(rulesOf(read(...blocks)));
        expect(
          linesOfWords(rules('DROP').join('\n').split('\n')).map(({ words }) => appendedRule(words)),
        ).toEqual(comments.map((comment) => ({ chain: 'FORWARD', comment })));
        const offloading = sites(...rules('FLOWOFFLOAD')).flatMap((site) => site.rules);
        expect(offloading.map(({ comment }) => comment)).toEqual(comments);
        expect(sites(...rules('DROP'), '-A FORWARD -j FLOWOFFLOAD')).toHaveLength(
          comments.length > 0 ? 0 : 1,
        );
      }),
      { numRuns: 2000 },
    );
  });
});

const expr = fc.oneof(
  fc.constantFrom<unknown>(
    { accept: null },
    { drop: null },
    { counter: { packets: 1, bytes: 1 } },
    { flow: { op: 'add', flowtable: '@ft' } },
    { jump: { target: 'forward' } },
    { goto: { target: 'other' } },
    { vmap: { key: { ct: { key: 'state' } }, data: { set: [['established', { accept: null }]] } } },
  ),
  fc.record({
    match: fc.record({
      op: fc.constantFrom('==', '!=', 'in', '<'),
      left: fc.constantFrom<unknown>(
        { payload: { protocol: 'tcp', field: 'dport' } },
        { payload: { protocol: 'tcp', field: 'sport' } },
        { ct: { key: 'state' } },
        { meta: { key: 'nfproto' } },
        { meta: { key: 'iifname' } },
      ),
      right: fc.oneof(
        fc.constantFrom<unknown>(5223, 'established', 'ipv4', { set: [5223, { range: [5228, 5230] }] }),
        fc.jsonValue(),
      ),
    }),
  }),
  fc.jsonValue(),
);
const ruleset = fc.array(fc.array(expr, { maxLength: 5 }), { maxLength: 8 });

const ours = ['dport', 'sport'].map((field) => [
  {
    match: {
      op: '==',
      left: { payload: { protocol: 'tcp', field } },
      right: { set: [5223, { range: [5228, 5230] }] },
    },
  },
  { match: { op: 'in', left: { ct: { key: 'state' } }, right: ['established', 'related'] } },
  { counter: { packets: 0, bytes: 0 } },
  { accept: null },
]);

/** What the live step and the revert step of fw4 do to a chain. */
const apply = (snapshot: ReturnType<typeof nftSnapshot>) => {
  if (snapshot.nft.kind !== 'value') throw new Error('no rules');
  const rules = ours.map((one, n) => ({
    family: 'inet',
    table: 'fw4',
    chain: 'forward',
    handle: 900 + n,
    comment: 'pushmedic:apns:v1',
    expr: one,
  }));
  return {
    ...snapshot,
    nft: value({ ...snapshot.nft.value, rules: [...rules, ...snapshot.nft.value.rules] }),
  };
};

describe('in a model of any ruleset', () => {
  it('rules on top cover every push port in both families, and change nothing a plan is tied to', () => {
    fc.assert(
      fc.property(ruleset, (rules) => {
        const before = nftSnapshot(rules);
        const after = apply(before);
        const read = rulesOf(after);
        for (const { base, families } of baseChains(read).filter(({ firewall }) => firewall === 'fw4'))
          for (const family of families)
            for (const port of phonePorts)
              expect(coverage(read, { family, port, base }).coverage).toBe('full');
        expect(exemptFingerprint(after)).toEqual(exemptFingerprint(before));
      }),
      { numRuns: 1000 },
    );
  });

  it('readings of any shape make a plan or a reason, never an error', () => {
    fc.assert(
      fc.property(ruleset, fc.array(fc.string()), fc.string(), (rules, lines, table) => {
        const context = {
          routerId: 'r',
          requestedBy: 'terminal:x',
          chat: { platform: 'terminal', chat: 'x' },
        } as const;
        for (const snapshot of [
          nftSnapshot(rules),
          nftSnapshot(rules, table),
          fw3Snapshot(lines),
          fw3Snapshot(lines.map((l) => `-A FORWARD ${l}`)),
        ])
          expect(planOrWhy(snapshot, context)).toBeTruthy();
      }),
      { numRuns: 500 },
    );
  });
});

describe('the section in /etc/config/firewall', () => {
  const line = fc.oneof(
    fc.constantFrom(
      '',
      '\t',
      '# a remark',
      "config zone 'lan'",
      'config include',
      "config include 'other'",
      '\toption name pushmedic',
      "\tlist x 'config include pushmedic'",
      '#config include pushmedic',
    ),
    fc.string({ unit: fc.constantFrom(...'ab \'"\\\t#$') }),
  );
  it('appended and stripped leaves every byte of what was there', () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const text = lines.map((one) => `${one}\n`).join('');
        const script = `${stripFunction}\nf=$(mktemp)\ncat >$f\nstrip $f\nrm $f`;
        const ran = spawnSync('busybox', ['ash', '-c', script], { input: text + sectionText });
        expect(ran.stdout.toString()).toBe(text);
      }),
      { numRuns: 60 },
    );
  });

  it('is found as uci writes it too, wherever it stands', () => {
    const script = `${stripFunction}\nstrip /dev/stdin`;
    const strip = (input: string) => spawnSync('busybox', ['ash', '-c', script], { input }).stdout.toString();
    const other = "\nconfig rule\n\toption name 'x'\n";
    for (const head of [
      "config include 'pushmedic'",
      'config include "pushmedic"',
      'config  include\tpushmedic',
    ])
      expect(strip(`${other}${sectionText.replace("config include 'pushmedic'", head)}${other}`)).toBe(
        other + other,
      );
    expect(strip(sectionText.slice(1))).toBe('');
  });
});
