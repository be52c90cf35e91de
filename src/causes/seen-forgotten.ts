import { cause, found, nothing } from '../diagnosis/cause.ts';
import { isLike } from '../diagnosis/history.ts';

const id = 'seen-forgotten';
/** Lines that are shown. */
const most = 4;

/**
 * A watch saw the router forget push connections of phones that were at home, within a day and since it was started. It is
 * the strongest evidence there is, whatever the entries say at this moment; another cause says why. Proven wrong by a
 * change that nobody told: then the next day shows none.
 */
export const seenForgotten = cause({
  id,
  needs: [],
  look({ history, flows }) {
    const last = history.at(-1);
    if (!last) return nothing;
    return found(id, 'fault', {
      values: { n: history.length, name: last.device.name ?? last.device.ip, seconds: last.idleS },
      evidence: last.evidence.slice(0, most),
      flows: flows.filter((flow) => history.some((past) => isLike(past, flow))),
      confidence: 0.95,
    });
  },
});
