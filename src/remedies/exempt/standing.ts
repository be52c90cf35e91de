import { ownCoverage } from '../../firewall/first/coverage.ts';
import type { ForwardPath } from '../../firewall/first/forward.ts';
import { forwardPaths } from '../../firewall/first/paths.ts';
import { eachPushPort } from '../../firewall/first/ports.ts';
import { fw3File, fw4File, signature, uciSection } from '../../firewall/signature.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Snapshot } from '../../probes/engine/probe.ts';
import { fw4Text } from './fw4.ts';

/** What a plan said of the exemption: its firewall, the chains it is written into, whether it survives a reboot. */
interface Promised {
  firewall: ForwardPath['firewall'];
  chains: readonly string[];
  persistent: boolean;
}

/** The paths a plan is for, as they are now. */
const pathsOf = (snapshot: Snapshot, plan: Promised): ForwardPath[] =>
  forwardPaths(snapshot).filter((path) => path.firewall === plan.firewall);

/** Whether our own rules exempt every push port, both ways, in every chain and family of the plan. */
export function standsLive(snapshot: Snapshot, plan: Promised): boolean {
  const paths = pathsOf(snapshot, plan);
  return (
    plan.chains.every((chain) => paths.some((path) => path.chain === chain)) &&
    paths.every((path) =>
      path.families.every((family) =>
        eachPushPort().every((port) => ownCoverage(path, family, port) === 'full'),
      ),
    )
  );
}

/** Whether the part that outlives a reboot is there (nothing to ask for where there is none). */
export function standsPersistent(snapshot: Snapshot, plan: Promised): boolean {
  if (!plan.persistent) return true;
  const files = snapshot.own.kind === 'value' ? snapshot.own.value.files : [];
  const text = (wanted: string) => files.find(({ path }) => path === wanted)?.text ?? null;
  if (plan.firewall === 'fw4') return text(fw4File)?.trim() === fw4Text;
  return text(fw3File)?.includes(signature) === true && text(`firewall.${uciSection}`) !== null;
}

/** Our rules and files, to tell whether they are as they were. */
export function ownTraces(snapshot: Snapshot): string[] {
  const rules = forwardPaths(snapshot).flatMap((path) =>
    path.rules
      .filter((rule) => rule.ours)
      .map((rule) => `${path.chain} ${JSON.stringify([rule.directions, rule.ports])}`),
  );
  const files =
    snapshot.own.kind === 'value' ? snapshot.own.value.files.map(({ path, text }) => `${path}\n${text}`) : [];
  return [...rules, ...files].sort();
}

/** Our rules and the offload rule under them, as the router prints them. */
export function standingEvidence(snapshot: Snapshot, plan: Promised): Evidence[] {
  return pathsOf(snapshot, plan).flatMap((path) => {
    const offload = path.rules.find((rule) => rule.kind === 'offload');
    const shown = path.rules.filter((rule) => rule === offload || (rule.ours && rule.kind === 'exempt'));
    return shown.map(({ line }) => ({ source: path.chain, line }));
  });
}
