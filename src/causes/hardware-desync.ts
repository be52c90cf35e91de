import { cause, found, nothing, ruledOut } from '../diagnosis/cause.ts';

const id = 'hardware-desync';
/** From here on it is seen, not suspected. */
const seen = 0.75;

/** The hardware forwards a connection which the router's own table has lost, or the other way round. */
export const hardwareDesync = cause({
  id,
  needs: [],
  look({ classification, cover, use }) {
    if (classification.class !== 'hardware-desync') return use.hardware === false ? ruledOut(id) : nothing;
    if (cover.state === 'full') return nothing;
    return found(id, classification.confidence >= seen ? 'fault' : 'risk', {
      variant: classification.basis,
      values: classification.values,
      evidence: classification.evidence,
      confidence: classification.confidence,
      leavesOpen: true,
    });
  },
});
