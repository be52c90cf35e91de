import { parseConntrack } from '../../../src/conntrack/entry.ts';
import { emptyTrace, follow, type Trace } from '../../../src/watch/arrival/trace.ts';
import type { Settings } from '../../../src/watch/lifecycle/household.ts';
import { emptySample, type Sample } from '../../../src/watch/lifecycle/look.ts';

export const affected: Settings = { establishedS: 7440, flowtableS: 30, pickupS: 120, everyS: 1 };
export const fixed: Settings = { ...affected, pickupS: null };

const keyOf = (line: string): string => /src=\S+ dst=\S+ sport=\d+ dport=\d+/.exec(line)?.[0] ?? '';
const withoutTime = (line: string): string => line.replace(/( tcp +6) \d+ /, '$1 ');
const timeOf = (line: string): number | null => {
  const found = / tcp +6 (\d+) /.exec(line)?.[1];
  return found === undefined ? null : Number(found);
};

/**
 * Tables at given moments, told as the loop on the router tells them: what changed, and what two looks missed. An entry
 * whose time-out alone is set anew is told when it was last told half a minute ago.
 */
export function looker(settings: Settings, start: Trace = emptyTrace(settings)) {
  let trace = start;
  let last = emptySample(0);
  let looks = 0;
  const known = new Map<
    string,
    { line: string; lastS: number; missingS: number | null; dueS: number; toldS: number }
  >();

  return {
    trace: () => trace,
    /** What the last look told. */
    last: () => last,
    look(atS: number, lines: readonly string[], more: Partial<Sample> = {}): Trace {
      const sample: Sample = { ...emptySample(atS), ...more };
      looks += 1;
      if (looks === 1) sample.begin ??= 'boot';
      for (const line of lines) {
        const was = known.get(keyOf(line));
        const left = timeOf(line);
        const dueS = left === null ? 0 : atS + left;
        const renewed =
          was !== undefined && left !== null && Math.abs(dueS - was.dueS) > 3 && atS - was.toldS >= 30;
        const entry = parseConntrack(line);
        const tell =
          entry !== null && (was === undefined || withoutTime(was.line) !== withoutTime(line) || renewed);
        if (tell) sample.seen.push(entry);
        known.set(keyOf(line), {
          line,
          lastS: atS,
          missingS: null,
          dueS,
          toldS: tell ? atS : (was?.toldS ?? atS),
        });
      }
      for (const [key, one] of known) {
        if (one.lastS === atS) continue;
        if (one.missingS === null) one.missingS = atS;
        else {
          const entry = parseConntrack(one.line);
          if (entry) sample.gone.push({ entry, lastS: one.lastS, sinceS: one.missingS });
          known.delete(key);
        }
      }
      if (looks === 2) sample.settled = true;
      last = sample;
      trace = follow(trace, sample);
      return trace;
    },
  };
}

/** The phone's entry: what the kernel prints of it. `null` counters: the kernel does not count. */
export function line(of: {
  left?: number | null;
  own?: [packets: number, bytes: number] | null;
  theirs?: [packets: number, bytes: number] | null;
  flags?: string;
  state?: string;
  sport?: number;
  unreplied?: boolean;
}): string {
  const { left = 7400, own = [10, 1_000], theirs = [9, 900], flags = '[ASSURED]' } = of;
  const { state = 'ESTABLISHED', sport = 40_000, unreplied = false } = of;
  const counters = (counted: [number, number] | null) =>
    counted === null ? '' : ` packets=${counted[0]} bytes=${counted[1]}`;
  const timer = left === null ? '' : `${left} ${state} `;
  return [
    `ipv4     2 tcp      6 ${timer}src=192.168.1.188 dst=17.57.144.10 sport=${sport} dport=5223${counters(own)}`,
    ...(unreplied ? ['[UNREPLIED]'] : []),
    `src=17.57.144.10 dst=203.0.113.2 sport=5223 dport=${sport}${counters(theirs)}`,
    `${flags} mark=0 zone=0 use=2`,
  ].join(' ');
}

export const phone = { ip: '192.168.1.188', mac: null };
