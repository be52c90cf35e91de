import type { Flow, FollowSample } from '../conntrack/flow.ts';
import { Failed } from '../model/failure.ts';
import type { Snapshot } from '../probes/engine/probe.ts';
import type { Cause } from './cause.ts';
import type { JudgeOptions } from './facts.ts';
import type { Forgotten } from './history.ts';
import { judge } from './judge.ts';
import type { Judgement } from './judgement.ts';
import type { Looks } from './looks.ts';

/** Idle flows leave the flowtable after 30 s; a phone that talks meanwhile needs the rest. */
const followAtMostS = 45;

export type Progress =
  | { stage: 'reading' }
  /** Watching one entry; `sample` is the newest. */
  | { stage: 'following'; flow: Flow; atS: number; ofS: number; sample: FollowSample | null };

export interface DiagnoseOptions {
  onProgress?: (progress: Progress) => void;
  signal?: AbortSignal;
  /** Seconds one entry is followed at most, when nothing else decides. 0: never. Default 45. */
  followSeconds?: number;
  /** What a watch saw of this router, oldest first. */
  history?: readonly Forgotten[];
  /** Only this device's connections: name, address or MAC. */
  device?: string;
  /** How what was applied to this router is kept, by what was promised. */
  promised?: JudgeOptions['promised'];
}

export interface Diagnosis {
  snapshot: Snapshot;
  judgement: Judgement;
  /** Empty unless one entry had to be followed. */
  followed: FollowSample[];
}

/**
 * One look at a router: one exec, and a second one that follows an entry only where the first leaves the class open.
 * Rejects with the session's {@link Failed} when the first look fails; a follow that breaks off is told under *unknown*.
 */
export async function diagnose(
  looks: Looks,
  causes: readonly Cause[],
  options: DiagnoseOptions = {},
): Promise<Diagnosis> {
  const { onProgress, signal, followSeconds = followAtMostS, device, history = [], promised } = options;
  const about = { history, ...(device !== undefined && { device }), ...(promised && { promised }) };
  onProgress?.({ stage: 'reading' });
  const snapshot = await looks.take(signal ? { signal } : {});
  const judgement = judge(snapshot, causes, about);
  const flow = looks.toFollow(judgement);
  if (flow === null || followSeconds <= 0) return { snapshot, judgement, followed: [] };

  const { samples, brokeOff } = await watch(looks, flow, {
    onProgress,
    signal,
    seconds: followSeconds,
  });
  const again = judge(snapshot, causes, { ...about, followed: samples });
  const open = again.class === 'unknown' ? [followRemark(brokeOff)] : [];
  return { snapshot, judgement: { ...again, unknown: [...again.unknown, ...open] }, followed: samples };
}

interface Watch {
  seconds: number;
  onProgress: DiagnoseOptions['onProgress'];
  signal: AbortSignal | undefined;
}

async function watch(looks: Looks, flow: Flow, { seconds, onProgress, signal }: Watch) {
  const samples: FollowSample[] = [];
  onProgress?.({ stage: 'following', flow, atS: 0, ofS: seconds, sample: null });
  const onSample = (sample: FollowSample) => {
    samples.push(sample);
    onProgress?.({ stage: 'following', flow, atS: sample.atS, ofS: seconds, sample });
  };
  try {
    const all = await looks.follow(flow, { seconds, onSample, ...(signal ? { signal } : {}) });
    return { samples: all, brokeOff: false };
  } catch (error) {
    // What the first exec told still stands; only a person's own cancel ends the diagnosis.
    if (signal?.aborted || !(error instanceof Failed)) throw error;
    return { samples, brokeOff: true };
  }
}

const followRemark = (brokeOff: boolean) => ({
  id: 'follow',
  ...(brokeOff ? {} : { variant: 'still' }),
  values: {},
  evidence: [],
});
