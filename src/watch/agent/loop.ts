import { randomBytes } from 'node:crypto';
import { Failed, fail } from '../../model/failure.ts';
import type { ExecEnd, Session } from '../../ssh/session.types.ts';
import type { Sample } from '../lifecycle/look.ts';
import { sampleReader } from './samples.ts';

export interface Loop {
  /** @param nonce begins every line of ours */
  script(nonce: string): string;
  /** Without a look for so long it is given up, ms. */
  silentMs: number;
  /** Bytes it may print in all; left out: as many as it likes. */
  maxBytes?: number;
  signal: AbortSignal;
  /** Never empty. */
  onLooks(looks: Sample[]): void;
}

/**
 * Runs a loop that looks at a router again and again, in one exec, until it ends by itself.
 * @throws Failed `timeout` when it falls silent, `output-too-large`, `not-a-router`, `connection-lost`; the signal's reason.
 */
export async function runLoop(
  session: Session,
  { script, silentMs, maxBytes = Number.POSITIVE_INFINITY, signal, onLooks }: Loop,
): Promise<ExecEnd> {
  const ending = new AbortController();
  const giveUp = (failed: Failed) => ending.abort(failed);
  const silent = () => giveUp(new Failed({ cause: 'timeout', stage: 'command', seconds: silentMs / 1000 }));
  let watchdog = setTimeout(silent, silentMs);
  const nonce = randomBytes(6).toString('hex');
  const reader = sampleReader(nonce);
  let bytes = 0;
  try {
    const ran = await session.run(script(nonce), {
      timeoutMs: Number.POSITIVE_INFINITY,
      keepStdout: false,
      signal: AbortSignal.any([signal, ending.signal]),
      onStdout(text) {
        bytes += text.length;
        if (bytes > maxBytes) giveUp(new Failed({ cause: 'output-too-large', limitBytes: maxBytes }));
        const looks = reader.push(text);
        if (looks.length === 0) return;
        clearTimeout(watchdog);
        watchdog = setTimeout(silent, silentMs);
        onLooks(looks);
      },
    });
    if (ran.code === 3) fail({ cause: 'not-a-router', seen: 'no connection tracking to read' });
    return ran;
  } finally {
    clearTimeout(watchdog);
  }
}

/** A loop that was not to end by itself, or went wrong. */
export const loopEnded = ({ stderr }: ExecEnd): never =>
  fail({ cause: 'connection-lost', detail: `the loop ended: ${stderr.trim().slice(-160)}` });
