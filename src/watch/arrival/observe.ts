import type { Session } from '../../ssh/session.types.ts';
import { loopEnded, runLoop } from '../agent/loop.ts';
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
  const ran = await runLoop(session, {
    script: (nonce) => arrivalScript({ nonce, seconds }),
    silentMs,
    maxBytes,
    signal,
    onLooks: (looks) => looks.forEach(onLook),
  });
  if (ran.code !== 0) loopEnded(ran);
}
