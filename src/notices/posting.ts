import { postingTime } from './quiet.ts';
import type { Posting, Preferences } from './state.ts';

/** What is new to a chat: said at once, or when its quiet hours are over. */
export function newPosting(
  id: string,
  { quiet, zone }: Pick<Preferences, 'quiet' | 'zone'>,
  now: number,
): Posting {
  const postAt = postingTime(now, quiet, zone);
  return { id, postAt, held: postAt > now, revision: 1, sent: 0 };
}
