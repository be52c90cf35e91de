import { flowEvidence } from '../diagnosis/evidence.ts';
import type { Evidence, Scene } from '../diagnosis/finding.ts';
import { cannotTell, check, found, ruledOut, silent } from '../diagnosis/result.ts';
import { isPickedUp } from '../diagnosis/states.ts';
import { flowtableIdleS, pickupS, timeoutsOf } from '../diagnosis/timeouts.ts';

const id = 'offload-eviction';
/** Lines that prove it; a household's hundred connections add nothing. */
const enough = 10;

/** The fault this bot is for: an idle offloaded connection is forgotten after about 150 s. */
export const offloadEviction = check({
  id,
  needs: [],
  look(scene) {
    const { classification, cover, use } = scene;
    switch (classification.class) {
      case 'unknown':
        return cannotTell(id, { variant: classification.basis });
      case 'not-offloaded':
        return ruledOut(id, { variant: 'not-offloaded' });
      case 'hardware-desync':
        return silent;
      case 'normal':
      case 'low-timeout':
        return use.software === false
          ? ruledOut(id, { variant: 'not-offloaded' })
          : ruledOut(id, { evidence: classification.evidence });
      case 'fixed-pickup': {
        const flows = victims(scene);
        if (cover.state === 'full') return silent;
        // Offload rules that are gone leave flows behind which the kernel still treats this way.
        if (cover.state === 'not-needed' && flows.length === 0) return silent;
        const lines = flows.map((flow) => flowEvidence(scene.snapshot, flow));
        return found(id, 'fault', {
          values: lifeOf(scene),
          evidence: unique([...use.evidence, ...classification.evidence, ...lines]).slice(0, enough),
          flows,
          remedy: 'exempt',
        });
      }
    }
  },
});

/** Seconds an idle connection lives: in the flowtable, after it, together. */
function lifeOf({ snapshot }: Scene) {
  const timeouts = timeoutsOf(snapshot);
  const flowtable = timeouts?.flowtable ?? flowtableIdleS;
  const pickup = timeouts?.pickup ?? pickupS;
  return { flowtable, pickup, life: flowtable + pickup };
}

/** Connections that are, were, or have just been through it. */
const victims = ({ flows }: Scene) =>
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
