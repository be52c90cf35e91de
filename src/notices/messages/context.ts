import type { Say } from '../../words/words.ts';

/** What telling needs beside the notice itself. */
export interface MessageContext {
  router: { id: string; name: string };
  say: Say;
  zone: string;
  keepFixed: boolean;
  /** Our fix is in place as this is told. */
  cured: boolean;
  /** Somebody who reads this may trust a new host key. */
  mayTrust: boolean;
  /** By phone: muted until (epoch ms). */
  mutes: Record<string, number>;
  vendorOf(mac: string): string | null;
  now: number;
}
