import type { Address } from '../../model/address.ts';

/** In which zone times are told, and how that is known; the first that is known counts. */
export interface ReaderZone {
  /** IANA name, or `UTC+5:30`. */
  zone: string;
  /** Chosen by the person; by the chat; what its routers are set to; guessed from a locale; the machine's own. */
  from: 'own' | 'chat' | 'router' | 'locale' | 'machine';
}

/** Which zone is used where. */
export interface ZoneStore {
  /** The zone of a person, wherever they are. */
  zoneOfPerson(person: string): Promise<ReaderZone>;
  /** The zone of those who read what is written to `to`: a group's own, else the person's. */
  zoneFor(person: string, to: Address): Promise<ReaderZone>;
  /** The same, its name alone. */
  zoneOf(person: string, to: Address): Promise<string>;
  setChatZone(to: Address, zone: string): Promise<void>;
  /** What a router was seen to be set to; null: to nothing that tells where it is. */
  sawRouterZone(routerId: string, zone: string | null): Promise<void>;
}

/** Whether others read along. */
export const isShared = ({ group, ephemeral }: Address): boolean => group === true && ephemeral !== true;
