import { createInterface } from 'node:readline';
import type { Terminal } from './terminal.ts';

const leaving = new Set(['exit', 'quit', '/exit', '/quit']);

/**
 * Reads lines until the input ends or somebody leaves. One line is answered before the next is taken, so that a
 * script through a pipe reads like a conversation. Gives the number of lines that were read.
 */
export async function talk(
  terminal: Terminal,
  input: NodeJS.ReadableStream,
  prompt: (() => void) | null,
  signal: AbortSignal,
): Promise<number> {
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  const stop = () => lines.close();
  signal.addEventListener('abort', stop, { once: true });
  let count = 0;
  prompt?.();
  try {
    for await (const line of lines) {
      if (line.trim() !== '') count += 1;
      if (leaving.has(line.trim().toLowerCase())) break;
      await terminal.type(line);
      prompt?.();
    }
  } finally {
    signal.removeEventListener('abort', stop);
    lines.close();
  }
  return count;
}
