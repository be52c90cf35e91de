import { describe, expect, it, test } from 'vitest';
import { causes } from '../../src/causes/index.ts';
import type { Forgotten } from '../../src/diagnosis/history.ts';
import { judge } from '../../src/diagnosis/judge.ts';
import { forgottenLately } from '../../workers/steps/history.ts';
import { storedSnapshot } from '../support/captures.ts';

/** A router on which nothing looks wrong. */
const quiet = storedSnapshot('stories/18-one-app-late');
const hourMs = 3600 * 1000;
const line = 'ipv4     2 tcp      6 12 ESTABLISHED src=192.168.1.188 dst=17.57.146.20 sport=51880 dport=5223';

const forgotten = (over: Partial<Forgotten> = {}): Forgotten => ({
  service: 'apns',
  family: 'ipv4',
  device: { ip: '192.168.1.188', mac: '5a:11:22:33:44:55', name: 'Lis-iPhone' },
  at: quiet.takenAt - 2 * hourMs,
  idleS: 301,
  evidence: [{ source: '/proc/net/nf_conntrack', line }],
  ...over,
});

const told = (history: Forgotten[], snapshot = quiet) => {
  const judgement = judge(snapshot, causes, { history });
  const fates = judgement.flows.map(({ device, fate, afterS }) => `${device.name} ${fate} ${afterS}`);
  return {
    verdict: judgement.verdict,
    class: judgement.class,
    fates,
    found: judgement.findings.map(({ id }) => id),
  };
};

describe('what a watch saw outranks what entries and settings say now', () => {
  it('nothing was seen', () => {
    expect(told([])).toMatchObject({ verdict: 'healthy', class: 'normal', found: [] });
  });

  it('a connection was forgotten: it is the fault, and the settings do not tell', () => {
    const { fates, ...rest } = told([forgotten()]);
    expect(rest).toEqual({ verdict: 'impaired', class: 'unknown', found: ['seen-forgotten'] });
    expect(fates).toContain('Lis-iPhone forgotten 301');
    expect(fates).not.toContain('Pixel-7 forgotten 301');
  });

  it('it is shown by the lines that were seen', () => {
    const [first] = judge(quiet, causes, { history: [forgotten()] }).findings;
    expect(first).toMatchObject({ severity: 'fault', evidence: [{ line }], values: { n: 1, seconds: 301 } });
  });

  it.each([
    ['two days ago', { at: quiet.takenAt - 48 * hourMs }],
    ['after so long a silence as no phone keeps', { idleS: 7440 }],
  ])('%s: it tells nothing', (_, over) => {
    expect(told([forgotten(over)])).toMatchObject({ verdict: 'healthy', found: [] });
  });

  it('before the router was started: it tells nothing', () => {
    const clock = { kind: 'value', value: { epochS: 1_795_518_821, uptimeS: 600 } } as const;
    expect(told([forgotten()], { ...quiet, clock })).toMatchObject({ verdict: 'healthy', found: [] });
  });

  it('before rules kept it out of offloading: it tells nothing', () => {
    const cured = storedSnapshot('routers/openwrt-24.10-fw4-exempt');
    const past = forgotten({ at: cured.takenAt - 60_000 });
    expect(told([past], cured).found).not.toContain('seen-forgotten');
    expect(told([forgotten({ at: cured.takenAt - 60_000, service: 'fcm' })], cured).found).toContain(
      'seen-forgotten',
    );
  });

  it('of another device than was asked about: it tells nothing of this one', () => {
    const { findings } = judge(quiet, causes, { history: [forgotten()], device: 'Pixel-7' });
    expect(findings.map(({ id }) => id)).not.toContain('seen-forgotten');
  });
});

test('what was seen before the last change of ours is left out', async () => {
  const flow = {
    service: 'apns',
    family: 'ipv4' as const,
    device: forgotten().device,
    server: { ip: '17.57.146.20', port: 5223 },
  };
  const event = (at: number) => ({
    id: `e${at}`,
    routerId: 'r',
    at,
    kind: 'evicted' as const,
    flow,
    idleS: 150,
    class: 'fixed-pickup' as const,
    evidence: [],
  });
  const entry = {
    routerId: 'r',
    routerName: 'home',
    account: 'pushmedic' as const,
    personName: '',
    outcome: '',
  };
  const asked: number[] = [];
  const store = {
    notices: {
      events: async (_: string, from: number, to: number) => {
        asked.push(from, to);
        return [event(5000), event(9000)];
      },
    },
    history: {
      read: async () => [
        { ...entry, at: 9500, action: 'diagnose' as const, phase: 'end' as const },
        { ...entry, at: 7000, action: 'apply' as const, phase: 'end' as const },
      ],
    },
  };
  const lately = await forgottenLately('r', { store, now: () => 100_000_000 });
  expect(lately.map(({ at }) => at)).toEqual([9000]);
  expect(asked).toEqual([100_000_000 - 24 * hourMs, 100_000_000]);
});
