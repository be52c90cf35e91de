import { fail } from '../../model/failure.ts';
import { probes } from '../index.ts';
import type { ProbeId, Readings } from '../readings.ts';
import { absent, failed, type Reading, type Section } from './probe.ts';
import { type Sections, splitSections } from './sections.ts';

export type ReadingsRead = { [I in ProbeId]: Reading<Readings[I]> };

/**
 * Every probe's reading out of what {@link scriptFor} printed. A section that is missing or cut off becomes a failed
 * reading; none stops the others.
 * @throws Failed `not-a-router` when no POSIX shell on Linux answered; `stderr` is what it said instead.
 */
export function parseSnapshot(stdout: string, boundary: string, stderr = ''): ReadingsRead {
  const sections = splitSections(stdout, boundary);
  if (sections.system === null) return fail({ cause: 'not-a-router', seen: excerpt(stderr || stdout) });
  if (sections.system !== 'Linux') return fail({ cause: 'not-a-router', seen: excerpt(sections.system) });
  const readings = Object.values(probes).map((probe) => [probe.id, readingOf(probe, sections)]);
  // Each probe's type says what its id reads; only the list loses which is which.
  return Object.fromEntries(readings) as ReadingsRead;
}

interface AnyProbe {
  id: ProbeId;
  parse(section: Section): Reading<unknown>;
}

function readingOf(probe: AnyProbe, sections: Sections): Reading<unknown> {
  const section = sections.whole.get(probe.id);
  if (section) return section.status === 127 ? absent('a command is missing here') : probe.parse(section);
  return failed(sections.cut.includes(probe.id) ? 'the answer was cut off' : 'the answer ended before this');
}

/** The first thing the other side said, for a person: bounded, on one line. */
const excerpt = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 160);
