import { appendedRule, linesOfWords } from '../../firewall/index.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Snapshot } from '../../probes/engine/probe.ts';
import { allOf } from '../fragments.ts';
import type { Footprint } from '../remedy.ts';
import { revertFw3 } from './fw3.ts';
import { revertFw4 } from './fw4.ts';
import { revertRules as revertIptables } from './iptables-rules.ts';
import { revertRules as revertNft } from './nft-rules.ts';
import { isPlainChain } from './params.ts';
import { fw3File, fw4File, isSigned, uciSection } from './sign.ts';

/** Rules, files and the UCI section of any version of ours, wherever each stands alone. */
export function exemptFootprint(snapshot: Snapshot): Footprint {
  const nft = nftTraces(snapshot);
  const iptables = iptablesTraces(snapshot);
  const files = fileTraces(snapshot);
  const isThere = (path: string) => files.some(({ source }) => source === path);
  const nftChains = chainsOf(nft);
  const iptablesChains = chainsOf(iptables);
  const scripts = [
    isThere(fw4File) ? revertFw4(nftChains) : nftChains.length > 0 ? revertNft(nftChains) : '',
    isThere(fw3File) || isThere(section) ? revertFw3(iptablesChains) : onlyRules(iptablesChains),
  ];
  const revert = allOf('revert', scripts);
  return {
    traces: [...[...nft, ...iptables].map(({ line, source }) => ({ source, line })), ...files],
    revert: revert === '' ? null : revert,
  };
}

const section = `firewall.${uciSection}`;

interface RuleTrace extends Evidence {
  /** As the scripts are told of it: `inet fw4 forward`, `iptables FORWARD`. */
  chain: string;
}

const onlyRules = (chains: readonly string[]): string => (chains.length > 0 ? revertIptables(chains) : '');

const chainsOf = (traces: readonly RuleTrace[]): string[] =>
  [...new Set(traces.map(({ chain }) => chain))].filter(isPlainChain);

function nftTraces({ nft }: Snapshot): RuleTrace[] {
  if (nft.kind !== 'value') return [];
  return nft.value.rules
    .filter(({ comment }) => isSigned(comment))
    .map(({ family, table, chain, comment, handle }) => {
      const name = `${family} ${table} ${chain}`;
      const text = nft.value.lines.find(
        (line) => line.endsWith(` # handle ${handle}`) && line.includes(`"${comment}"`),
      );
      return { chain: name, source: `nft list chain ${name}`, line: steady(text ?? `comment "${comment}"`) };
    });
}

function iptablesTraces({ iptables }: Snapshot): RuleTrace[] {
  if (iptables.kind !== 'value') return [];
  const { ipv4, ipv6 } = iptables.value;
  const read = (tool: string, lines: readonly string[] | null) =>
    linesOfWords(lines ?? []).flatMap(({ words, line }) => {
      const rule = appendedRule(words);
      if (rule === null || !isSigned(rule.comment)) return [];
      return [{ chain: `${tool} ${rule.chain}`, source: `${tool} -S ${rule.chain}`, line }];
    });
  return [...read('iptables', ipv4), ...read('ip6tables', ipv6)];
}

const fileTraces = ({ own }: Snapshot): Evidence[] =>
  own.kind !== 'value'
    ? []
    : own.value.files
        .filter(({ path }) => [fw4File, fw3File, section].includes(path))
        .map(({ path, text }) => ({ source: path, line: text.trim() }));

/** Without what changes by itself. */
const steady = (line: string): string =>
  line
    .trim()
    .replace(/ # handle \d+$/, '')
    .replace(/counter packets \d+ bytes \d+/, 'counter');
