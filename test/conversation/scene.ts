import type { Say } from '../../src/words/words.ts';
import type { House } from './house.ts';
import type { Room } from './room.ts';
import type { Talk } from './talk.ts';

/** What a conversation is made of. */
export interface Scene {
  platform: 'discord' | 'telegram';
  house: House;
  room: Room;
  talk: Talk;
  say: Say;
}
