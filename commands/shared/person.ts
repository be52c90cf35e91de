import { accountOn, readAccount } from '../../src/chat/account.ts';
import type { AccountId, PlatformId } from '../../src/model/address.ts';
import { fail } from '../../src/model/failure.ts';

/**
 * Who is meant by what somebody typed: `discord:ID`, `telegram:ID`, a bare id of this platform, or a Discord
 * mention `<@ID>`. Names are no identity: they can be taken by anybody, and Telegram tells no bot whose one is.
 */
export function readPerson(text: string, platform: PlatformId): AccountId {
  const id = text.replace(/^<@!?(.*)>$/, '$1');
  const found = readAccount(text) ?? accountOn(platform, id);
  if (found !== null) return found;
  const isName = platform === 'telegram' && text.startsWith('@');
  return fail({ cause: isName ? 'person-name' : 'person-invalid', input: text });
}
