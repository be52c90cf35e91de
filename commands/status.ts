import { answer, type Command, type Desk } from '../src/command.ts';
import { text } from '../src/reply.ts';
import type { Router } from '../src/router/router.ts';
import type { Say } from '../src/words/words.ts';
import { moment } from './shared/moment.ts';

async function rowOf(router: Router, { store }: Desk, say: Say): Promise<{ name: string; value: string }> {
  const applied = await store.plans.applied(router.id);
  const seen = router.lastSeenAt
    ? say('status.seen', { when: moment(router.lastSeenAt) })
    : say('status.never-seen');
  const cure = applied ? say('status.applied', { firewall: applied.firewall }) : say('status.not-applied');
  const trusted = router.hostKey ? [] : [say('routers.untrusted')];
  return { name: router.name, value: [cure, seen, ...trusted].join(' · ') };
}

export const status: Command = {
  name: 'status',
  args: [],
  role: 'viewer',
  async run({ say }, desk) {
    const routers = await desk.store.routers.list();
    if (routers.length === 0) {
      return answer({
        tone: 'info',
        title: say('routers.none'),
        blocks: [text(say('routers.add'))],
        buttons: [],
      });
    }
    const fields = await Promise.all(routers.map((router) => rowOf(router, desk, say)));
    return answer({
      tone: 'info',
      title: say('status.title', { n: routers.length }),
      blocks: [{ kind: 'fields', fields }],
      buttons: [],
    });
  },
};
