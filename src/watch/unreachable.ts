import { z } from 'zod';
import type { Failure } from '../model/failure.ts';
import { hostKeySchema } from '../model/router.ts';

/** What keeps a watch from its router, as far as a try to log in tells. */
export const obstacleSchema = z.object({
  reason: z.enum(['silent', 'refused', 'new-key', 'login', 'name', 'forbidden', 'not-ssh', 'other']),
  /** Where it was tried: `root@192.168.1.1`. */
  address: z.string(),
  /** Of `new-key`: the one that is trusted, and the one that was shown. */
  hostKeys: z.object({ trusted: hostKeySchema, shown: hostKeySchema }).exactOptional(),
});
export type Obstacle = z.infer<typeof obstacleSchema>;

/** A router that cannot be watched just now. Times in epoch ms. */
export const unreachableSchema = z.object({
  /** When it was heard of last, or first tried in vain. */
  since: z.number(),
  triedAt: z.number(),
  obstacle: obstacleSchema,
  /** It has lasted for so long that chats were told. */
  told: z.boolean(),
});
export type Unreachable = z.infer<typeof unreachableSchema>;

const reasons: Partial<Record<Failure['cause'], Obstacle['reason']>> = {
  unreachable: 'silent',
  timeout: 'silent',
  'connection-lost': 'silent',
  refused: 'refused',
  'auth-rejected': 'login',
  'host-unknown': 'name',
  'address-forbidden': 'forbidden',
  'not-ssh': 'not-ssh',
};

/** What a failed try at `address` met; `null`: nothing that Pushmedic's own messages foresee. */
export function obstacleOf(failure: Failure | null, address: string): Obstacle {
  if (failure?.cause === 'host-key-changed')
    return {
      reason: 'new-key',
      address,
      hostKeys: { trusted: failure.expected, shown: failure.got },
    };
  const reason = failure === null ? undefined : reasons[failure.cause];
  return { reason: reason ?? 'other', address };
}

/** How long nobody may have tried for two failures to be one story, ms. */
const oneStoryMs = 15 * 60_000;

/**
 * What is known after one more try that failed. Nothing is said of a time in which nobody tried: unless it was told
 * already, the story begins anew then.
 * @param heardAt when a loop on the router was heard last, where it was one that broke
 */
export function afterFailure(
  was: Unreachable | null,
  obstacle: Obstacle,
  { now, heardAt, tellAfterMs }: { now: number; heardAt: number | null; tellAfterMs: number },
): { unreachable: Unreachable; isNews: boolean } {
  const goesOn = was !== null && (was.told || now - was.triedAt < oneStoryMs);
  const since = goesOn ? was.since : (heardAt ?? now);
  const isOld = goesOn && was.told;
  const told = isOld || now - since >= tellAfterMs;
  const isNews = told && (!isOld || !sameObstacle(was.obstacle, obstacle));
  return { unreachable: { since, triedAt: now, obstacle, told }, isNews };
}

const sameObstacle = (one: Obstacle, other: Obstacle): boolean =>
  one.reason === other.reason &&
  one.address === other.address &&
  one.hostKeys?.shown.sha256 === other.hostKeys?.shown.sha256;
