import { cause, found, nothing } from '../diagnosis/cause.ts';
import { ruleEvidence, unique } from '../diagnosis/evidence.ts';
import { affected } from '../diagnosis/exemption.ts';
import { isOf } from '../diagnosis/household.ts';
import { isOpen } from '../diagnosis/states.ts';

const id = 'exemption-one-device';
/** Rules shown. */
const enough = 4;

/** Single devices are kept out of offloading by their address; whoever else comes is not. */
export const exemptionOneDevice = cause({
  id,
  needs: ['conntrack'],
  needsOneOf: ['nft', 'iptables'],
  look(facts) {
    const rules = facts.cover.spots.flatMap(({ cover }) => (cover.coverage === 'full' ? [] : cover.onlySome));
    const kept = facts.flows.filter((flow) => isOpen(flow) && flow.fate === 'kept' && flow.byRules === 'no');
    if (!affected(facts) || rules.length === 0 || kept.length === 0) return nothing;
    const others = facts.household.filter(
      (one) => one.phone !== null && one.isHome && !kept.some((flow) => isOf(one, flow)),
    );
    return found(id, 'risk', {
      values: { devices: [...new Set(kept.map(({ device }) => device.name ?? device.ip))].join(', ') },
      evidence: unique(rules.map(ruleEvidence)).slice(0, enough),
      flows: kept,
      leavesOpen: others.length > 0,
    });
  },
});
