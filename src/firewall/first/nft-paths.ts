import type { NftChain, NftReading, NftRule } from '../../probes/readings.ts';
import type { ForwardPath } from './forward.ts';
import { familiesOf, nftSense } from './nft-rule.ts';
import { type PathSource, walk } from './walk.ts';

export const isFw4Chain = (chain: NftChain): boolean =>
  chain.family === 'inet' && chain.table === 'fw4' && chain.name === 'forward';

/** Paths of the chains on the forward hook. `accept` in one does not keep another from offloading: one path each. */
export function nftPaths(nft: NftReading): ForwardPath[] {
  const lines = lineByHandle(nft.lines);
  return nft.chains
    .filter((chain) => chain.hook === 'forward' && familiesOf(chain.family).length > 0)
    .map((chain) => {
      const families = familiesOf(chain.family);
      return {
        firewall: isFw4Chain(chain) ? 'fw4' : 'nftables',
        chain: `${chain.family} ${chain.table} ${chain.name}`,
        families,
        rules: walk(sourceOf(nft, chain, lines), chain.name, families),
      };
    });
}

function sourceOf(
  nft: NftReading,
  { family, table }: NftChain,
  lines: ReadonlyMap<string, string>,
): PathSource {
  const hardware = (name: string) =>
    nft.flowtables.some(
      (ft) => ft.family === family && ft.table === table && ft.name === name && ft.hardware,
    );
  const chains = new Map<string, NftRule[]>();
  for (const rule of nft.rules) {
    if (rule.family !== family || rule.table !== table) continue;
    chains.set(rule.chain, [...(chains.get(rule.chain) ?? []), rule]);
  }
  return (chain) =>
    chains.get(chain)?.map((rule) => ({
      sense: nftSense(rule, hardware),
      comment: rule.comment,
      handle: rule.handle,
      line: lines.get(`${family} ${table} ${rule.handle}`) ?? JSON.stringify(rule.expr),
    }));
}

/** Text of each rule, keyed by family, table and handle (handles are unique in a table). */
function lineByHandle(lines: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  let table = '';
  for (const line of lines) {
    const header = /^table (\w+) (\S+) \{/.exec(line);
    if (header) table = `${header[1]} ${header[2]}`;
    const handle = / # handle (\d+)$/.exec(line);
    if (handle && !header) found.set(`${table} ${handle[1]}`, line.trim());
  }
  return found;
}
