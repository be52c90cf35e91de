import { randomBytes } from 'node:crypto';
import type { Session } from '../../ssh/session.types.ts';
import type { Taken } from './answer.ts';
import { answerOf, snapshotOf } from './parse.ts';
import type { Snapshot } from './probe.ts';
import { scriptFor } from './script.ts';

/** Far above what an honest router sends: some 25 KB. */
const maxBytes = 2_000_000;
/** A slow router with a long ruleset takes a few seconds. */
const timeoutMs = 30_000;

export interface TakeOptions {
  signal?: AbortSignal;
}

/**
 * Reads everything off a router in one exec, as it was printed.
 * @throws Failed `not-a-router`, `timeout`, `output-too-large`, `connection-lost`.
 */
export async function takeAnswer(session: Session, options: TakeOptions = {}): Promise<Taken> {
  const boundary = randomBytes(16).toString('hex');
  const takenAt = Date.now();
  const ran = await session.run(scriptFor(boundary), { timeoutMs, maxBytes, ...options });
  const { bytes, ms } = ran;
  return { ...answerOf(ran.stdout, boundary, ran.stderr), takenAt, bytes, ms };
}

/**
 * Reads everything off a router in one exec.
 * @throws Failed as {@link takeAnswer}.
 */
export const take = async (session: Session, options: TakeOptions = {}): Promise<Snapshot> =>
  snapshotOf(await takeAnswer(session, options));
