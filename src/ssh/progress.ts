import type { Failure } from '../model/failure.ts';
import type { Target } from '../model/router.ts';
import { isOld } from './algorithms.ts';
import { detailOf } from './detail.ts';

/** How far one SSH handshake came, and what was learned on the way. */
export interface Progress {
  stage: 'handshake' | 'auth';
  /** The refusal of the host key, decided before anything else was sent. */
  refusal: Failure | null;
  /** Old algorithms that were agreed on. */
  agreed: string[];
  /** The router's list in which nothing fitted. */
  offered: string;
}

/** ssh2 tells the router's lists, and the choices before the host key is judged, only in its debug lines. */
export function learn(progress: Progress, line: string): void {
  const remote = /^Handshake: \(remote\) [^:]+: (.*)$/.exec(line)?.[1];
  if (remote !== undefined) progress.offered = remote.replace(/[^\x21-\x7e]/g, '?').slice(0, 300);
  const chosen = /^Handshake: (?:KEX algorithm|Host key format): (.*)$/.exec(line)?.[1];
  if (chosen !== undefined && isOld(chosen)) progress.agreed.push(chosen);
}

/** What an error of ssh2 means. `stranger`: first line of something that does not speak SSH. */
export function failureOf(
  error: Error & { level?: string },
  { user, host, port }: Target,
  progress: Progress,
  stranger: string | null,
): Failure {
  if (progress.refusal) return progress.refusal;
  if (stranger !== null) return { cause: 'not-ssh', host, port, detail: stranger };
  if (/no matching/i.test(error.message))
    return { cause: 'no-common-algorithm', host, detail: progress.offered || error.message };
  const isRefused = progress.stage === 'auth' && /too many auth/i.test(error.message);
  if (error.level === 'client-authentication' || isRefused) return { cause: 'auth-rejected', user, host };
  if (/identification string|greeting lines|header/i.test(error.message))
    return { cause: 'not-ssh', host, port, detail: error.message };
  return { cause: 'connection-lost', detail: detailOf(error) };
}
