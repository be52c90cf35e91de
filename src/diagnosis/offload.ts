import type { Flow } from '../conntrack/flow.ts';
import type { OffloadSite } from '../firewall/index.ts';
import type { Evidence } from '../model/evidence.ts';
import { readValue, type Snapshot } from '../probes/engine/probe.ts';
import { ruleEvidence } from './evidence.ts';
import type { RuleFacts } from './rules.ts';

/** Whether flow offload is really in use, from live rules and entries; UCI alone proves nothing. */
export interface OffloadUse {
  /** Flows enter a flowtable. `null`: the rules could not be read or not be followed, and no entry says so. */
  software: boolean | null;
  /** The flowtable is handed to hardware. `null`: as above. */
  hardware: boolean | null;
  /** The same from the rules alone, whatever entries say. */
  hardwareByRules: boolean | null;
  /** Lines that show it. */
  evidence: Evidence[];
}

export function offloadUse(
  snapshot: Snapshot,
  { sites, doubts }: RuleFacts,
  flows: readonly Flow[],
): OffloadUse {
  const evidence = sites
    .flatMap((site) => site.rules.slice(0, 1))
    .map(ruleEvidence)
    .slice(0, 2);
  const none = doubts.length === 0 ? false : null;
  const hardwareByRules = sites.length === 0 ? none : handedOn(snapshot, sites);
  const hardware = flows.some(({ entry }) => entry.offload === 'hardware') || hardwareByRules;
  const software = sites.length > 0 || flows.some(({ entry }) => entry.offload !== 'none') || none;
  return { software, hardware, hardwareByRules, evidence };
}

function handedOn({ nft, uci }: Snapshot, sites: readonly OffloadSite[]): boolean | null {
  if (sites.some((site) => site.hardware)) return true;
  if (readValue(nft)?.flowtables.some((table) => table.hardware)) return true;
  // fw3 prints its rule the same with and without hardware offload: only UCI tells.
  if (sites.some(({ firewall }) => firewall === 'fw3')) return readValue(uci)?.flowOffloadingHw ?? null;
  return nft.kind === 'failed' ? null : false;
}
