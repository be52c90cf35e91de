import { answer, type Command } from '../src/chat/command.ts';
import { text } from '../src/model/message.ts';

/** What **Cancel** stands for, and `/cancel` typed: an open plan is given up; nothing was changed. */
export const cancel: Command = {
  name: 'cancel',
  args: [{ name: 'plan', required: false }],
  role: 'operator',
  async run({ args, say }, { store, now }) {
    const { plan } = args.plan ? await store.plans.take(args.plan, now()) : { plan: null };
    if (plan) await store.plans.finish(plan.id, 'cancelled');
    return answer({
      tone: 'info',
      title: say('cancel.title'),
      blocks: [text(say('cancel.text'))],
      buttons: [],
    });
  },
};
