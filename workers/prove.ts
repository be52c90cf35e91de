import { prove as watch } from '../src/changes/prove.ts';
import { tellProof } from '../src/changes/telling.ts';
import { parseConntrack } from '../src/conntrack/entry.ts';
import { button } from '../src/model/button.ts';
import { take } from '../src/probes/engine/take.ts';
import type { Handler } from '../src/queue/handler.ts';
import { remedies } from '../src/remedies/index.ts';
import { cureOf } from '../src/remedies/registry.ts';
import { painter } from './steps/painter.ts';
import { connectOptions, routerOf } from './steps/reach.ts';

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
  const paint = painter(asker, context, run, key);
  const { proofS, proofTries, proofAgainMs } = context.timing;
  const proof = await context.sessions.borrow(router, connectOptions(router, run.signal), (session) =>
    watch({ session, take, cure, earlier, seconds: proofS, everyS: 3, signal: run.signal }),
  );
  if (proof.kind !== 'waiting' || round === 1) {
    await paint.final({
      ...tellProof(proof, paint.say),
      buttons: [
        button('test-phone', { router: router.id }, paint.say('button.test'), 'primary'),
        button('undo', { router: router.id }, paint.say('button.revert'), 'danger'),
        button('diagnose', { router: router.id }, paint.say('button.check-again')),
      ],
    });
  }
  if (proof.kind !== 'waiting' || round >= proofTries) return;
  await context.enqueue({ ...job, round: round + 1 }, `prove-${planId}-${round + 1}`, proofAgainMs);
};
