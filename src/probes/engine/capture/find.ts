/** Where a capture begins in a text that may hold more, and in which form it is. */
export type Found =
  | { kind: 'capture'; version: number; lines: string[] }
  /** What a look prints between its own boundaries, as the first release had it sent. */
  | { kind: 'answer'; boundary: string; lines: string[] }
  | { kind: 'none' };

/** What a mail or a forum puts before each line of a quotation. */
const quoted = '([ \\t>]{0,16})';
const headLine = new RegExp(`^${quoted}pushmedic capture (\\d{1,6})[ \\t]*$`);
/** A capture of which the head was left out. */
const firstSection = new RegExp(`^${quoted}===+ ?[a-z][a-z0-9-]{0,30} +\\d{1,3} *$`);
const boundaryLine = new RegExp(`^${quoted}([0-9a-f]{16,64}) (?:start|begin|end) `);
const longestLine = 120;

/** Finds it, and takes carriage returns and a quotation's marks off its lines. Linear in the text. */
export function findCapture(text: string): Found {
  const lines = text.replace(/^\ufeff/, '').split('\n');
  for (const [at, raw] of lines.entries()) {
    const line = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    if (line.length > longestLine) continue;
    const rest = (mark: string) => bare(lines.slice(at), mark, line !== raw);
    const head = headLine.exec(line);
    if (head) return { kind: 'capture', version: Number(head[2]), lines: rest(head[1] ?? '').slice(1) };
    const section = firstSection.exec(line);
    if (section) return { kind: 'capture', version: 1, lines: rest(section[1] ?? '') };
    const boundary = boundaryLine.exec(line);
    if (boundary) return { kind: 'answer', boundary: boundary[2] ?? '', lines: rest(boundary[1] ?? '') };
  }
  return { kind: 'none' };
}

/** Blanks at the end of a quotation's mark are often lost where nothing stands behind it. */
function bare(lines: readonly string[], mark: string, returns: boolean): string[] {
  if (mark === '' && !returns) return [...lines];
  return lines.map((line) => {
    const whole = returns && line.endsWith('\r') ? line.slice(0, -1) : line;
    if (whole.startsWith(mark)) return whole.slice(mark.length);
    return whole.startsWith(mark.trimEnd()) ? whole.slice(mark.trimEnd().length) : whole;
  });
}
