import { describe, expect, it } from 'vitest';
import { causes } from '../../src/causes/index.ts';
import type { FollowSample } from '../../src/conntrack/flow.ts';
import { diagnose, type Progress } from '../../src/diagnosis/diagnose.ts';
import { flowToFollow } from '../../src/diagnosis/judge.ts';
import type { Looks } from '../../src/diagnosis/looks.ts';
import { Failed } from '../../src/model/failure.ts';
import { failed, type Snapshot, value } from '../../src/probes/engine/probe.ts';
import { samples, snapshot } from './scenes.ts';

const offloadedLine =
  'ipv4     2 tcp      6 src=192.168.1.188 dst=17.57.144.10 sport=56376 dport=5223 packets=18 bytes=1000 src=17.57.144.10 dst=203.0.113.2 sport=5223 dport=56376 packets=10 bytes=616 [OFFLOAD] mark=0 zone=0 use=3';

/** A router whose timeouts cannot be read, with one connection in the flowtable. */
const open: Snapshot = {
  ...snapshot({ sysctls: failed('Permission denied') }),
  conntrack: value({
    source: '/proc/net/nf_conntrack',
    lines: [offloadedLine],
    truncated: false,
    refused: 0,
  }),
};
const decided = { ...open, sysctls: snapshot().sysctls };

/** Looks that tell `router` and then `seen`, counting what was asked. */
function looks(router: Snapshot, seen: FollowSample[] | Error) {
  const asked = { take: 0, follow: 0 };
  const made: Looks = {
    take: () => {
      asked.take += 1;
      return Promise.resolve(router);
    },
    toFollow: flowToFollow,
    follow: async (_flow, options) => {
      asked.follow += 1;
      if (seen instanceof Error) throw seen;
      for (const sample of seen) options.onSample?.(sample);
      return seen;
    },
  };
  return { made, asked };
}

const lost = new Failed({ cause: 'connection-lost', detail: 'reset' });

describe('diagnose', () => {
  it('looks once where one look decides', async () => {
    const { made, asked } = looks(decided, []);
    const { judgement, followed } = await diagnose(made, causes, {});
    expect([judgement.verdict, judgement.class]).toEqual(['impaired', 'fixed-pickup']);
    expect(asked).toEqual({ take: 1, follow: 0 });
    expect(followed).toEqual([]);
  });

  it('follows one connection where it does not, telling how it goes', async () => {
    const { made, asked } = looks(open, samples('off', 'off', 119));
    const told: Progress[] = [];
    const { judgement, followed } = await diagnose(made, causes, { onProgress: (one) => told.push(one) });
    expect([judgement.verdict, judgement.class, judgement.because.basis]).toEqual([
      'impaired',
      'fixed-pickup',
      'followed',
    ]);
    expect(asked.follow).toBe(1);
    expect(followed).toHaveLength(3);
    expect(told.map((one) => (one.stage === 'following' ? [one.atS, one.ofS] : one.stage))).toEqual([
      'reading',
      [0, 45],
      [0, 45],
      [1, 45],
      [2, 45],
    ]);
  });

  it('does not follow when told not to', async () => {
    const { made, asked } = looks(open, []);
    const { judgement } = await diagnose(made, causes, { followSeconds: 0 });
    expect(judgement.verdict).toBe('inconclusive');
    expect(asked.follow).toBe(0);
  });

  it('says so when the connection stayed in use', async () => {
    const { made } = looks(open, samples('off', 'off'));
    const { judgement } = await diagnose(made, causes, {});
    expect(judgement.verdict).toBe('inconclusive');
    expect(judgement.unknown).toContainEqual({ id: 'follow', variant: 'still', values: {}, evidence: [] });
  });

  it('keeps the first look when following breaks off', async () => {
    const { made } = looks(open, lost);
    const { judgement } = await diagnose(made, causes, {});
    expect(judgement.verdict).toBe('inconclusive');
    expect(judgement.unknown).toContainEqual({ id: 'follow', values: {}, evidence: [] });
  });

  it('ends when the person cancels, and for a fault of our own', async () => {
    const cancelled = AbortSignal.abort();
    await expect(diagnose(looks(open, lost).made, causes, { signal: cancelled })).rejects.toBe(lost);
    const bug = new TypeError('a bug');
    await expect(diagnose(looks(open, bug).made, causes, {})).rejects.toBe(bug);
  });
});
