import type { Person } from '../model/person.ts';
import type { Call, CommandContext } from './command.ts';
import { hear } from './hear.ts';
import { commandCalled, type Line } from './line.ts';

type Stores = CommandContext['store'];

/** The router that a message of ours with these presses under it is about; undefined when none of them tells. */
async function routerOf(presses: readonly string[], store: Stores): Promise<string | undefined> {
  for (const id of presses) {
    const { router, plan, test } = (await store.presses.get(id))?.args ?? {};
    const found =
      router ??
      (plan && (await store.plans.get(plan))?.routerId) ??
      (test && (await store.pushTests.get(test))?.routerId);
    if (found) return found;
  }
  return undefined;
}

const hasOwner = async ({ people }: Stores): Promise<boolean> =>
  (await people.list()).some(({ role }) => role === 'owner');

/** What somebody meant who wrote freely. The claim code counts while nobody owns the bot, all else from people with a role. */
async function heard(
  { said }: Call,
  { role }: Person,
  { store, specs }: CommandContext,
): Promise<Line | null> {
  const line = said === undefined ? null : hear(said, specs);
  if (line?.name === 'claim') return (await hasOwner(store)) ? null : line;
  return role === null ? null : line;
}

/**
 * The line a call stands for: what was meant where something was written freely; with the router of the message that
 * was replied to, where the command takes one and none was named.
 */
export async function lineMeant(call: Call, person: Person, context: CommandContext): Promise<Line> {
  const { name, args } = (await heard(call, person, context)) ?? call;
  const spec = commandCalled(name, context.specs);
  const wants = spec?.args.some((arg) => arg.name === 'router') && args.router === undefined;
  const router = wants && call.about ? await routerOf(call.about, context.store) : undefined;
  return { name, args: router === undefined ? args : { ...args, router } };
}
