import { setTimeout as pause } from 'node:timers/promises';
import { type Proof, type Sample, sampleOf } from '../remedies/proof.ts';
import type { Cure } from '../remedies/registry.ts';
import type { Session } from '../ssh/session.types.ts';
import type { Take } from './run.types.ts';

export interface ProveOptions {
  session: Session;
  take: Take;
  /** What was applied: it judges what is seen. */
  cure: Pick<Cure, 'proof'>;
  /** Snapshots of before, oldest first (the plan's, the apply's): they tell which connections were offloaded then. */
  earlier?: readonly Sample[];
  /** Seconds to watch at the most. */
  seconds: number;
  /** Seconds between two looks. */
  everyS?: number;
  /** After each look. */
  onLook?: (proof: Proof, atS: number) => void;
  signal?: AbortSignal;
}

/** Watches push connections after an apply until one proves that it is kept, or shows that it is not, or time is up. */
export async function prove(options: ProveOptions): Promise<Proof> {
  const { session, take, cure, seconds, everyS = 5, signal, onLook } = options;
  const samples: Sample[] = [...(options.earlier ?? [])];
  const startedAt = Date.now();
  const elapsed = () => (Date.now() - startedAt) / 1000;
  for (;;) {
    const snapshot = await take(session, signal && { signal });
    samples.push(sampleOf(snapshot));
    const proof = cure.proof(samples);
    onLook?.(proof, elapsed());
    if (proof.kind !== 'waiting' || elapsed() + everyS > seconds) return proof;
    await pause(everyS * 1000, undefined, signal && { signal });
  }
}
