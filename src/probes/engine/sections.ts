import type { Answer } from './answer.ts';
import { failed, type Section } from './probe.ts';

export interface Sections extends Answer {
  /** What `uname -s` said; `null` when not even the first boundary came. */
  system: string | null;
}

/**
 * Takes the script's output apart. What stands before the first boundary (a banner, a motd) is passed over; a boundary
 * counts only at the beginning of a line, and as a whole line: of one that was cut off, the status is not known.
 */
export function splitSections(stdout: string, boundary: string): Sections {
  let system: string | null = null;
  const sections = new Map<string, Section>();
  const broken = new Map<string, string>();
  let open: { id: string; lines: string[] } | null = null;
  const cut = () => open && broken.set(open.id, 'the answer was cut off');
  const lines = stdout.split('\n');
  lines.pop();
  for (const line of lines) {
    if (!line.startsWith(`${boundary} `)) {
      open?.lines.push(line);
      continue;
    }
    const [word, ...rest] = line
      .slice(boundary.length + 1)
      .trim()
      .split(' ');
    const told = rest.join(' ');
    if (word === 'start') system ??= told;
    else if (word === 'begin') {
      cut();
      open = { id: told, lines: [] };
    } else if (word === 'end' && open) {
      const status = /^\d{1,3}$/.test(told) ? Number(told) : 255;
      // Joined without the line break before the boundary, which is the script's own.
      sections.set(open.id, { status, text: open.lines.join('\n') });
      open = null;
    }
  }
  cut();
  return { system, sections, broken, otherwise: failed('the answer ended before this') };
}
