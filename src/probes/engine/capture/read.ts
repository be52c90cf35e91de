import type { Taken } from '../answer.ts';
import { absent, type Section } from '../probe.ts';
import { splitSections } from '../sections.ts';
import { type Capture, captureVersion, endId, maxCaptureBytes } from './capture.ts';
import { findCapture } from './find.ts';

/** `none`: nothing in the file is a capture. `newer`: of a version we do not know. `other`: of a system that is no Linux. */
export type ReadCapture =
  | { kind: 'capture'; capture: Capture }
  | { kind: 'none' }
  | { kind: 'newer'; version: number }
  | { kind: 'other'; system: string };

/**
 * Reads a capture file, in the form of docs/captures.md or as the first release's look printed it, from whatever a
 * person made of it on the way: another encoding, other line ends, a quotation, an end that is missing. Never throws;
 * time is linear in the bytes that are read.
 * @param limitBytes what stands behind is not read, and what it cut is told
 */
export function readCapture(bytes: Uint8Array, limitBytes = maxCaptureBytes): ReadCapture {
  const found = findCapture(decode(bytes.subarray(0, limitBytes)));
  const isCut = bytes.length > limitBytes;
  if (found.kind === 'none') return found;
  if (found.kind === 'answer') return fromAnswer(found.boundary, found.lines);
  if (found.version > captureVersion) return { kind: 'newer', version: found.version };
  return { kind: 'capture', capture: fromCapture(found.lines, isCut) };
}

/** Windows' own shell writes UTF-16 into a file; everything else UTF-8. Bytes that are neither are replaced. */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder().decode(bytes);
}

function fromAnswer(boundary: string, lines: readonly string[]): ReadCapture {
  const { system, sections, broken } = splitSections(`${lines.join('\n')}\n`, boundary);
  if (system !== null && system !== 'Linux') return { kind: 'other', system: system.slice(0, 80) };
  return { kind: 'capture', capture: { head: new Map(), sections, broken, twice: [], strayLines: 0 } };
}

/** As a person may write it too: without a status, or framed. */
const sectionLine = /^===+ ?([a-z][a-z0-9-]{0,30})(?: +(\d{1,3}))?(?: =*)?$/;
const keyLine = /^([a-z][a-z0-9-]{0,30}): ?(.*)$/;
/** No honest line of ours is longer. */
const longestLine = 2000;

interface Open {
  id: string;
  status: number;
  lines: string[];
}

function fromCapture(lines: readonly string[], isCut: boolean): Capture {
  const head = new Map<string, string>();
  const sections = new Map<string, Section>();
  const twice: string[] = [];
  let strayLines = 0;
  let open: Open | null = null;
  let last = '';
  const close = () => {
    if (!open) return;
    const { id, status, lines } = open;
    last = id;
    if (sections.has(id)) twice.push(id);
    else sections.set(id, { status, text: lines.length === 0 ? '' : `${lines.join('\n')}\n` });
  };
  for (const line of lines.at(-1) === '' ? lines.slice(0, -1) : lines) {
    if (line.startsWith('===')) {
      close();
      const [whole, id = '', status = '0'] = sectionLine.exec(line.slice(0, longestLine).trimEnd()) ?? [];
      open = whole === undefined ? null : { id, status: Number(status), lines: [] };
      if (!open) strayLines++;
    } else if (open) open.lines.push(line.replace(/^\\(?=\\*===)/, ''));
    else if (!readKey(head, line, sections.size === 0)) strayLines++;
  }
  close();
  const broken = brokenIn({ head, sections, last, isCut });
  for (const id of broken.keys()) sections.delete(id);
  return { head, sections, broken, twice, strayLines };
}

/** Whether the line was one of the head's, or empty. */
function readKey(head: Map<string, string>, line: string, inHead: boolean): boolean {
  if (line.trim() === '') return true;
  const [, key, value = ''] = inHead && line.length <= longestLine ? (keyLine.exec(line) ?? []) : [];
  if (key !== undefined && !head.has(key)) head.set(key, value.trim());
  return key !== undefined;
}

interface Whole {
  head: ReadonlyMap<string, string>;
  sections: ReadonlyMap<string, Section>;
  /** The section that stands last in the file. */
  last: string;
  isCut: boolean;
}

/** What the head says was taken, and is not there or not whole. */
function brokenIn({ head, sections, last, isCut }: Whole): Map<string, string> {
  const words = (key: string) => (head.get(key) ?? '').split(' ').filter((id) => id !== '');
  const asked = words('sections');
  const broken = new Map(words('cut').map((id) => [id, 'the answer was cut off']));
  const ended = !isCut && (!asked.includes(endId) || sections.has(endId));
  if (!ended && last !== '') broken.set(last, 'the capture was cut off here');
  for (const id of asked)
    if (!sections.has(id) && !broken.has(id) && id !== endId)
      broken.set(id, ended ? 'the answer ended before this' : 'the capture was cut off before this');
  return broken;
}

/**
 * A capture as if it had just been taken. A section that is not there is a reading that is absent.
 * @param nowMs when it is read: for captures that do not say when they were taken
 */
export function takenFrom({ head, sections, broken }: Capture, nowMs: number): Taken {
  const toldMs = Date.parse(head.get('taken') ?? '');
  const bytes = [...sections.values()].reduce((sum, { text }) => sum + text.length, 0);
  const takenAt = Number.isFinite(toldMs) ? toldMs : nowMs;
  return { sections, broken, otherwise: absent('not in this capture'), takenAt, bytes, ms: 0 };
}
