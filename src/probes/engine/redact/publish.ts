import type { Capture } from '../capture/capture.ts';
import { namesIn } from './names.ts';
import { ownWordRedactor } from './own-words.ts';
import { redactedCapture } from './redact.ts';
import { makeShapeRedactor } from './shapes.ts';
import { isUsual } from './usual-words.ts';

/** Sections of numbers, versions and names of programs, in which nothing is a household's. */
const technical: ReadonlySet<string> = new Set(['firmware', 'clock', 'tools', 'sysctls', 'table', 'end']);

function changed(capture: Capture, change: (line: string) => string): Capture {
  const sections = [...capture.sections].map(([id, { status, text }]) => {
    const lines = technical.has(id) ? text : text.split('\n').map(change).join('\n');
    return [id, { status, text: lines }] as const;
  });
  return { ...capture, sections: new Map(sections) };
}

const textOf =
  ({ sections }: Capture) =>
  (id: string): string =>
    sections.get(id)?.text ?? '';

const partsOf = (name: string): string[] => name.split(/[^\p{L}\p{N}]+/u).filter((part) => part !== '');

/** The names of the router and of devices, wherever they stand and however they are written there. */
function nameRedactor(capture: Capture): (line: string) => string {
  const { hostname, devices } = namesIn(textOf(capture));
  const patterns = [
    { name: hostname, word: 'router' },
    ...devices.slice(0, 400).map((name, at) => ({ name, word: `device-${at + 1}` })),
  ]
    // Words of the rules themselves are nobody's, whatever a device calls itself.
    .filter(({ name }) => name.length > 3 && !partsOf(name).every(isUsual))
    .sort((a, b) => b.name.length - a.name.length)
    .map(({ name, word }) => {
      const written = partsOf(name).join('[^\\p{L}\\p{N}]{0,3}');
      return { word, pattern: new RegExp(`(?<![\\p{L}\\p{N}])${written}(?![\\p{L}\\p{N}])`, 'giu') };
    });
  return (line) => patterns.reduce((so, { pattern, word }) => so.replace(pattern, word), line);
}

/**
 * The capture as a file that anybody may read: redacted, and without words that the household chose, hosts, accounts, keys
 * and tokens either. The same is always replaced by the same, so that what the rules mean stays.
 */
export function publishedCapture(capture: Capture): string {
  const shaped = changed(capture, makeShapeRedactor());
  const named = changed(shaped, nameRedactor(shaped));
  return redactedCapture(changed(named, ownWordRedactor(textOf(named))));
}
