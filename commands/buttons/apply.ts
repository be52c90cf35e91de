import { type Command, queued } from '../../src/chat/command.ts';
import { fail } from '../../src/model/failure.ts';

/** What **Apply fix** stands for. The plan is taken by the worker, once, whoever presses and however often. */
export const apply: Command = {
  name: 'apply',
  args: [{ name: 'plan', required: true }],
  role: 'operator',
  hidden: true,
  async run({ args, asker, say }, { store }) {
    const plan = (await store.plans.get(args.plan ?? '')) ?? fail({ cause: 'plan-gone' });
    const router = (await store.routers.get(plan.routerId)) ?? fail({ cause: 'plan-gone' });
    if (plan.status !== 'open') fail({ cause: 'plan-taken' });
    return {
      ...queued({ kind: 'apply', asker, planId: plan.id }, say('working.apply', { router: router.name })),
      once: `apply-${plan.id}`,
    };
  },
};
