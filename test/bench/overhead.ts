import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostOn, makeWorkerContext, openCore, startWorkers } from '../../src/app/wiring.ts';
import { render } from '../../src/chat/terminal/render.ts';
import { startDemoRouter } from '../../src/demo/router.ts';
import type { Delivery } from '../../src/model/delivery.ts';
import { parseAllow } from '../../src/ssh/address.ts';
import { ensureIdentity } from '../../src/ssh/identity.ts';
import { quiet } from '../support/redis.ts';
import { timed } from '../support/timed.ts';

const rounds = 60;

/** From the typed command to the rendered answer, less the diagnosis itself: queue, dispatch, store, deliveries. */
export async function run() {
  const dataDir = await mkdtemp(join(tmpdir(), 'pm-bench-'));
  const identity = await ensureIdentity(join(dataDir, 'key'));
  const router = await startDemoRouter({ identityKeys: [identity.publicLine], factor: 1 });
  const core = await openCore({ redisUrl: null, dataDir, secret: null, timezone: 'UTC' }, quiet);
  await core.store.people.setOwners(['terminal:local']);
  const { target, hostKey } = router;
  await core.store.routers.add({
    id: 'b',
    name: 'b',
    owner: 'o',
    ...target,
    hostKey,
    addedAt: 0,
    lastSeenAt: null,
  });
  const context = makeWorkerContext(core, { identity, allow: parseAllow('127.0.0.1/32'), log: quiet });
  const meter = timed(context.sessions);
  const worker = startWorkers(core, { ...context, sessions: meter.sessions });
  let arrived: (delivery: Delivery) => void = () => {};
  const deliver = async (delivery: Delivery) => {
    render(delivery.reply, { colour: false, width: 100 });
    if (!delivery.transient) arrived(delivery);
    return { kind: 'sent' as const, message: delivery.key };
  };
  const deliverer = core.deliveries.runDeliverer({ id: 'terminal', deliver });
  const host = hostOn(core, identity.publicLine, quiet);
  const overheads: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const spentBefore = meter.spent();
    const from = performance.now();
    const finished = new Promise<Delivery>((resolve) => {
      arrived = resolve;
    });
    const to = { platform: 'terminal' as const, chat: 'local' };
    const call = {
      id: randomUUID(),
      account: 'terminal:local' as const,
      personName: 'bench',
      to,
      locale: 'en',
    };
    await host.call({ ...call, name: 'diagnose', args: {}, at: Date.now() });
    await finished;
    // The first rounds open connections and compile code.
    if (round >= 10) overheads.push(performance.now() - from - (meter.spent() - spentBefore));
  }
  await worker.close();
  await context.close();
  await deliverer.close();
  await core.close();
  await router.close();
  await rm(dataDir, { recursive: true, force: true });
  overheads.sort((a, b) => a - b);
  const p95 = overheads[Math.floor(overheads.length * 0.95)] ?? Number.NaN;
  return [
    {
      name: 'queue + dispatch + render around a diagnosis, p95',
      value: p95,
      unit: 'ms',
      bound: 25,
      ok: p95 <= 25,
    },
  ];
}
