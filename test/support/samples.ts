import type { Plan } from '../../src/changes/plan.types.ts';
import type { AccountId } from '../../src/model/address.ts';
import type { Router } from '../../src/model/router.ts';

export const anna: AccountId = 'discord:80351110224678912';
export const bert: AccountId = 'telegram:4711';

export const aRouter = (change: Partial<Router> = {}): Router => ({
  id: 'r1',
  name: 'Home',
  host: '192.168.1.1',
  port: 22,
  user: 'root',
  owner: anna,
  hostKey: null,
  addedAt: 1_000,
  lastSeenAt: null,
  ...change,
});

export const aPlan = (change: Partial<Plan> = {}): Plan => ({
  id: 'p1',
  routerId: 'r1',
  firewall: 'fw4',
  families: ['ipv4', 'ipv6'],
  persistent: true,
  chains: ['inet fw4 forward'],
  rules: [],
  undoSeconds: 90,
  steps: {
    apply: [{ id: 'live', script: 'nft -f -' }],
    verify: [],
    revert: [{ id: 'revert', script: 'rm -f x' }],
  },
  basis: 'b'.repeat(64),
  requestedBy: anna,
  chat: { platform: 'discord', chat: '1' },
  createdAt: 1_000,
  expiresAt: 10_000,
  status: 'open',
  ...change,
});
