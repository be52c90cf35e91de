import type { AccountId, Address } from '../command.ts';
import type { Family, FirewallKind } from './forward.ts';

/** One step, shown to a person exactly as it runs. */
export interface Step {
  id: string;
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
