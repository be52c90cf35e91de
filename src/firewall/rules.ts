import type { Reading, Snapshot } from '../probes/engine/probe.ts';
import { cutOff } from '../probes/iptables.ts';
import type { IptablesReading, NftChain, NftReading } from '../probes/readings.ts';
import type { Family, FirewallKind } from './api.types.ts';
import { iptablesCode } from './iptables/bases.ts';
import { isFw4Chain, nftCode } from './nft/bases.ts';
import type { BaseChain, Rules } from './program.ts';
import { offloadLines } from './text.ts';

/** What of a snapshot tells about rules. */
export type RuleReadings = Pick<Snapshot, 'nft' | 'iptables' | 'uci' | 'tools'>;

const compiled = new WeakMap<RuleReadings, Rules>();

/** The rules a snapshot tells of, compiled once per snapshot. Never throws: {@link Rules.gaps} tells what was not read. */
export function rulesOf(snapshot: RuleReadings): Rules {
  const before = compiled.get(snapshot);
  if (before) return before;
  const made = compile(snapshot);
  compiled.set(snapshot, made);
  return made;
}

const valueIn = <V>(reading: Reading<V>): V | null => (reading.kind === 'value' ? reading.value : null);

function compile(snapshot: RuleReadings): Rules {
  const iptables = valueIn(snapshot.iptables);
  const nft = withoutDoubles(valueIn(snapshot.nft), iptables, snapshot);
  let last = 0;
  const nextId = () => ++last;
  const fw4 = nft?.chains.some((chain) => isFw4Chain(chain) && chain.hook === 'forward') ?? false;
  const fw3 = !fw4 && isFw3(snapshot, iptables);
  const hardware = fw3 && (valueIn(snapshot.uci)?.flowOffloadingHw ?? false);
  const ofNft = nft ? nftCode(nft, nextId) : { bases: [], chains: [] };
  const ofIptables = iptables
    ? iptablesCode(iptables, fw3 ? 'fw3' : 'iptables', hardware, nextId)
    : { bases: [], chains: [] };
  const bases = [...ofNft.bases, ...ofIptables.bases].sort((a, b) => a.priority - b.priority);
  const chains = [...ofNft.chains, ...ofIptables.chains];
  const kinds = { fw4, fw3 };
  return {
    firewall:
      kindOf(bases, kinds) ?? (nft?.chains.some(({ hook }) => hook === 'forward') ? 'nftables' : null),
    bases,
    chains,
    gaps: gapsOf(snapshot, kinds),
    untold: ofNft.bases.length > 0 ? null : untoldIn(iptables),
    offloadLines: offloadLines(nft, iptables),
  };
}

function untoldIn(iptables: IptablesReading | null): Family | null {
  if (iptables?.only === undefined) return null;
  return iptables.only === 'ipv4' ? 'ipv6' : 'ipv4';
}

interface Kinds {
  fw4: boolean;
  fw3: boolean;
}

function isFw3({ tools }: RuleReadings, iptables: IptablesReading | null): boolean {
  const lines = [...(iptables?.ipv4 ?? []), ...(iptables?.ipv6 ?? [])];
  const installed = valueIn(tools)?.found.includes('fw3') ?? false;
  return lines.length > 0 && (installed || lines.some((line) => /--comment "?!fw3/.test(line)));
}

/** OpenWrt's own firewall where there is one; else the program in whose chains there is something to ask. */
function kindOf(bases: readonly BaseChain[], { fw4, fw3 }: Kinds): FirewallKind | null {
  if (fw4) return 'fw4';
  if (fw3) return 'fw3';
  const offloads = ({ chain }: BaseChain) =>
    chain.rules()?.some(({ steps }) => steps.some(isOffload)) ?? false;
  const inUse = ({ chain }: BaseChain) => (chain.rules()?.length ?? 0) > 0;
  return (bases.find(offloads) ?? bases.find(inUse) ?? bases[0])?.firewall ?? null;
}

const isOffload = ({ kind }: { kind: string }): boolean => kind === 'offload';

/** What iptables-nft writes is a table of nft as well: it is read once, in the words of the program that wrote it. */
function withoutDoubles(
  nft: NftReading | null,
  iptables: IptablesReading | null,
  { tools }: RuleReadings,
): NftReading | null {
  if (!nft || !iptables || valueIn(tools)?.iptablesBackend === 'legacy') return nft;
  const inUse = { ip: iptables.ipv4 !== null, ip6: iptables.ipv6 !== null };
  const places = (['ip', 'ip6'] as const)
    .filter((family) => inUse[family])
    .flatMap((family) => ['filter', 'mangle'].map((table) => ({ family, table })));
  const doubles = places.filter(
    ({ family, table }) =>
      nft.chains.some((one) => one.family === family && one.table === table && one.name === 'FORWARD') &&
      !nft.rules.some((one) => one.family === family && one.table === table && holdsFlow(one.expr)),
  );
  if (doubles.length === 0) return nft;
  const isDouble = (chain: NftChain): boolean =>
    doubles.some(({ family, table }) => chain.family === family && chain.table === table);
  return { ...nft, chains: nft.chains.filter((chain) => !isDouble(chain)) };
}

const holdsFlow = (expr: readonly unknown[]): boolean =>
  expr.some((statement) => typeof statement === 'object' && statement !== null && 'flow' in statement);

/** What a person cut off before it was complete. */
function iptablesGaps({ ipv4, ipv6 }: IptablesReading): string[] {
  const all = [ipv4, ipv6].flatMap((lines) => (lines !== null && lines.length > 0 ? [lines] : []));
  const isCut = all.some((lines) => lines.includes(cutOff));
  const isPartial = all.some((lines) => !lines.some((line) => /^\*|[ :]FORWARD\b/.test(line)));
  return [
    ...(isCut ? ['the rules of iptables are cut off'] : []),
    ...(isPartial ? ['the chain FORWARD of iptables was not read'] : []),
  ];
}

/** Where OpenWrt's firewall is at work, the other program's failing says nothing. */
function gapsOf({ nft, iptables }: RuleReadings, { fw4, fw3 }: Kinds): string[] {
  const gaps = nft.kind === 'value' ? [...nft.value.gaps] : [];
  if (nft.kind === 'failed' && !fw3) gaps.push(`nft could not be read: ${nft.why}`);
  if (iptables.kind === 'failed' && !fw4) gaps.push(`iptables could not be read: ${iptables.why}`);
  if (iptables.kind === 'value' && !fw4) gaps.push(...iptablesGaps(iptables.value));
  if (nft.kind === 'absent' && iptables.kind === 'absent') gaps.push('no rules could be read');
  return gaps;
}
