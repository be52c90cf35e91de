import { parseConntrack } from '../conntrack/entry.ts';
import type { ConntrackEntry, Flow, FollowSample } from '../conntrack/flow.ts';
import type { Section } from './engine/probe.ts';
import { linesOf } from './engine/text.ts';

/** The section of a capture that holds looks at the table after the first one. */
export const samplesId = 'samples';

/** One look at the push connections, out of a series. */
export interface TableSample {
  /** The router's own uptime, seconds. */
  uptimeS: number;
  entries: ConntrackEntry[];
  /** Lines of `ip neigh` or /proc/net/arp. */
  neighbours: string[];
}

export interface Samples {
  looks: TableSample[];
  /** The one connection that was looked for, as `src=… dst=… sport=… dport=…`; `null`: all push connections were. */
  only: string | null;
  /** The series was not to end here. */
  brokeOff: boolean;
}

/** Twelve minutes of a household, one look each five seconds, with room to spare. */
const mostLooks = 2000;

/** `src=… dst=… sport=… dport=…` of the direction that was dialled, in one spelling. */
const tupleOf = ({ original: { src, dst, sport, dport } }: ConntrackEntry): string =>
  `src=${src} dst=${dst} sport=${sport} dport=${dport}`;

/**
 * What was seen while one connection was followed, as a section:
 *
 *     only src=192.168.1.188 dst=17.57.144.10 sport=56376 dport=5223
 *     at 0
 *     ipv4     2 tcp      6 src=192.168.1.188 …
 */
export function samplesSection(flow: Flow, samples: readonly FollowSample[], brokeOff: boolean): Section {
  const looks = samples.flatMap(({ atS, entry }) => [`at ${atS}`, ...(entry ? [entry.line] : [])]);
  return { status: brokeOff ? 1 : 0, text: `${[`only ${tupleOf(flow.entry)}`, ...looks].join('\n')}\n` };
}

/** Reads such a section: `at` begins a look, `near` stands before a line of neighbours. Other lines are passed over. */
export function parseSamples({ status, text }: Section): Samples {
  const samples: Samples = { looks: [], only: null, brokeOff: status !== 0 };
  for (const line of linesOf(text)) {
    const uptime = /^at (\d{1,12}(?:\.\d{1,20})?)$/.exec(line)?.[1];
    const look = samples.looks.at(-1);
    if (uptime !== undefined) {
      if (samples.looks.length === mostLooks) break;
      samples.looks.push({ uptimeS: Number(uptime), entries: [], neighbours: [] });
    } else if (line.startsWith('only ')) samples.only ??= line.slice(5).trim();
    else if (line.startsWith('near ')) look?.neighbours.push(line.slice(5));
    else {
      const entry = parseConntrack(line);
      if (entry) look?.entries.push(entry);
    }
  }
  return samples;
}

/** The same series as if `flow` had been followed; empty where another one was. */
export function followedIn({ looks, only }: Samples, flow: Flow): FollowSample[] {
  const wanted = tupleOf(flow.entry);
  if (only !== null && only !== wanted) return [];
  const startS = looks[0]?.uptimeS ?? 0;
  return looks.map(({ uptimeS, entries }) => ({
    atS: Math.max(0, uptimeS - startS),
    entry: entries.find((entry) => tupleOf(entry) === wanted) ?? null,
  }));
}
