import type { Address } from '../model/address.ts';

/** `key('message', id)` → `pm:message:<id>`. */
export type KeyOf = (...parts: string[]) => string;

/** How long a message can be repainted, s. */
export const messageKeptS = 60 * 24 * 3600;

/** Key of the record that says which message of the platform a delivery's key is. */
export const messageKey = (key: KeyOf, delivery: string): string => key('message', delivery);

/** A chat's name in the records of dead and of moved chats. */
export const chatName = ({ platform, chat }: Pick<Address, 'platform' | 'chat'>) => `${platform}:${chat}`;

/** Chats that got a new id: old → new. */
export const movedKey = (key: KeyOf): string => key('moved');
