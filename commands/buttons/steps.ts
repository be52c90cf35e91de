import { planDetails } from '../../src/changes/plan-blocks.ts';
import type { Command } from '../../src/chat/command.ts';
import { button } from '../../src/model/button.ts';
import { fail } from '../../src/model/failure.ts';
import { sayAny } from '../../src/words/words.ts';
import { paged } from '../shared/pages.ts';

/** What **Steps** stands for: everything a plan runs on the router, script by script. */
export const steps: Command = {
  name: 'steps',
  args: [
    { name: 'plan', required: true },
    { name: 'page', required: false },
  ],
  role: 'viewer',
  hidden: true,
  async run({ args, say }, { store }) {
    const plan = (await store.plans.get(args.plan ?? '')) ?? fail({ cause: 'press-gone' });
    const { key, values } = plan.offer.title;
    const reply = {
      tone: 'info' as const,
      title: sayAny(say.language, key, values),
      blocks: planDetails(plan, say),
      buttons: [],
    };
    const to = (page: string, label: string) => button('steps', { plan: plan.id, page }, label);
    return { kind: 'reply', reply: paged(reply, args.page, to, say), apart: args.page === undefined };
  },
};
