import type { Plan } from '../src/changes/plan.ts';
import { type Ask, answer, type Command, type CommandContext } from '../src/chat/command.ts';
import { chatId } from '../src/model/address.ts';
import { button } from '../src/model/button.ts';
import { text } from '../src/model/message.ts';
import { isKept } from '../src/model/offer.ts';
import type { Router } from '../src/model/router.ts';
import { minuteIn } from '../src/notices/times.ts';
import { readWatchState } from '../src/watch/state.ts';
import { listPage, pageArg } from './shared/list-pages.ts';

async function watchedOf(router: Router, { call, say }: Ask, { store }: CommandContext): Promise<string[]> {
  const watches = await store.watches.of(router.id);
  if (watches.length === 0) return [];
  const isHere = watches.some(({ to }) => chatId(to) === chatId(call.to));
  const isKept = watches.some(({ keepFixed }) => keepFixed);
  return [
    say(isHere ? 'status.watched-here' : 'status.watched'),
    ...(isKept ? [say('status.keep-fixed')] : []),
  ];
}

/** Whether a fix is in place, where, and when that was last seen. */
async function cureLine(
  { id, offer }: Plan,
  zone: string,
  { say }: Ask,
  { store }: CommandContext,
): Promise<string> {
  const where = offer.places.map(({ name }) => name).join(', ');
  const seen = await store.plans.seen(id);
  if (seen === null) return say('status.applied', { where });
  const when = minuteIn(seen.at, zone);
  return say(isKept(seen.standing) ? 'status.verified' : 'status.lost', { where, when });
}

/** Since when a watch has tried in vain. */
async function unreachableSince(
  { id, lastSeenAt }: Router,
  zone: string,
  { say }: Ask,
  { store }: CommandContext,
): Promise<string[]> {
  const known = readWatchState(await store.leases.state(id))?.unreachable;
  // Somebody has just logged in: the watch, which does not know yet, is woken.
  if (!known || (lastSeenAt ?? 0) > known.triedAt) return [];
  return [say('status.unreachable', { when: minuteIn(known.since, zone) })];
}

async function rowOf(
  router: Router,
  ask: Ask,
  context: CommandContext,
): Promise<{ name: string; value: string }> {
  const { call, person, say } = ask;
  const zone = await context.store.notices.zoneOf(person.id, call.to);
  const applied = await context.store.plans.applied(router.id);
  const seen = router.lastSeenAt
    ? say('status.seen', { when: minuteIn(router.lastSeenAt, zone) })
    : say('status.never-seen');
  const away = await unreachableSince(router, zone, ask, context);
  const cures = await Promise.all(applied.map((plan) => cureLine(plan, zone, ask, context)));
  const cure = cures.length > 0 ? cures : [say('status.not-applied')];
  const trusted = router.hostKey ? [] : [say('routers.untrusted')];
  const watched = await watchedOf(router, ask, context);
  return { name: router.name, value: [...away, ...cure, ...watched, seen, ...trusted].join(' · ') };
}

export const status: Command = {
  name: 'status',
  args: [pageArg],
  role: 'viewer',
  async run(ask, context) {
    const { say } = ask;
    const routers = await context.store.routers.list();
    if (routers.length === 0) {
      return answer({
        tone: 'info',
        title: say('routers.none'),
        blocks: [text(say('routers.add'))],
        buttons: [button('router add', {}, say('button.add-router'), 'primary')],
      });
    }
    const to = (page: string, label: string) => button('status', { page }, label);
    const { items, of, turns } = listPage(routers, ask.args.page, to, say);
    const fields = await Promise.all(items.map((router) => rowOf(router, ask, context)));
    return answer({
      tone: 'info',
      title: say('status.title', { n: routers.length }) + of,
      blocks: [{ kind: 'fields', fields }],
      buttons: turns,
    });
  },
};
