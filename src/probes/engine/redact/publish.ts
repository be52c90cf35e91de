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

const words = /[\p{L}\p{N}]+/gu;
const partsOf = (name: string): string[] => Array.from(name.toLowerCase().matchAll(words), ([word]) => word);

interface Named {
  parts: readonly string[];
  /** What stands for it. */
  word: string;
}

/** Names by their first part, the longest first. */
function byFirstPart(names: readonly Named[]): Map<string, Named[]> {
  const found = new Map<string, Named[]>();
  for (const name of [...names].sort((a, b) => b.parts.length - a.parts.length)) {
    const first = name.parts[0] ?? '';
    found.set(first, [...(found.get(first) ?? []), name]);
  }
  return found;
}

/** Signs between two parts of a name. */
const mostBetween = 3;

/** The names of the router and of devices, wherever they stand and however they are written there. Linear in a line. */
function nameRedactor(capture: Capture): (line: string) => string {
  const { hostname, devices } = namesIn(textOf(capture));
  const own = [
    { name: hostname, word: 'router' },
    ...devices.slice(0, 400).map((name, at) => ({ name, word: `device-${at + 1}` })),
  ]
    .map(({ name, word }) => ({ parts: partsOf(name), word }))
    // Words of the rules themselves are nobody's, whatever a device calls itself.
    .filter(({ parts }) => parts.join('').length > 3 && !parts.every(isUsual));
  const names = byFirstPart(own.flatMap((one) => [one, { ...one, parts: [one.parts.join('')] }]));
  return (line) => {
    const found = Array.from(line.matchAll(words), ({ 0: word, index }) => ({
      word: word.toLowerCase(),
      from: index,
      to: index + word.length,
    }));
    const standsAt = (at: number, { parts }: Named): boolean =>
      parts.every((part, n) => {
        const [here, before] = [found[at + n], n === 0 ? undefined : found[at + n - 1]];
        return here?.word === part && (before === undefined || here.from - before.to <= mostBetween);
      });
    let out = '';
    let from = 0;
    for (let at = 0; at < found.length; at++) {
      const name = names.get(found[at]?.word ?? '')?.find((one) => standsAt(at, one));
      if (name === undefined) continue;
      out += line.slice(from, found[at]?.from) + name.word;
      at += name.parts.length - 1;
      from = found[at]?.to ?? line.length;
    }
    return out + line.slice(from);
  };
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
