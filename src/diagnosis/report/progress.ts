import { type Reply, text } from '../../model/message.ts';
import type { Say } from '../../words/words.ts';
import type { Progress } from '../diagnose.ts';
import { deviceText } from './flow-words.ts';

/** What is shown while a diagnosis runs; each call repaints the one before. */
export function sayProgress(progress: Progress, say: Say): Reply {
  if (progress.stage === 'reading')
    return { tone: 'working', title: say('progress.reading'), blocks: [], buttons: [] };
  const { flow, sample, atS, ofS } = progress;
  const timeout = sample?.entry?.offload === 'none' ? sample.entry.timeoutS : null;
  return {
    tone: 'working',
    title: say('progress.following', { device: deviceText(flow), at: Math.round(atS), of: ofS }),
    blocks: timeout === null ? [] : [text(say('progress.left', { timeout }))],
    buttons: [],
  };
}
