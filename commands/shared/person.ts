import type { AccountId, PlatformId } from '../../src/model/address.ts';
import { fail } from '../../src/model/failure.ts';

/**
 * Who is meant by what somebody typed: `discord:ID`, `telegram:ID`, a bare id of this platform, or a Discord
 * mention `<@ID>`. Names are no identity: they can be taken by anybody.
 */
export function readPerson(text: string, platform: PlatformId): AccountId {
  const full = /^(discord|telegram):(\d{1,20})$/.exec(text);
  if (full) return text as AccountId;
  const id = /^(?:<@!?)?(\d{1,20})>?$/.exec(text)?.[1];
  if (!id || platform === 'terminal') return fail({ cause: 'person-invalid', input: text });
  return `${platform}:${id}`;
}
