import { choose } from '../../src/chat/choose.ts';
import { isDevice } from '../../src/diagnosis/device.ts';
import { flowsOf } from '../../src/diagnosis/flows.ts';
import type { Reply } from '../../src/model/message.ts';
import type { Device, Router } from '../../src/model/router.ts';
import { readValue, type Snapshot } from '../../src/probes/engine/probe.ts';
import type { WorkerContext } from '../../src/queue/handler.ts';
import type { Say } from '../../src/words/words.ts';

/** Whether the router, or we in the days before, have seen a device by that name, address or MAC. */
export async function isKnown(
  asked: string,
  snapshot: Snapshot,
  router: Router,
  { store }: WorkerContext,
): Promise<boolean> {
  const talking = flowsOf(snapshot).map(({ device }) => device);
  if (talking.length > 0) await store.routers.sawDevices(router.id, talking);
  const leased = readValue(snapshot.leases)?.leases ?? [];
  const near = readValue(snapshot.neighbours)?.neighbours ?? [];
  const known: Device[] = [
    ...talking,
    ...leased,
    ...near.map(({ ip, mac }) => ({ name: null, ip, mac })),
    ...(await store.routers.devices(router.id)),
  ];
  return known.some((device) => isDevice({ device }, asked));
}

/** Nobody is called so there; those who are, to choose from. */
export async function unknownPhone(
  asked: string,
  router: Router,
  { store }: WorkerContext,
  say: Say,
): Promise<Reply> {
  const line = { name: 'diagnose', args: { router: router.id } };
  const question = await choose({ what: 'phone', line, page: 1 }, store, say);
  return {
    ...question,
    tone: 'unsure',
    title: say('choose.phone.unknown', { phone: asked, router: router.name }),
  };
}
