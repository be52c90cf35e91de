import { Failed } from '../../src/model/failure.ts';
import type { HistoryEntry } from '../../src/model/history.ts';
import type { Asker } from '../../src/model/job.ts';
import type { Router } from '../../src/model/router.ts';
import type { WorkerContext } from '../../src/queue/handler.ts';

type What = Pick<HistoryEntry, 'action' | 'planId' | 'basis'>;

/** Runs `work` between exactly one start and one end line of the history; its result is the end's outcome. */
export async function audited<T>(
  context: WorkerContext,
  asker: Asker,
  router: Pick<Router, 'id' | 'name'>,
  what: What,
  work: () => Promise<{ outcome: string; result: T; test?: NonNullable<HistoryEntry['test']> }>,
): Promise<T> {
  const line = (
    phase: HistoryEntry['phase'],
    outcome: string,
    test?: HistoryEntry['test'],
  ): HistoryEntry => ({
    at: context.now(),
    routerId: router.id,
    routerName: router.name,
    account: asker.account,
    personName: asker.personName,
    ...what,
    phase,
    outcome,
    ...(test === undefined ? {} : { test }),
  });
  await context.store.history.write(line('start', ''));
  try {
    const { outcome, result, test } = await work();
    await context.store.history.write(line('end', outcome, test));
    return result;
  } catch (error) {
    await context.store.history.write(line('end', error instanceof Failed ? error.failure.cause : 'failed'));
    throw error;
  }
}
