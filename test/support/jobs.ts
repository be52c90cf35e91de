import type { Job, JobKind } from '../../src/model/job.ts';
import type { JobHandlers } from '../../src/queue/worker.ts';

export const aJob = (routerId: string): Job => ({
  kind: 'diagnose',
  asker: {
    account: 'discord:1',
    personName: 'Anna',
    to: { platform: 'discord', chat: '1' },
    language: 'en',
  },
  routerId,
  intent: 'diagnose',
});

const unwanted = (kind: JobKind) => () => Promise.reject(new Error(`no ${kind} was queued`));

/** Handlers of which only `diagnose` is expected to be called. */
export const diagnosing = (diagnose: JobHandlers['diagnose']): JobHandlers => ({
  diagnose,
  apply: unwanted('apply'),
  login: unwanted('login'),
  revert: unwanted('revert'),
  report: unwanted('report'),
  prove: unwanted('prove'),
  register: unwanted('register'),
  test: unwanted('test'),
  watch: unwanted('watch'),
});
