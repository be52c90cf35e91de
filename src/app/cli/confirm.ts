import { createInterface } from 'node:readline/promises';

/** Asks a question on standard error and reads one line of the answer; no answer is *no*. */
export async function confirm(question: string, signal: AbortSignal): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
  process.stderr.write(`${question} `);
  try {
    for await (const line of lines) return /^\s*(?:y|yes|j|ja|是|好)\s*$/i.test(line) && !signal.aborted;
    return false;
  } finally {
    lines.close();
  }
}
