import { randomBytes } from 'node:crypto';
import type { Family, FirewallKind, ForwardPath } from '../firewall/first/forward.ts';
import { forwardPaths } from '../firewall/first/paths.ts';
import type { AccountId, Address } from '../model/address.ts';
import type { Snapshot } from '../probes/engine/probe.ts';
import type { Scripts } from '../remedies/exempt/firewall.ts';
import { firewalls } from '../remedies/exempt/index.ts';
import { chainName } from '../remedies/exempt/nftables.ts';
import { basisOf } from './basis.ts';
import { armScript, defaultUndoSeconds, disarmScript, guarded, revertScript, verifyScript } from './guard.ts';
import type { Plan } from './plan.types.ts';

export const planMinutes = 15;

/** Who a plan is for. */
export interface PlanContext {
  /** Default: one that nobody can guess. */
  id?: string;
  routerId: string;
  requestedBy: AccountId;
  chat: Address;
  /** Epoch ms; the clock's own by default. */
  now?: number;
  undoSeconds?: number;
}

/** `no-offload`: nothing to exempt from. `mixed`: offload rules in chains of more than one firewall. `odd-name`: a chain nft cannot be told of. */
export type NoPlan = 'no-offload' | 'mixed' | 'odd-name';
export type Planned = { kind: 'plan'; plan: Plan } | { kind: 'none'; why: NoPlan };

/** The exemption for the router a snapshot was taken of. Nothing is changed by making it. */
export function makePlan(snapshot: Snapshot, context: PlanContext): Planned {
  const site = siteOf(snapshot);
  if (typeof site === 'string') return { kind: 'none', why: site };
  const { firewall, paths, scripts } = site;
  const createdAt = context.now ?? Date.now();
  const undoSeconds = context.undoSeconds ?? defaultUndoSeconds;
  const id = context.id ?? planId();
  const { persist } = scripts;
  const plan: Plan = {
    id,
    routerId: context.routerId,
    firewall,
    families: (['ipv4', 'ipv6'] satisfies Family[]).filter((f) => paths.some((p) => p.families.includes(f))),
    persistent: persist !== null,
    chains: paths.map((path) => path.chain),
    rules: [...scripts.rules],
    undoSeconds,
    steps: {
      apply: [
        { id: 'arm', script: armScript(id, scripts, undoSeconds) },
        { id: 'live', script: guarded(id, scripts.live) },
        ...(persist === null ? [] : [{ id: 'persist' as const, script: guarded(id, persist) }]),
        { id: 'disarm', script: disarmScript(id) },
      ],
      verify: [{ id: 'verify', script: verifyScript(id, scripts) }],
      revert: [{ id: 'revert', script: revertScript(scripts) }],
    },
    basis: basisOf(snapshot),
    requestedBy: context.requestedBy,
    chat: context.chat,
    createdAt,
    expiresAt: createdAt + planMinutes * 60_000,
    status: 'open',
  };
  return { kind: 'plan', plan };
}

interface Site {
  firewall: FirewallKind;
  paths: ForwardPath[];
  scripts: Scripts;
}

function siteOf(snapshot: Snapshot): Site | NoPlan {
  const paths = forwardPaths(snapshot);
  const offloading = paths.filter((path) => path.rules.some((rule) => rule.kind === 'offload'));
  const [first] = offloading;
  if (!first) return 'no-offload';
  const { firewall } = first;
  if (offloading.some((path) => path.firewall !== firewall)) return 'mixed';
  if (firewall === 'nftables' && offloading.some((path) => chainName(path) === null)) return 'odd-name';
  // fw3 and iptables: a family without an offload rule today may get one at the next reload.
  const concerned = paths.filter((path) => path.firewall === firewall);
  return { firewall, paths: concerned, scripts: firewalls[firewall].scripts(concerned) };
}

/** 50 bits, in letters and digits that cannot be mistaken for each other and need no quoting. */
function planId(): string {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
  return [...randomBytes(10)].map((byte) => alphabet.charAt(byte % 32)).join('');
}
