import { isRouterOs } from '../../kernel/firmwares.ts';
import { fail } from '../../model/failure.ts';
import { oneLine, plainText } from '../../model/plain.ts';
import { probes } from '../index.ts';
import type { ProbeId, Readings } from '../readings.ts';
import type { Answer, Taken } from './answer.ts';
import { absent, failed, type Reading, type Section, type Snapshot } from './probe.ts';
import { type Sections, splitSections } from './sections.ts';

export type ReadingsRead = { [I in ProbeId]: Reading<Readings[I]> };

/**
 * The sections of what {@link scriptFor} printed.
 * @throws Failed `not-a-router` when no POSIX shell on Linux answered, `router-os` where RouterOS did; `stderr` is
 *   what it said instead.
 */
export function answerOf(stdout: string, boundary: string, stderr = ''): Sections {
  const answer = splitSections(stdout, boundary);
  if (answer.system === null) {
    const seen = excerpt(stderr || stdout);
    return fail({ cause: isRouterOs(`${stdout}\n${stderr}`) ? 'router-os' : 'not-a-router', seen });
  }
  if (answer.system !== 'Linux') return fail({ cause: 'not-a-router', seen: excerpt(answer.system) });
  return answer;
}

/** Every probe's reading. A section that is missing or cut off stops no other. */
export function readingsOf(answer: Answer): ReadingsRead {
  const readings = Object.values(probes).map((probe) => [probe.id, readingOf(probe, answer)]);
  // Each probe's type says what its id reads; only the list loses which is which.
  return Object.fromEntries(readings) as ReadingsRead;
}

/** The same with when it was taken and what that cost. */
export const snapshotOf = (taken: Taken): Snapshot => {
  const { takenAt, bytes, ms } = taken;
  return { ...readingsOf(taken), takenAt, bytes, ms };
};

interface AnyProbe {
  id: ProbeId;
  parse(section: Section): Reading<unknown>;
}

function readingOf(probe: AnyProbe, { sections, broken, otherwise }: Answer): Reading<unknown> {
  const section = sections.get(probe.id);
  if (section?.status === 127) return absent('a command is missing here');
  // Made plain before anything is read out of it: no reading has to think of it.
  if (section) return probe.parse({ ...section, text: plainText(section.text) });
  const why = broken.get(probe.id);
  return why === undefined ? otherwise : failed(why);
}

/** The first thing the other side said, for a person: bounded, on one line. */
const excerpt = (text: string): string => oneLine(text).slice(0, 160);
