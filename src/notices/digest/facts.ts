import type { HistoryEntry } from '../../model/history.ts';
import type { WatchEvent } from '../../watch/events.ts';
import { type OutageEvents, outagesOf, phoneKeyOf } from '../outages.ts';
import { phoneOf } from '../phone.ts';
import type { Phone } from '../state.ts';

/** Evictions of some time, and how long phones were without connection, as far as that was measured. */
export interface Totals {
  count: number;
  unreachableS: number;
  /** Of `count`: those whose end nobody saw. */
  open: number;
}

export interface PhoneTotals extends Totals {
  phone: Phone;
  episodes: OutageEvents[];
}

/** A toll with the time it was taken in, without what nobody watched. */
export interface Rate extends Totals {
  watchedS: number;
}

export interface DigestFacts {
  from: number;
  to: number;
  toll: Totals;
  /** Most evictions first. */
  phones: PhoneTotals[];
  unwatchedS: number;
  /** Since the fix in place was applied, and before; null when none is, or one side was watched too little. */
  cure: { at: number; before: Rate; after: Rate } | null;
  /** Applied in the time the digest is about. */
  cures: number[];
  /** Notifications that were timed in it, and the slowest, seconds; null where none told a time. */
  tests: { count: number; withoutS: number | null; withS: number | null };
}

/** Watched for less, a comparison would say nothing, s. */
const enoughS = 3_600;

const tollOf = (episodes: readonly OutageEvents[]): Totals => ({
  count: episodes.length,
  unreachableS: episodes.reduce((sum, { end }) => sum + (end?.kind === 'back' ? end.unreachableS : 0), 0),
  open: episodes.filter(({ end }) => end?.kind !== 'back').length,
});

/** Times that were not watched, joined where they overlap. */
function unwatchedOf(events: readonly WatchEvent[]): { from: number; to: number }[] {
  const gaps = events
    .flatMap((event) => {
      if (event.kind === 'unwatched') return [{ from: event.from, to: event.to }];
      return event.kind === 'unreachable' ? [{ from: event.since, to: endOf(event.since, events) }] : [];
    })
    .sort((a, b) => a.from - b.from);
  const joined: { from: number; to: number }[] = [];
  for (const gap of gaps) {
    const last = joined.at(-1);
    if (last && gap.from <= last.to) last.to = Math.max(last.to, gap.to);
    else joined.push({ ...gap });
  }
  return joined;
}

/** When it could be watched again; of one that goes on, never so far. */
const endOf = (since: number, events: readonly WatchEvent[]): number =>
  events.find((event) => event.kind === 'reachable' && event.since === since)?.at ?? Number.POSITIVE_INFINITY;

const within = (gaps: readonly { from: number; to: number }[], from: number, to: number): number =>
  gaps.reduce((sum, gap) => sum + Math.max(0, Math.min(gap.to, to) - Math.max(gap.from, from)), 0) / 1_000;

/** Applies and reverts of our fix, oldest first. */
const changesOf = (history: readonly HistoryEntry[]): { at: number; isCure: boolean }[] =>
  history
    .filter(({ phase, outcome }) => phase === 'end' && outcome === 'ok')
    .flatMap(({ action, at }) =>
      action === 'apply' || action === 'revert' ? [{ at, isCure: action === 'apply' }] : [],
    )
    .sort((a, b) => a.at - b.at);

/**
 * What a digest tells of one router.
 * @param events its journal, also from before `from`: what it was like before the fix
 * @param watchedFrom since when it is watched; earlier events move that back
 */
export function digestFacts(given: {
  events: readonly WatchEvent[];
  history: readonly HistoryEntry[];
  watchedFrom: number;
  from: number;
  to: number;
}): DigestFacts {
  const { events, history, from, to } = given;
  const watchedFrom = Math.min(given.watchedFrom, ...events.map(({ at }) => at));
  const gaps = unwatchedOf(events);
  const all = outagesOf(events);
  const between = (a: number, b: number) => all.filter(({ evicted: { at } }) => at >= a && at < b);
  const rate = (a: number, b: number): Rate => ({
    ...tollOf(between(a, b)),
    watchedS: Math.max(0, (b - a) / 1_000 - within(gaps, a, b)),
  });
  const changes = changesOf(history).filter(({ at }) => at < to);
  const last = changes.at(-1);
  const cure = last?.isCure
    ? { at: last.at, before: rate(Math.min(watchedFrom, last.at), last.at), after: rate(last.at, to) }
    : null;
  const isTelling = cure !== null && cure.before.watchedS >= enoughS && cure.after.watchedS >= enoughS;
  const own = between(from, to);
  const keys = [...new Set(own.map(phoneKeyOf))];
  const phones = keys.flatMap((key): PhoneTotals[] => {
    const episodes = own.filter((episode) => phoneKeyOf(episode) === key);
    const newest = episodes.at(-1);
    return newest ? [{ phone: phoneOf(newest.evicted.flow.device), episodes, ...tollOf(episodes) }] : [];
  });
  return {
    from,
    to,
    toll: tollOf(own),
    phones: phones.sort((a, b) => b.count - a.count || b.unreachableS - a.unreachableS),
    unwatchedS: within(gaps, from, to),
    cure: isTelling ? cure : null,
    cures: changes.filter(({ at, isCure }) => isCure && at >= from).map(({ at }) => at),
    tests: testsOf(history.filter(({ at, phase }) => phase === 'end' && at >= from && at < to)),
  };
}

function testsOf(history: readonly HistoryEntry[]): DigestFacts['tests'] {
  const tests = history.flatMap(({ test, outcome }) => (outcome === 'stopped' ? [] : (test ?? [])));
  const slowest = (fix: 'none' | 'kept'): number | null => {
    const all = tests.flatMap((test) => (test.fix === fix && test.delayS !== null ? [test.delayS] : []));
    return all.length === 0 ? null : Math.max(...all);
  };
  return { count: tests.length, withoutS: slowest('none'), withS: slowest('kept') };
}
