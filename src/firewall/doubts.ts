import { marksOf, type Packet, packetOf } from './packet.ts';
import type { Rule, Rules } from './program.ts';
import { anyOf, generalWalks } from './sites.ts';

/**
 * Why it may not be believed that nothing is offloaded; empty when it may. What was not read, a walk that was given up,
 * and the last of all checks: text that puts flows into a flowtable, while no way to it was found. An offload rule that
 * itself asks for other protocols or another family is explained; one that merely seems out of reach is not.
 */
export function doubtsOf(rules: Rules): string[] {
  const { met, doubts } = generalWalks(rules);
  const gaps = [...rules.gaps];
  if (met.length > 0) return gaps;
  const all = rules.chains.flatMap((chain) => chain.rules() ?? []).filter(offloads);
  const strange = all.filter((rule) => !isForOthers(rule));
  const unseen = rules.offloadLines > all.length ? ['an offload rule in the text was not understood'] : [];
  return [
    ...new Set([
      ...gaps,
      ...doubts,
      ...strange
        .slice(0, 4)
        .map(({ line }) => `no way to this offload rule was found: ${line.slice(0, 160)}`),
      ...unseen,
    ]),
  ];
}

const offloads = ({ steps }: Rule): boolean => steps.some(({ kind }) => kind === 'offload');

/** Whether the rule's own conditions leave out every TCP packet there is. */
const isForOthers = (rule: Rule): boolean =>
  (['ipv4', 'ipv6'] as const).every((family) =>
    (['original', 'reply'] as const).every((direction) => {
      const connection = anyOf(family);
      return leavesOut(rule, packetOf(connection, direction));
    }),
  );

function leavesOut({ steps }: Rule, packet: Packet): boolean {
  const marks = marksOf(anyOf(packet.family));
  for (const step of steps) {
    if (step.kind === 'offload') return false;
    if (step.kind === 'test' && step.test({ packet, marks, named: false }) === 'no') return true;
  }
  return false;
}
