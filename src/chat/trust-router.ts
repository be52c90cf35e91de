import { randomBytes } from 'node:crypto';
import type { AccountId } from '../model/address.ts';
import { fail } from '../model/failure.ts';
import type { HostKey, Target } from '../model/router.ts';
import { formatTarget } from '../ssh/address.ts';
import type { CommandStores } from './stores.ts';

/** A router whose host key a person has just said to be the right one. */
export interface Trusted {
  name: string;
  target: Target;
  hostKey: HostKey;
}

/** By whom; `owner`: whose the router is when it is new. */
interface By {
  owner: string;
  account: AccountId;
  personName: string;
}

/**
 * From now on this host key and no other is accepted for this router, which is registered if it was not. A watch that
 * waits with its next try need not. Gives its id.
 * @param at epoch ms
 * @throws Failed `router-exists` where another router has the name
 */
export async function trustRouter(
  { routers, watches, history }: Pick<CommandStores, 'routers' | 'watches' | 'history'>,
  { name, target, hostKey }: Trusted,
  { owner, account, personName }: By,
  at: number,
): Promise<string> {
  const known = await routers.byName(name);
  if (known && formatTarget(known) !== formatTarget(target)) fail({ cause: 'router-exists', name });
  const id = known?.id ?? randomBytes(6).toString('hex');
  const added = known
    ? await routers.update(id, { hostKey })
    : await routers.add({ id, name, owner, ...target, hostKey, addedAt: at, lastSeenAt: null });
  if (!added) fail({ cause: 'router-exists', name });
  await watches.wake(id);
  const entry = { at, routerId: id, routerName: name, account, personName, action: 'trust' as const };
  await history.write({ ...entry, phase: 'start', outcome: hostKey.sha256 });
  await history.write({ ...entry, phase: 'end', outcome: 'ok' });
  return id;
}
