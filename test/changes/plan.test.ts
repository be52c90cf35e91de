import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fingerprintOf } from '../../src/changes/fingerprint.ts';
import { type Plan, scriptOf } from '../../src/changes/plan.ts';
import { inOrder, planBlocks, planDetails, stepBlocks } from '../../src/changes/plan-blocks.ts';
import type { FirewallKind } from '../../src/firewall/index.ts';
import { languages } from '../../src/model/language.ts';
import type { Snapshot } from '../../src/probes/engine/probe.ts';
import { value } from '../../src/probes/engine/probe.ts';
import { backEnds } from '../../src/remedies/exempt/back-ends.ts';
import { exempt } from '../../src/remedies/exempt/index.ts';
import { speak } from '../../src/words/words.ts';
import { planFrom, planOrWhy } from '../support/plans.ts';
import { fw3Snapshot, nftSnapshot } from './snapshots.ts';

const offload = [{ flow: { op: 'add', flowtable: '@ft' } }];
const fw3Lines = [
  '-P FORWARD DROP',
  '-A FORWARD -m comment --comment "!fw3: Traffic offloading" -m conntrack --ctstate RELATED,ESTABLISHED -j FLOWOFFLOAD',
];
const snapshots: Record<FirewallKind, Snapshot> = {
  fw4: nftSnapshot([offload]),
  fw3: fw3Snapshot(fw3Lines, fw3Lines),
  nftables: nftSnapshot([offload], 'edge'),
  iptables: fw3Snapshot(['-P FORWARD ACCEPT', '-A FORWARD -j FLOWOFFLOAD']),
};
const kinds = Object.keys(snapshots) as FirewallKind[];
const context = {
  routerId: 'r1',
  requestedBy: 'terminal:local',
  chat: { platform: 'terminal', chat: 'local' },
  now: 1_000_000,
} as const;

const planOf = (snapshot: Snapshot): Plan => planFrom(snapshot, context);
/** What an exemption is made for, whatever it promises. */
const basisOf = (snapshot: Snapshot): string =>
  fingerprintOf({ id: 'exempt', fingerprint: (read) => exempt.fingerprint(read, params) }, snapshot);
const params = { services: [], ports: [], families: [], places: [] };

describe('the list of firewalls', () => {
  it('names each firewall as its file is called', () => {
    for (const [kind, firewall] of Object.entries(backEnds)) {
      expect(firewall.id).toBe(kind);
      expect(existsSync(join(import.meta.dirname, `../../src/remedies/exempt/${kind}.ts`))).toBe(true);
    }
  });
});

describe.each(kinds)('a plan for %s', (kind) => {
  const plan = planOf(snapshots[kind]);
  const chain = plan.offer.places[0]?.name;

  it('says what it is, and for how long', () => {
    expect(plan).toMatchObject({ status: 'open', createdAt: 1_000_000, rollbackS: 90 });
    expect(plan.offer.params).toMatchObject({ places: expect.arrayContaining([{ firewall: kind, chain }]) });
    expect(plan.expiresAt - plan.createdAt).toBe(15 * 60_000);
    expect(plan.id).toMatch(/^[0-9a-z]{10}$/);
    expect(plan.id).not.toBe(planOf(snapshots[kind]).id);
    expect(plan.offer.persistent).toBe(kind === 'fw4' || kind === 'fw3');
    expect(plan.offer.params).toMatchObject({
      families: kind === 'iptables' ? ['ipv4'] : ['ipv4', 'ipv6'],
    });
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });

  it('is made of scripts that busybox ash reads, and that fit into one exec of dropbear', () => {
    for (const { id, script } of plan.steps) {
      const read = spawnSync('busybox', ['ash', '-n', '-c', script]);
      expect(read.stderr.toString(), id).toBe('');
      expect(read.status, id).toBe(0);
      // MAX_CMD_LEN, dropbear sysoptions.h
      expect(Buffer.byteLength(script), id).toBeLessThan(9000);
      expect(script, id).not.toMatch(/\bundefined\b|\[object|\bNaN\b/);
    }
  });

  it('holds both directions, keeps to what is established, and is signed', () => {
    const live = scriptOf(plan, 'live') ?? '';
    for (const part of ['dport', 'sport', '5223', '5228', '5230', 'pushmedic:exempt:v2'])
      expect(live).toContain(part);
    expect(live.toLowerCase()).toMatch(/state (established,related|related,established)/);
    for (const { script } of plan.steps) expect(script).not.toContain('!fw');
    // What is shown is what is run: every rule stands in a step, whole or as its loop makes it.
    expect(plan.offer.shown.length).toBeGreaterThan(0);
    for (const rule of plan.offer.shown) expect(rule).toMatch(/(dport|sport).*pushmedic:exempt:v2/);
  });

  it.each(languages)('is shown whole, in the order in which it runs (%s)', (language) => {
    const blocks = [...planBlocks(plan, speak(language)), ...planDetails(plan, speak(language))];
    const shown = stepBlocks(plan, speak(language)).flatMap((block) =>
      block.kind === 'code' ? [block.text] : [],
    );
    expect(new Set(shown)).toEqual(new Set(plan.steps.map(({ script }) => script)));
    expect(inOrder(plan).map(({ id }) => id)).toEqual(
      plan.offer.persistent
        ? ['schedule-rollback', 'live', 'verify', 'persist', 'confirm']
        : ['schedule-rollback', 'live', 'verify', 'confirm'],
    );
    expect(blocks).toContainEqual(
      expect.objectContaining({ kind: 'code', text: plan.offer.shown.join('\n') }),
    );
    const said = blocks.flatMap((block) =>
      block.kind === 'text' || block.kind === 'aside' ? [block.text] : [],
    );
    expect(said.join('\n')).toContain(plan.offer.places.map(({ name }) => name).join(', '));
    expect(said.join('\n')).not.toMatch(/[{}]|cure\./);
  });
});

describe('no plan', () => {
  it.each([
    ['no-offload', nftSnapshot([[{ accept: null }]])],
    ['no-offload', fw3Snapshot(['-P FORWARD DROP'])],
    ['odd-name', nftSnapshot([offload], 'a table; rm -rf /')],
  ] as const)('%s', (why, snapshot) => {
    expect(planOrWhy(snapshot, context)).toBe(why);
  });
});

describe('offload rules in chains of more than one firewall', () => {
  const plan = planOf(mixed());

  it('are answered by one plan for all of them, which says what of it a reload takes away', () => {
    expect(plan.offer.places).toEqual([
      { name: 'inet fw4 forward', persistent: true },
      { name: 'inet edge forward', persistent: false },
    ]);
    expect(plan.offer.persistent).toBe(false);
    const live = scriptOf(plan, 'live') ?? '';
    for (const { name } of plan.offer.places) expect(live).toContain(`insert rule ${name} tcp dport`);
    expect(scriptOf(plan, 'persist')).toContain('/etc/nftables.d/05-pushmedic.nft');
    for (const language of languages) {
      const said = JSON.stringify(planDetails(plan, speak(language)));
      expect(said).toContain('inet fw4 forward');
      expect(said).not.toContain(speak(language)('cure.plan.persistent'));
      expect(said).toContain(
        speak(language)('cure.plan.partly', { kept: 'inet fw4 forward', lost: 'inet edge forward' }),
      );
    }
  });

  it('are made of scripts that fit into one exec of dropbear', () => {
    for (const { id, script } of plan.steps) {
      expect(spawnSync('busybox', ['ash', '-n', '-c', script]).stderr.toString(), id).toBe('');
      expect(Buffer.byteLength(script), id).toBeLessThan(9000);
    }
  });
});

/** A flowtable of somebody's own beside fw4. */
function mixed(): Snapshot {
  const [a, b] = [nftSnapshot([offload]), nftSnapshot([offload], 'edge')];
  if (a.nft.kind !== 'value' || b.nft.kind !== 'value') throw new Error('no rules');
  return {
    ...a,
    nft: value({
      ...a.nft.value,
      chains: [...a.nft.value.chains, ...b.nft.value.chains],
      rules: [...a.nft.value.rules, ...b.nft.value.rules],
    }),
  };
}

describe('the basis of a plan', () => {
  const rule = (more: object = {}, comment: string | null = null) =>
    withRules([
      {
        expr: [{ counter: { packets: 1, bytes: 2 } }, { limit: { rate: 3, used: 9 } }, { accept: null }],
        handle: 7,
        comment,
        ...more,
      },
    ]);
  const withRules = (rules: { expr: unknown[]; handle: number; comment: string | null }[]): Snapshot => {
    const snapshot = nftSnapshot([offload]);
    if (snapshot.nft.kind !== 'value') throw new Error('no rules');
    const made = rules.map((one) => ({ family: 'inet', table: 'fw4', chain: 'forward', ...one }));
    return {
      ...snapshot,
      nft: value({ ...snapshot.nft.value, rules: [...made, ...snapshot.nft.value.rules] }),
    };
  };
  const basis = basisOf(rule());

  it('stays over counters, handles, times, and what is ours', () => {
    expect(basisOf({ ...rule(), takenAt: 99, bytes: 1, ms: 5 })).toBe(basis);
    expect(basisOf(rule({ handle: 8 }))).toBe(basis);
    expect(
      basisOf(
        rule({
          expr: [{ counter: { packets: 100, bytes: 0 } }, { limit: { rate: 3, used: 0 } }, { accept: null }],
        }),
      ),
    ).toBe(basis);
    const own = { expr: [{ accept: null }], handle: 1, comment: 'pushmedic:apns:v1' };
    expect(basisOf(withRules([]))).toBe(basisOf(withRules([own])));
    expect(basisOf(fw3Snapshot(fw3Lines))).toBe(
      basisOf(
        fw3Snapshot([
          '# Warning: iptables-legacy tables present',
          fw3Lines[0] ?? '',
          '-A FORWARD -p tcp -m comment --comment "pushmedic:apns:v1" -j ACCEPT',
          `[5:6] ${fw3Lines[1]}`,
        ]),
      ),
    );
  });

  it('changes with rules, their order, policies, settings and the files of others', () => {
    const changed = [
      rule({ expr: [{ counter: { packets: 1, bytes: 2 } }, { drop: null }] }),
      rule({ expr: [{ limit: { rate: 4, used: 9 } }, { accept: null }] }),
      rule({}, 'a remark'),
      withRules([]),
      {
        ...rule(),
        uci: value({
          flowOffloading: true,
          flowOffloadingHw: false,
          dropInvalid: false,
          entries: { 'firewall.x.y': ['1'] },
          lines: [],
        }),
      },
      { ...rule(), own: value({ files: [], armed: [], foreign: ['/etc/nftables.d/99-x.nft'] }) },
      fw3Snapshot(fw3Lines),
      fw3Snapshot([...fw3Lines, '-A FORWARD -j DROP']),
      fw3Snapshot(['-P FORWARD ACCEPT', fw3Lines[1] ?? '']),
      fw3Snapshot(fw3Lines, fw3Lines),
    ].map(basisOf);
    expect(new Set([basis, ...changed]).size).toBe(changed.length + 1);
  });
});
