import { type AccountId, type Address, type PlatformId, platformSchema } from '../model/address.ts';

/** Shape of a person's id on each platform; null where there is nobody but whoever sits at it. */
const ids: Record<PlatformId, RegExp | null> = {
  discord: /^\d{1,20}$/,
  telegram: /^\d{1,20}$/,
  terminal: null,
};

/** An account as it is written in full, `discord:80351110224678912`; null when it is none. */
export function readAccount(text: string): AccountId | null {
  const [platform, shape] = Object.entries(ids).find(([id]) => text.startsWith(`${id}:`)) ?? [];
  return platform && shape?.test(text.slice(platform.length + 1)) ? (text as AccountId) : null;
}

/** The account with that id on a platform; null when nobody can have such an id there. */
export const accountOn = (platform: PlatformId, id: string): AccountId | null =>
  ids[platform]?.test(id) ? `${platform}:${id}` : null;

export const platformOf = (account: AccountId): PlatformId => platformSchema.parse(account.split(':')[0]);

/**
 * The chat in which this account is spoken to alone; null where there is nobody but whoever sits at it. Telegram's has the
 * person's own id; Discord's client opens it for one.
 */
export function privateChatOf(account: AccountId): Address | null {
  const platform = platformOf(account);
  const chat = account.slice(platform.length + 1);
  return ids[platform]?.test(chat) ? { platform, chat } : null;
}
