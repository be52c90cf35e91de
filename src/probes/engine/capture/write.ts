import { probes } from '../../index.ts';
import type { Taken } from '../answer.ts';
import type { Section } from '../probe.ts';
import { captureVersion, endId } from './capture.ts';

/** The head's values are put on one line each. */
export function writeCapture(
  head: Iterable<readonly [key: string, value: string]>,
  sections: Iterable<readonly [id: string, section: Section]>,
): string {
  const lines = [...head].map(([key, value]) => `${key}: ${value.replace(/\s+/g, ' ').trim()}\n`);
  const bodies = [...sections].map(([id, { status, text }]) => `=== ${id} ${status}\n${escaped(text)}`);
  return `pushmedic capture ${captureVersion}\n${lines.join('')}\n${bodies.join('')}`;
}

/** A section's lines, each with its line break, none of which begins a section. */
function escaped(text: string): string {
  if (text === '') return '';
  const whole = text.endsWith('\n') ? text : `${text}\n`;
  return whole.replace(/^\\*===/gm, '\\$&');
}

/**
 * The file of one look. Its head names what was asked for, so that what could not be read is not taken for absent.
 * @param tool who made it, e.g. `pushmedic 0.2.0`
 * @param more sections besides those of the probes
 */
export function captureOf(
  { sections, broken, takenAt }: Taken,
  tool: string,
  more: Iterable<readonly [id: string, section: Section]> = [],
): string {
  const all = [...sections, ...more];
  const asked = new Set([...Object.keys(probes), ...all.map(([id]) => id), endId]);
  const cut = [...broken.keys()].join(' ');
  const head: [string, string][] = [
    ['taken', new Date(takenAt).toISOString()],
    ['tool', tool],
    ['sections', [...asked].join(' ')],
    ...(cut === '' ? [] : [['cut', cut] satisfies [string, string]]),
  ];
  return writeCapture(head, [...all, [endId, { status: 0, text: '' }]]);
}
