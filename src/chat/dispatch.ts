import { type AccountId, chatOf } from '../model/address.ts';
import { Failed, fail } from '../model/failure.ts';
import { type Job, jobKey } from '../model/job.ts';
import type { Language } from '../model/language.ts';
import type { Log } from '../model/log.ts';
import type { Person } from '../model/person.ts';
import { zoneOfLocale } from '../notices/zones/locale.ts';
import { languageOf } from '../words/index.ts';
import { speak } from '../words/words.ts';
import type { Ask, Call, Command, CommandContext } from './command.ts';
import { explain, explainBug } from './explain.ts';
import { lineMeant } from './intent.ts';
import { commandCalled } from './line.ts';
import type { Host } from './platform.ts';
import { makeRecent, type Recent } from './recent.ts';
import { refusal } from './refusal.ts';
import { mayRun } from './rights.ts';
import { usageOf } from './usage.ts';
import { explained } from './ways-out.ts';

/** What dispatch needs beside what the commands get. */
export interface DispatchContext {
  context: CommandContext;
  commands: readonly Command[];
  /** Queues a job; gives its id. The same `callId` twice gives the same job. */
  enqueue(job: Job, callId: string): Promise<string>;
  log: Log;
}

const spoken = (person: Person, locale: string | undefined): Language =>
  person.language ?? languageOf(locale);

/** Who spoke of late, and how: written down again only when that has changed. */
type Known = Recent<string>;

/** Notes how somebody with a role calls themselves, and in which language and zone they seem to be. */
async function meet(call: Call, person: Person, { context, known }: DispatchContext & { known: Known }) {
  const as = {
    name: call.personName,
    language: spoken(person, call.locale),
    zone: zoneOfLocale(call.locale),
  };
  const now = JSON.stringify([person.id, as]);
  if (known.get(call.account) === now) return;
  known.set(call.account, now);
  await context.store.people.met(person, call.account, as);
}

/** The same job, answered in a message of its own. */
const besides = (job: Job): Job => ({ ...job, asker: { ...job.asker, to: chatOf(job.asker.to) } });

type Answer = Awaited<ReturnType<Host['call']>>;

async function run(call: Call, person: Person, board: DispatchContext & { known: Known }): Promise<Answer> {
  const { context, commands } = board;
  const command = commandCalled(call.name, commands);
  // What is no command is answered like one: a stranger's small talk is refused once, too.
  const needs = command?.role ?? 'viewer';
  if (!mayRun(person.role, needs)) {
    const reply = await refusal(call, needs, person, spoken(person, call.locale), context);
    return reply && { reply, key: `call:${call.id}`, aside: true };
  }
  if (person.role !== null) await meet(call, person, board);
  if (!command) return fail({ cause: 'command-unknown', name: call.name });
  const missing = command.args.find(({ name, required }) => required && !call.args[name]);
  const language = spoken(person, call.locale);
  if (missing && !command.ask) fail({ cause: 'usage', usage: usageOf(command, language) });
  const wrong = command.args.find(
    ({ name, choices }) => choices && call.args[name] && !choices.includes(call.args[name]),
  );
  if (wrong) fail({ cause: 'usage', usage: usageOf(command, language) });
  const ask: Ask = {
    call,
    args: call.args,
    person,
    say: speak(language),
    asker: { account: call.account, personName: call.personName, to: call.to, language },
  };
  const outcome = await (missing && command.ask ? command.ask(ask, context) : command.run(ask, context));
  const aside = outcome.apart ? { aside: true } : {};
  if (outcome.kind === 'reply') return { reply: outcome.reply, key: `call:${call.id}`, ...aside };
  const job = outcome.apart ? besides(outcome.job) : outcome.job;
  const id = await board.enqueue(job, outcome.once ?? call.id);
  return { reply: outcome.working, key: jobKey(id), ...aside };
}

/** The bot as platforms see it: one parser, one permission check, one code path for typing and pressing. */
export function makeHost(board: DispatchContext): Host {
  const { context, commands, log } = board;
  const known = makeRecent<string>();
  const languageFor = async (account: AccountId, locale: string | undefined) =>
    spoken(await context.store.people.of(account), locale);
  const failedReply = async (call: Call, error: unknown) => {
    const person = await context.store.people.of(call.account).catch(() => null);
    const language = person ? spoken(person, call.locale) : languageOf(call.locale);
    // What a pressed message shows to everybody is not painted over by one person's failure.
    const aside = call.to.message !== undefined;
    if (error instanceof Failed) {
      const { failure } = error;
      const { store, specs } = context;
      const plain = explain(failure, language);
      const reply = person
        ? await explained(failure, { call, person, say: speak(language), specs, store }).catch(() => plain)
        : plain;
      return { reply, key: `call:${call.id}`, aside };
    }
    const incident = call.id.slice(-8);
    log.error({ err: error, incident, command: call.name }, 'a command failed unexpectedly');
    return { reply: explainBug(incident, language), key: `call:${call.id}`, aside };
  };
  /**
   * A group's watches, digest and settings stay its own when it gets a new id; deliveries find the new one. Other chats
   * keep theirs, and their commands do not wait for the look.
   */
  const placed = async (call: Call) =>
    call.to.group ? { ...call, to: await context.store.targets.origin(call.to) } : call;
  const answered = async (made: Call) => {
    const person = await context.store.people.of(made.account);
    const call = { ...(await placed(made)), ...(await lineMeant(made, person, context)) };
    return run(call, person, { ...board, known }).catch((error: unknown) => failedReply(call, error));
  };
  return {
    specs: commands,
    call: (call) => answered(call).catch((error: unknown) => failedReply(call, error)),
    shown: (key, message) => context.store.messages.set(key, message, 0),
    press: async (id) => {
      const press = await context.store.presses.get(id);
      const spec = press && commandCalled(press.command, commands);
      return press && spec ? { name: spec.name, args: press.args } : null;
    },
    pressId: (press) => context.store.presses.put(press),
    language: languageFor,
    showsNames: (to) => context.store.chats.showsNames(to),
    phoneNumber: (group, name) => context.store.chats.phoneNumber(group, name, context.now()),
    moved: ({ platform, chat: from }, to) => context.store.targets.migrate(platform, from, to),
    suggest: (what, typed, account, router) => suggest(context, what, typed, account, router),
    targetChanged: (to, alive) =>
      alive ? context.store.targets.revive(to) : context.store.targets.markDead(to, 'left by the platform'),
  };
}

/** Completion: names that hold what was typed, only for people with a role. */
async function suggest(
  context: CommandContext,
  what: 'router' | 'device' | 'account',
  typed: string,
  account: AccountId,
  router?: string,
): Promise<string[]> {
  const { role } = await context.store.people.of(account);
  if (role === null) return [];
  const names = await namesOf(context, what, router);
  const wanted = typed.toLowerCase();
  return [...new Set(names)].filter((name) => name.toLowerCase().includes(wanted)).slice(0, 25);
}

async function namesOf(
  context: CommandContext,
  what: 'router' | 'device' | 'account',
  router?: string,
): Promise<string[]> {
  if (what === 'account') return (await context.store.people.list()).flatMap(({ accounts }) => accounts);
  const routers = await context.store.routers.list();
  if (what === 'router') return routers.map(({ name }) => name);
  const seen = await Promise.all(
    routers
      .filter(({ name }) => !router || name === router)
      .map(({ id }) => context.store.routers.devices(id)),
  );
  return seen.flat().map(({ name, ip }) => name ?? ip);
}
