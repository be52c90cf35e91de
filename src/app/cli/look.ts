import { causes } from '../../causes/index.ts';
import { type Diagnosis, diagnose } from '../../diagnosis/diagnose.ts';
import type { Judgement } from '../../diagnosis/judgement.ts';
import { liveLooks } from '../../diagnosis/looks.ts';
import { sayProgress } from '../../diagnosis/report/progress.ts';
import { report } from '../../diagnosis/report/report.ts';
import type { Reply } from '../../model/message.ts';
import type { Offer } from '../../model/offer.ts';
import { vendorOf } from '../../notices/vendor.ts';
import { isNeedless } from '../../remedies/index.ts';
import type { Say } from '../../words/words.ts';
import type { Reached } from './with-router.ts';

/** A judgement whole, for a terminal. `router`: what the reader calls it; without it, this router. */
export const reportOn = (
  judgement: Judgement,
  offers: readonly Offer[],
  router: string | undefined,
  say: Say,
): Reply => report(judgement, say, { router, vendorOf, offers, revert: isNeedless(judgement.findings) });

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
