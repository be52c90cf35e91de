import type { Plan } from '../../src/changes/plan.ts';
import type { AccountId } from '../../src/model/address.ts';
import type { PushTest } from '../../src/model/push-test.ts';
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
  offer: {
    remedy: 'exempt',
    version: 2,
    params: {
      services: ['apns'],
      ports: [{ from: 5223, to: 5223 }],
      families: ['ipv4', 'ipv6'],
      places: [{ firewall: 'fw4', chain: 'inet fw4 forward' }],
    },
    title: { key: 'remedy.exempt.title', values: {} },
    what: { key: 'remedy.exempt.what', values: { ports: '5223', chains: 'inet fw4 forward' } },
    cost: 'none',
    persistent: true,
    places: [{ name: 'inet fw4 forward', persistent: true }],
    shown: [],
  },
  steps: [
    { id: 'live', script: 'nft -f -' },
    { id: 'revert', script: 'rm -f x' },
  ],
  rollbackS: 90,
  fingerprint: 'b'.repeat(64),
  requestedBy: anna,
  chat: { platform: 'discord', chat: '1' },
  createdAt: 1_000,
  expiresAt: 10_000,
  status: 'open',
  ...change,
});

export const aPushTest = (change: Partial<PushTest> = {}): PushTest => ({
  id: 't1',
  routerId: 'r1',
  phone: { key: '5a:11:22:33:44:55', ip: '192.168.1.188', mac: '5a:11:22:33:44:55', name: 'Annas-iPhone' },
  account: anna,
  handedAt: null,
  sentAt: null,
  fix: 'none',
  arrival: null,
  sawAt: null,
  pace: 1,
  ...change,
});
