import { prove as watch } from '../src/changes/prove.ts';
import { tellProof } from '../src/changes/telling.ts';
import { parseConntrack } from '../src/conntrack/entry.ts';
import { phoneLabel } from '../src/diagnosis/report/phone-words.ts';
import { chatOf } from '../src/model/address.ts';
import { hiding } from '../src/model/message.ts';
import type { Device } from '../src/model/router.ts';
import { vendorOf } from '../src/notices/vendor.ts';
import { take } from '../src/probes/engine/take.ts';
import type { Handler } from '../src/queue/handler.ts';
import { remedies } from '../src/remedies/index.ts';
import type { Proof } from '../src/remedies/proof.ts';
import { cureOf } from '../src/remedies/registry.ts';
import type { Say } from '../src/words/words.ts';
import { detailsButton } from './steps/details-button.ts';
import { afterProof } from './steps/next-steps.ts';
import { painter } from './steps/painter.ts';
import { connectOptions, routerOf } from './steps/reach.ts';
import { sawRouter } from './steps/saw-router.ts';

/**
 * Watches after an apply and goes on in its message: "proven" only when a connection showed it, "waiting" before.
 * A phone that sleeps is waited for in rounds, so that no worker is kept busy by it.
 */
export const prove: Handler<'prove'> = async (job, context, run) => {
  const { asker, planId, key, round } = job;
  const earlier = job.earlier.map(({ atS, lines }) => ({
    atS,
    entries: lines.map(parseConntrack).filter((entry) => entry !== null),
  }));
  const applied = await context.store.plans.applied(job.routerId);
  const plan = applied.find(({ id }) => id === planId);
  // Taken back, or replaced by a newer plan, in the meantime.
  if (plan === undefined) return;
  const cure = cureOf(remedies, plan.offer);
  const router = await routerOf(job.routerId, context);
  // An edit makes no sound: what was proven is said in a message of its own.
  const besides = { ...asker, to: chatOf(asker.to) };
  const { proofS, proofTries, proofAgainMs } = context.timing(router.id);
  const proof = await context.sessions.borrow(router, connectOptions(router, run.signal), (session) =>
    watch({ session, take, cure, earlier, seconds: proofS, everyS: 3, signal: run.signal }),
  );
  await sawRouter(router.id, context);
  const paint =
    proof.kind === 'waiting'
      ? painter(asker, context, run, key)
      : painter(besides, context, run, `${key}:proof`);
  if (proof.kind !== 'waiting' || round === 1) {
    const devices = await context.store.routers.devices(router.id);
    const phone = phoneIn(proof, devices, paint.say);
    const { lines, ...told } = tellProof(proof, paint.say, { router: router.name, phone });
    const details = await detailsButton(told, lines, context, paint.say);
    const names = devices.flatMap(({ name }) => name ?? []);
    await paint.final({
      ...told,
      ...hiding(names, paint.say),
      buttons: [...(await afterProof(proof, router, asker, context)), ...details],
    });
  }
  if (proof.kind !== 'waiting' || round >= proofTries) return;
  await context.enqueue({ ...job, round: round + 1 }, `prove-${planId}-${round + 1}`, proofAgainMs);
};

/** Whose connection showed it, as the router called it last; `null`: nobody who is known. */
function phoneIn({ evidence }: Proof, devices: readonly Device[], say: Say): string | null {
  const ip = parseConntrack(evidence[0]?.line ?? '')?.original.src;
  const device = devices.find((one) => one.ip === ip);
  return device === undefined ? null : phoneLabel(device, vendorOf, say);
}
