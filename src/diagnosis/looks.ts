import type { Flow, FollowSample } from '../conntrack/flow.ts';
import { Failed } from '../model/failure.ts';
import type { Taken } from '../probes/engine/answer.ts';
import type { Capture } from '../probes/engine/capture/capture.ts';
import { takenFrom } from '../probes/engine/capture/read.ts';
import { captureOf } from '../probes/engine/capture/write.ts';
import { snapshotOf } from '../probes/engine/parse.ts';
import type { Section, Snapshot } from '../probes/engine/probe.ts';
import { takeAnswer } from '../probes/engine/take.ts';
import { type FollowOptions, follow } from '../probes/follow.ts';
import { followedIn, parseSamples, type Samples, samplesId, samplesSection } from '../probes/samples.ts';
import type { Session } from '../ssh/session.types.ts';
import { flowToFollow } from './judge.ts';
import type { Judgement } from './judgement.ts';

/** How a router is looked at: over SSH, or in a file. */
export interface Looks {
  take(options: { signal?: AbortSignal }): Promise<Snapshot>;
  /** Which connection is to be followed after the first look; `null`: none. */
  toFollow(judgement: Judgement): Flow | null;
  follow(flow: Flow, options: FollowOptions): Promise<FollowSample[]>;
}

/** Looks at a router over SSH. */
export const liveLooks = (session: Session): Looks => ({
  take: async (options) => snapshotOf(await takeAnswer(session, options)),
  toFollow: flowToFollow,
  follow: (flow, options) => follow(session, flow, options),
});

/** The same, keeping what was seen. */
export interface Recorder extends Looks {
  /**
   * All that was seen, as a capture file.
   * @param tool who made it
   * @throws RangeError when nothing was
   */
  capture(tool: string): string;
}

/** Looks at a router over SSH and keeps what it sees. */
export function recordingLooks(session: Session): Recorder {
  let taken: Taken | null = null;
  let samples: Section | null = null;
  return {
    async take(options) {
      taken = await takeAnswer(session, options);
      return snapshotOf(taken);
    },
    toFollow: flowToFollow,
    async follow(flow, options) {
      const seen: FollowSample[] = [];
      const onSample = (sample: FollowSample) => {
        seen.push(sample);
        options.onSample?.(sample);
      };
      let brokeOff = true;
      try {
        const all = await follow(session, flow, { ...options, onSample });
        brokeOff = false;
        return all;
      } finally {
        samples = samplesSection(flow, seen, brokeOff);
      }
    },
    capture(tool) {
      if (taken === null) throw new RangeError('nothing was looked at');
      return captureOf(taken, tool, samples ? [[samplesId, samples]] : []);
    },
  };
}

/** Looks into a capture; `nowMs` stands for when it was taken where it does not say. Pure. */
export function capturedLooks(capture: Capture, nowMs: number): Looks {
  const section = capture.sections.get(samplesId);
  const series = section ? parseSamples(section) : null;
  return {
    take: async () => snapshotOf(takenFrom(capture, nowMs)),
    toFollow: (judgement) => (series ? (flowToFollow(judgement) ?? watched(series, judgement)) : null),
    async follow(flow, { onSample }) {
      const seen = series ? followedIn(series, flow) : [];
      for (const sample of seen) onSample?.(sample);
      if (series?.brokeOff) throw new Failed({ cause: 'connection-lost', detail: 'closed' });
      return seen;
    },
  };
}

/** Of a series that has all connections one that tells most, also where the class is known without. */
const watched = ({ only, looks }: Samples, { flows }: Judgement): Flow | null =>
  only === null && looks.length > 1 ? (flows.find(({ entry }) => entry.offload !== 'none') ?? null) : null;
