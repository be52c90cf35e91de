import { explain } from '../src/chat/explain.ts';
import { chatId, chatOf } from '../src/model/address.ts';
import { type Button, button } from '../src/model/button.ts';
import { canHeal, Failed, type Failure } from '../src/model/failure.ts';
import { aside, type Block, type Reply, text } from '../src/model/message.ts';
import type { Role } from '../src/model/person.ts';
import type { Router } from '../src/model/router.ts';
import { take } from '../src/probes/engine/take.ts';
import type { Handler, Run, WorkerContext } from '../src/queue/handler.ts';
import { formatTarget } from '../src/ssh/address.ts';
import type { Say } from '../src/words/words.ts';
import { audited } from './steps/audit.ts';
import { hiddenHere } from './steps/hidden-here.ts';
import { painter } from './steps/painter.ts';
import { connectOptions, routerOf } from './steps/reach.ts';
import { sawRouter } from './steps/saw-router.ts';

/**
 * Logs in anew and reads the router once: only then is it said to be watched. One that is merely down is watched from when
 * it answers; one that does not let the bot in is not.
 */
export const watch: Handler<'watch'> = async (job, context, run) => {
  const { asker, keepFixed } = job;
  const { store } = context;
  const router = await routerOf(job.routerId, context);
  const { final, say } = painter(asker, context, run);
  const to = chatOf(asker.to);
  const wasWatched = (await store.watches.of(router.id)).some((one) => chatId(one.to) === chatId(to));
  const failure = await audited(context, asker, router, { action: 'watch' }, async () => {
    const failure = await tryLogin(router, context, run);
    const { account, language } = asker;
    if (failure === null || canHeal(failure))
      await store.watches.put({
        routerId: router.id,
        to,
        account,
        language,
        keepFixed,
        since: context.now(),
      });
    if (failure === null) await sawRouter(router.id, context);
    return { outcome: failure === null ? 'on' : failure.cause, result: failure };
  });
  const person = await store.people.of(asker.account);
  if (failure === null) {
    const { quiet } = await store.notices.hours(person.id);
    const hidden = await hiddenHere(to, person.role, context, say);
    return final(watching(router, { keepFixed, hasQuiet: quiet !== null, hidden }, say));
  }
  if (canHeal(failure)) return final(down(router, failure, say));
  await final(notWatched(router, failure, { wasWatched, keepFixed, role: person.role }, say));
};

/** What kept us from reading the router; `null`: nothing. */
async function tryLogin(router: Router, { sessions }: WorkerContext, run: Run): Promise<Failure | null> {
  try {
    // A kept connection would prove nothing of the key that is there now.
    const session = await sessions.connect(router, connectOptions(router, run.signal));
    try {
      await take(session, { signal: run.signal });
    } finally {
      session.close();
    }
    return null;
  } catch (error) {
    if (error instanceof Failed && !run.signal.aborted) return error.failure;
    throw error;
  }
}

const watching = (
  router: Router,
  {
    keepFixed,
    hasQuiet,
    hidden,
  }: { keepFixed: boolean; hasQuiet: boolean; hidden: Pick<Reply, 'blocks' | 'buttons'> },
  say: Say,
): Reply => ({
  tone: 'good',
  title: say('watch.on.title', { router: router.name }),
  blocks: [
    text(say('watch.on.text')),
    text(say(keepFixed ? 'watch.on.keep-fixed' : 'watch.on.ask-first')),
    ...(hasQuiet ? [] : [aside(say('watch.on.quiet'))]),
    ...hidden.blocks,
  ],
  buttons: hidden.buttons,
});

function because(failure: Failure, say: Say): Block[] {
  const { title, blocks } = explain(failure, say.language);
  return [text(title), ...blocks];
}

const down = (router: Router, failure: Failure, say: Say): Reply => ({
  tone: 'unsure',
  title: say('watch.down.title', { router: router.name }),
  blocks: [...because(failure, say), text(say('watch.down.text'))],
  buttons: [
    button('check', { router: router.id }, say('button.check-again'), 'primary'),
    button('watch', { switch: 'off', router: router.id }, say('button.stop-watching')),
  ],
});

function notWatched(
  router: Router,
  failure: Failure,
  { wasWatched, keepFixed, role }: { wasWatched: boolean; keepFixed: boolean; role: Role | null },
  say: Say,
): Reply {
  const again = { switch: 'on', router: router.id, ...(keepFixed && { 'keep-fixed': 'yes' }) };
  return {
    tone: 'bad',
    title: say(wasWatched ? 'watch.stuck.title' : 'watch.not.title', { router: router.name }),
    blocks: [...because(failure, say), ...(wasWatched ? [text(say('watch.stuck.text'))] : [])],
    buttons: [
      ...(role === 'owner' ? trustButton(router, failure, say) : []),
      button('watch', again, say('button.try-again')),
    ],
  };
}

function trustButton(router: Router, failure: Failure, say: Say): Button[] {
  if (failure.cause !== 'host-key-changed') return [];
  const { type, sha256 } = failure.got;
  const args = { name: router.name, address: formatTarget(router), type, sha256 };
  return [button('trust', args, say('button.trust-new'), 'danger')];
}
