import type { Snapshot } from '../probes/engine/probe.ts';
import type { ProbeId, Readings } from '../probes/readings.ts';
import type { Cause, CauseResult } from './cause.ts';
import type { Facts } from './facts.ts';

/** Asks one cause, or says why it could not look. */
export function ask(cause: Cause, facts: Facts): CauseResult {
  const missing = lacking(cause, facts.snapshot);
  if (missing.length > 0)
    return { kind: 'unknown', remark: { id: cause.id, values: {}, evidence: [], missing } };
  return cause.look(facts, readingsOf(facts.snapshot, cause.needs));
}

function lacking(cause: Cause, snapshot: Snapshot): { probe: ProbeId; why: string }[] {
  const unread = (probe: ProbeId) => {
    const reading = snapshot[probe];
    return reading.kind === 'value' ? [] : [{ probe, why: reading.why }];
  };
  const oneOf = cause.needsOneOf ?? [];
  const gaps = oneOf.flatMap(unread);
  // What merely is not there explains nothing beside what failed.
  const failed = gaps.filter(({ probe }) => snapshot[probe].kind === 'failed');
  const told = failed.length > 0 ? failed : gaps;
  return [...cause.needs.flatMap(unread), ...(gaps.length === oneOf.length ? told : [])];
}

function readingsOf(snapshot: Snapshot, ids: readonly ProbeId[]): Readings {
  const read: Partial<Record<ProbeId, unknown>> = {};
  for (const id of ids) {
    const reading = snapshot[id];
    if (reading.kind === 'value') read[id] = reading.value;
  }
  // A cause's type lets it see only what it named, and all of that is here.
  return read as unknown as Readings;
}
