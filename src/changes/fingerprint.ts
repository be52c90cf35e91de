import { createHash } from 'node:crypto';
import type { Snapshot } from '../probes/engine/probe.ts';
import type { Cure } from '../remedies/registry.ts';

/** SHA-256 over what a change is made for: the same router before and after it has the same. */
export const fingerprintOf = (cure: Pick<Cure, 'id' | 'fingerprint'>, snapshot: Snapshot): string =>
  createHash('sha256')
    .update(JSON.stringify([cure.id, cure.fingerprint(snapshot)]))
    .digest('hex');
