import type { CommandContext } from '../../src/chat/command.ts';
import { fail } from '../../src/model/failure.ts';
import type { Router } from '../../src/model/router.ts';

/** The router a person means: by name or id, or the only one there is. */
export async function findRouter(name: string | undefined, context: CommandContext): Promise<Router> {
  const routers = await context.store.routers.list();
  const known = routers.map((router) => router.name);
  if (name) {
    const wanted = name.toLowerCase();
    const found = routers.find((router) => router.name.toLowerCase() === wanted || router.id === name);
    if (found) return found;
    // A button holds the id, which nobody has typed.
    return fail(
      /^[0-9a-f]{12}$/.test(name) ? { cause: 'router-gone' } : { cause: 'router-unknown', name, known },
    );
  }
  const [only, ...others] = routers;
  if (!only) return fail({ cause: 'no-router' });
  return others.length === 0 ? only : fail({ cause: 'router-unnamed', known });
}
