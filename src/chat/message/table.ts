import stringWidth from 'string-width';
import { oneLine } from '../../model/plain.ts';

/** Spaces between columns. */
const gap = 2;

const padded = (cell: string, width: number): string => cell + ' '.repeat(width - stringWidth(cell));

/**
 * A table as aligned lines for a block of code, or null when it is wider than `columns` (terminal columns: Chinese
 * characters take two). Cells are cleaned, and made fit for the block by `safe`; short rows are filled up.
 */
export function alignedTable(
  head: readonly string[],
  rows: string[][],
  columns: number,
  safe: (cell: string) => string = (cell) => cell,
): string[] | null {
  const cells = [head, ...rows].map((row) =>
    head.map((_, at) => safe(oneLine((row[at] ?? '').slice(0, columns * 2)))),
  );
  const widths = head.map((_, at) => Math.max(...cells.map((row) => stringWidth(row[at] ?? ''))));
  const total = widths.reduce((sum, width) => sum + width, 0) + gap * (widths.length - 1);
  if (total > columns) return null;
  return cells.map((row) =>
    row
      .map((cell, at) => padded(cell, widths[at] ?? 0))
      .join(' '.repeat(gap))
      .trimEnd(),
  );
}
