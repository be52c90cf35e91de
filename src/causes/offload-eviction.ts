import { type CauseResult, cannotTell, cause, found, nothing, ruledOut } from '../diagnosis/cause.ts';
import type { Connection } from '../diagnosis/connection.ts';
import { flowEvidence, unique } from '../diagnosis/evidence.ts';
import { isEvicted, needOf } from '../diagnosis/exemption.ts';
import type { Facts } from '../diagnosis/facts.ts';
import { isOpen, isShared, wakesPhones } from '../diagnosis/states.ts';
import { flowtableIdleS, pickupS } from '../diagnosis/timeouts.ts';

const id = 'offload-eviction';
/** Lines that prove it; a household's hundred connections add nothing. */
const enough = 10;

/** The fault this bot began with: an idle offloaded connection is forgotten after about 150 s. */
export const offloadEviction = cause({
  id,
  needs: [],
  wouldTell: { likely: 'again', nobody: 'again', 'not-proven': 'watch' },
  look(facts) {
    const { classification, use } = facts;
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
      case 'fixed-pickup':
        return onAffected(facts);
    }
  },
});

/** The kernel has the fault: whether it strikes push follows from the connections, else from the rules. */
function onAffected(facts: Facts): CauseResult {
  const { classification, snapshot, use } = facts;
  const need = needOf(facts);
  const evidenceOf = (flows: readonly Connection[]) => flows.map((flow) => flowEvidence(snapshot, flow));
  if (need === 'proven' || need === 'expected') {
    const flows = facts.flows.filter(isEvicted);
    const evidence = [...use.evidence, ...classification.evidence, ...evidenceOf(flows)];
    return found(id, 'fault', {
      values: lifeOf(facts),
      evidence: unique(evidence).slice(0, enough),
      flows,
      confidence: classification.confidence,
    });
  }
  if (need === 'likely')
    return found(id, 'risk', {
      variant: 'likely',
      values: lifeOf(facts),
      evidence: unique([...use.evidence, ...classification.evidence]).slice(0, enough),
      confidence: classification.confidence,
      leavesOpen: true,
    });
  const open = facts.flows.filter((flow) => isOpen(flow) && !isShared(flow) && wakesPhones(flow));
  if (open.length > 0 && open.every(({ path }) => path === 'local')) return nothing;
  const evidence = evidenceOf(open).slice(0, enough);
  if (need === 'none') return ruledOut(id, { variant: 'kept', evidence });
  return cannotTell(id, { variant: open.length === 0 ? 'nobody' : 'not-proven', evidence });
}

/** Seconds an idle connection lives: in the flowtable, after it, together. */
function lifeOf({ timeouts }: Facts) {
  const flowtable = timeouts?.flowtable ?? flowtableIdleS;
  const pickup = timeouts?.pickup ?? pickupS;
  return { flowtable, pickup, life: flowtable + pickup };
}
