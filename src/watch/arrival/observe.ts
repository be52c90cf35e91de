import { randomBytes } from 'node:crypto';
import { Failed, fail } from '../../model/failure.ts';
import type { Session } from '../../ssh/session.types.ts';
import { sampleReader } from '../agent/samples.ts';
import type { Sample } from '../lifecycle/look.ts';
import { arrivalScript } from './script.ts';

/** A household's push connections change seldom: more than this is no household's. */
const maxBytes = 8 * 1024 * 1024;
/** The loop says something every second; a router that is busy with something else is waited for. */
const silentMs = 60_000;

/**
 * Looks at a router's push connections once a second, in one exec, for `seconds` of its own time.
 * @throws Failed `connection-lost`, `timeout`, `output-too-large`, `not-a-router`; the signal's reason.
 */
export async function observe(
  session: Session,
  { seconds, signal, onLook }: { seconds: number; signal: AbortSignal; onLook(look: Sample): void },
): Promise<void> {
  const ending = new AbortController();
  const giveUp = (failed: Failed) => ending.abort(failed);
  const silent = () => giveUp(new Failed({ cause: 'timeout', stage: 'command', seconds: silentMs / 1000 }));
  let watchdog = setTimeout(silent, silentMs);
  const nonce = randomBytes(6).toString('hex');
  const reader = sampleReader(nonce);
  let bytes = 0;
  try {
    const ran = await session.run(arrivalScript({ nonce, seconds }), {
      timeoutMs: Number.POSITIVE_INFINITY,
      keepStdout: false,
      signal: AbortSignal.any([signal, ending.signal]),
      onStdout(text) {
        bytes += text.length;
        if (bytes > maxBytes) giveUp(new Failed({ cause: 'output-too-large', limitBytes: maxBytes }));
        clearTimeout(watchdog);
        watchdog = setTimeout(silent, silentMs);
        for (const look of reader.push(text)) onLook(look);
      },
    });
    if (ran.code === 3) fail({ cause: 'not-a-router', seen: 'no connection tracking to read' });
    if (ran.code !== 0)
      fail({ cause: 'connection-lost', detail: `the loop ended: ${ran.stderr.trim().slice(-160)}` });
  } finally {
    clearTimeout(watchdog);
  }
}
