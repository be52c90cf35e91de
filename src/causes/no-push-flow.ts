import { type CauseResult, cause, found, nothing } from '../diagnosis/cause.ts';
import type { Facts } from '../diagnosis/facts.ts';
import { isOf, type Phone } from '../diagnosis/household.ts';
import { isOpen, isShared, wakesPhones } from '../diagnosis/states.ts';
import { readValue } from '../probes/engine/probe.ts';

const id = 'no-push-flow';
/** Names told at most. */
const mostNames = 4;

/**
 * A phone that is at home and holds no push connection gets its pushes by another way or not at all. Where none is seen
 * at home, there is nothing to look at.
 */
export const noPushFlow = cause({
  id,
  needs: ['conntrack'],
  wouldTell: 'again',
  look(facts) {
    const { flows, device } = facts;
    const open = flows.filter((flow) => isOpen(flow) && wakesPhones(flow));
    const idle = phonesWithout(facts);
    if (open.some((flow) => !isShared(flow))) return idle.length > 0 ? others(idle) : nothing;
    if (open.length > 0) return found(id, 'risk', { variant: 'shared', flows: open, leavesOpen: true });
    if (device !== null)
      return found(id, 'risk', { variant: 'device', values: { device }, leavesOpen: true });
    if (idle.length > 0) return atHome(idle);
    if (readValue(facts.snapshot.table)?.count === 0)
      return found(id, 'note', { variant: 'empty-table', leavesOpen: true });
    return found(id, 'note', { leavesOpen: true });
  },
});

/** Those that are at home and hold nothing that is, or may be, push. */
function phonesWithout({ household, everyFlow, device }: Facts): Phone[] {
  if (device !== null) return [];
  return household.filter(
    (one) => one.isHome && one.phone !== null && !everyFlow.some((flow) => isOpen(flow) && isOf(one, flow)),
  );
}

const named = (phones: readonly Phone[]) => ({
  names: phones
    .slice(0, mostNames)
    .map(({ name, ips }) => name ?? ips[0] ?? '')
    .join(', '),
});

const evidenceOf = (phones: readonly Phone[]) =>
  phones.flatMap(({ line }) => (line === null ? [] : [{ source: 'ip neigh', line }])).slice(0, mostNames);

const atHome = (phones: readonly Phone[]): CauseResult =>
  found(id, 'risk', {
    variant: 'at-home',
    values: named(phones),
    evidence: evidenceOf(phones),
    leavesOpen: true,
  });

/** Beside phones that are connected: a phone by name leaves open how it fares, anything else may need no pushes. */
function others(idle: readonly Phone[]): CauseResult {
  const phones = idle.filter(({ phone }) => phone === 'named');
  const sure = phones.length > 0;
  const told = sure ? phones : idle;
  return found(id, sure ? 'risk' : 'note', {
    variant: 'others',
    values: named(told),
    evidence: evidenceOf(told),
    leavesOpen: sure,
  });
}
