import { causes } from '../../causes/index.ts';
import { type Diagnosis, diagnose } from '../../diagnosis/diagnose.ts';
import { liveLooks } from '../../diagnosis/looks.ts';
import { sayProgress } from '../../diagnosis/report/progress.ts';
import type { Say } from '../../words/words.ts';
import type { Reached } from './with-router.ts';

/** A diagnosis over the connection that stands, with its progress on standard error. `device`: only its connections. */
export const lookOver = (
  { session, signal, screen }: Reached,
  say: Say,
  about: { device?: string } = {},
): Promise<Diagnosis> =>
  diagnose(liveLooks(session), causes, {
    signal,
    ...about,
    onProgress: (progress) => screen.progress(sayProgress(progress, say)),
  });
