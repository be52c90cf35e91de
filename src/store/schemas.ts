import { z } from 'zod';
import type { Plan, Step } from '../changes/plan.types.ts';
import type { AccountId, Address, Role } from '../model/command.ts';
import type { Router } from '../ssh/router.ts';
import type { Language } from '../words/words.ts';
import type { HistoryEntry } from './store.types.ts';

const platform = z.enum(['discord', 'telegram', 'terminal']);

export const role: z.ZodType<Role> = z.enum(['owner', 'operator', 'viewer']);
export const language: z.ZodType<Language> = z.enum(['en', 'zh']);
export const account: z.ZodType<AccountId> = z.templateLiteral([platform, ':', z.string()]);

export const address: z.ZodType<Address> = z.object({
  platform,
  chat: z.string(),
  thread: z.string().exactOptional(),
  message: z.string().exactOptional(),
  token: z.string().exactOptional(),
  tokenAt: z.number().exactOptional(),
  ephemeral: z.boolean().exactOptional(),
  group: z.boolean().exactOptional(),
});

export const router: z.ZodType<Router> = z.object({
  id: z.string(),
  name: z.string(),
  host: z.string(),
  port: z.number(),
  user: z.string(),
  owner: z.string(),
  hostKey: z.object({ type: z.string(), sha256: z.string() }).nullable(),
  addedAt: z.number(),
  lastSeenAt: z.number().nullable(),
});

export const devices = z.array(
  z.object({ name: z.string().nullable(), ip: z.string(), mac: z.string().nullable() }),
);

const steps: z.ZodType<Step[]> = z.array(
  z.object({ id: z.enum(['arm', 'live', 'persist', 'disarm', 'verify', 'revert']), script: z.string() }),
);

export const planStatus = z.enum(['open', 'taken', 'applied', 'failed', 'cancelled', 'reverted']);

export const plan: z.ZodType<Plan> = z.object({
  id: z.string(),
  routerId: z.string(),
  firewall: z.enum(['fw4', 'fw3', 'nftables', 'iptables']),
  families: z.array(z.enum(['ipv4', 'ipv6'])),
  persistent: z.boolean(),
  chains: z.array(z.string()),
  rules: z.array(z.string()),
  undoSeconds: z.number(),
  steps: z.object({ apply: steps, verify: steps, revert: steps }),
  basis: z.string(),
  requestedBy: account,
  chat: address,
  createdAt: z.number(),
  expiresAt: z.number(),
  status: planStatus,
});

export const historyEntry: z.ZodType<HistoryEntry> = z.object({
  at: z.number(),
  routerId: z.string(),
  routerName: z.string(),
  account: z.union([account, z.literal('pushmedic')]),
  personName: z.string(),
  action: z.enum(['diagnose', 'apply', 'revert', 'register', 'trust', 'remove', 'watch', 'guard']),
  phase: z.enum(['start', 'end']),
  outcome: z.string(),
  planId: z.string().exactOptional(),
  basis: z.string().exactOptional(),
});
