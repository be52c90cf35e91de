import { cannotTell, cause, found, nothing, ruledOut } from '../diagnosis/cause.ts';
import { flowEvidence } from '../diagnosis/evidence.ts';
import type { Facts } from '../diagnosis/facts.ts';
import { isPickedUp } from '../diagnosis/states.ts';
import { flowtableIdleS, pickupS, timeoutsOf } from '../diagnosis/timeouts.ts';
import type { Evidence } from '../model/evidence.ts';

const id = 'offload-eviction';
/** Lines that prove it; a household's hundred connections add nothing. */
const enough = 10;

/** The fault this bot is for: an idle offloaded connection is forgotten after about 150 s. */
export const offloadEviction = cause({
  id,
  needs: [],
  look(facts) {
    const { classification, cover, use } = facts;
    switch (classification.class) {
      case 'unknown':
        return cannotTell(id, { variant: classification.basis });
      case 'not-offloaded':
        return ruledOut(id, { variant: 'not-offloaded' });
      case 'hardware-desync':
        return nothing;
      case 'normal':
      case 'low-timeout':
        return use.software === false
          ? ruledOut(id, { variant: 'not-offloaded' })
          : ruledOut(id, { evidence: classification.evidence });
      case 'fixed-pickup': {
        const flows = victims(facts);
        if (cover.state === 'full') return nothing;
        // Offload rules that are gone leave flows behind which the kernel still treats this way.
        if (cover.state === 'not-needed' && flows.length === 0) return nothing;
        const lines = flows.map((flow) => flowEvidence(facts.snapshot, flow));
        return found(id, 'fault', {
          values: lifeOf(facts),
          evidence: unique([...use.evidence, ...classification.evidence, ...lines]).slice(0, enough),
          flows,
          confidence: classification.confidence,
        });
      }
    }
  },
});

/** Seconds an idle connection lives: in the flowtable, after it, together. */
function lifeOf({ snapshot }: Facts) {
  const timeouts = timeoutsOf(snapshot);
  const flowtable = timeouts?.flowtable ?? flowtableIdleS;
  const pickup = timeouts?.pickup ?? pickupS;
  return { flowtable, pickup, life: flowtable + pickup };
}

/** Connections that are, were, or have just been through it. */
const victims = ({ flows }: Facts) =>
  flows.filter(
    (flow) =>
      flow.exempt !== true &&
      (flow.entry.offload !== 'none' ||
        isPickedUp(flow) ||
        (flow.entry.state === 'ESTABLISHED' && (flow.entry.timeoutS ?? Infinity) <= pickupS)),
  );

const unique = (lines: readonly Evidence[]): Evidence[] => [
  ...new Map(lines.map((one) => [`${one.source} ${one.line}`, one])).values(),
];
