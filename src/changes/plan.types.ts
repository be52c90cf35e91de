import { z } from 'zod';
import { accountSchema, addressSchema } from '../model/address.ts';

/** One step, shown to a person exactly as it runs. */
export const stepSchema = z.object({
  /**
   * Steps in order. `arm`: the undo timer, before the first change. `live`: rules that nothing outlives. `persist`: only
   * after the live rules were verified over a new connection. `disarm`: only after all was verified over another.
   */
  id: z.enum(['arm', 'live', 'persist', 'disarm', 'verify', 'revert']),
  /** POSIX-sh text. What is shown is what runs. */
  script: z.string(),
});
export type Step = z.infer<typeof stepSchema>;
export type StepId = Step['id'];

const steps = z.array(stepSchema);

export const planSchema = z.object({
  /** Short, unguessable: fits a button. */
  id: z.string(),
  routerId: z.string(),
  firewall: z.enum(['fw4', 'fw3', 'nftables', 'iptables']),
  families: z.array(z.enum(['ipv4', 'ipv6'])),
  /** Survives firewall reload and reboot here. */
  persistent: z.boolean(),
  /** The chains it is written into, e.g. `inet fw4 forward`. */
  chains: z.array(z.string()),
  /** The rules that are added, in the firewall's own words. */
  rules: z.array(z.string()),
  /** Seconds until the router reverts by itself when nobody calls it off. */
  undoSeconds: z.number(),
  steps: z.object({ apply: steps, verify: steps, revert: steps }),
  /** SHA-256 of the rules and files it was made for; apply is refused when they changed since. */
  basis: z.string(),
  requestedBy: accountSchema,
  chat: addressSchema,
  /** Epoch ms. */
  createdAt: z.number(),
  expiresAt: z.number(),
  status: z.enum(['open', 'taken', 'applied', 'failed', 'cancelled', 'reverted']),
});
export type Plan = z.infer<typeof planSchema>;
