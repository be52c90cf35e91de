import type { Section } from './probe.ts';

export interface Sections {
  /** What `uname -s` said; `null` when not even the first boundary came. */
  system: string | null;
  /** Whole sections by probe id. */
  whole: Map<string, Section>;
  /** Ids of sections that began and never ended. */
  cut: string[];
}

/**
 * Takes the script's output apart. What stands before the first boundary (a banner, a motd) is passed over; a boundary
 * counts only at the beginning of a line, and as a whole line: of one that was cut off, the status is not known.
 */
export function splitSections(stdout: string, boundary: string): Sections {
  const sections: Sections = { system: null, whole: new Map(), cut: [] };
  let open: { id: string; lines: string[] } | null = null;
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
    if (word === 'start') sections.system ??= told;
    else if (word === 'begin') {
      if (open) sections.cut.push(open.id);
      open = { id: told, lines: [] };
    } else if (word === 'end' && open) {
      const status = /^\d{1,3}$/.test(told) ? Number(told) : 255;
      // Joined without the line break before the boundary, which is the script's own.
      sections.whole.set(open.id, { status, text: open.lines.join('\n') });
      open = null;
    }
  }
  if (open) sections.cut.push(open.id);
  return sections;
}
