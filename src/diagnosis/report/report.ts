import type { Reply } from '../../model/message.ts';
import type { Say } from '../../words/words.ts';
import type { Judgement } from '../judgement.ts';
import { details } from './details.ts';
import { type SummaryOptions, summary } from './summary.ts';

/** A judgement whole, for who reads more than a phone screen: the summary, and all that stands behind it. */
export function report(judgement: Judgement, say: Say, options: SummaryOptions = {}): Reply {
  const told = summary(judgement, say, options);
  return { ...told, blocks: [...told.blocks, ...details(judgement, say, options)] };
}
