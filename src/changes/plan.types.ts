import type { Family, FirewallKind } from '../firewall/first/forward.ts';
import type { AccountId, Address } from '../model/command.ts';

/**
 * Steps in order. `arm`: the undo timer, before the first change. `live`: rules that nothing outlives. `persist`: only
 * after the live rules were verified over a new connection. `disarm`: only after all was verified over another.
 */
export type StepId = 'arm' | 'live' | 'persist' | 'disarm' | 'verify' | 'revert';

/** One step, shown to a person exactly as it runs. */
export interface Step {
  id: StepId;
  /** POSIX-sh text. What is shown is what runs. */
  script: string;
}

export interface Plan {
  /** Short, unguessable: fits a button. */
  id: string;
  routerId: string;
  firewall: FirewallKind;
  families: Family[];
  /** Survives firewall reload and reboot here. */
  persistent: boolean;
  /** The chains it is written into, e.g. `inet fw4 forward`. */
  chains: string[];
  /** The rules that are added, in the firewall's own words. */
  rules: string[];
  /** Seconds until the router reverts by itself when nobody calls it off. */
  undoSeconds: number;
  steps: { apply: Step[]; verify: Step[]; revert: Step[] };
  /** SHA-256 of the rules and files it was made for; apply is refused when they changed since. */
  basis: string;
  requestedBy: AccountId;
  chat: Address;
  /** Epoch ms. */
  createdAt: number;
  expiresAt: number;
  status: 'open' | 'taken' | 'applied' | 'failed' | 'cancelled' | 'reverted';
}
