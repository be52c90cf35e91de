import type { ForwardPath } from '../../firewall/first/forward.ts';
import type { Firewall } from './firewall.ts';
import {
  type ChainName,
  insertRules,
  nftRules,
  ownFunction,
  removeRules,
  verifyRules,
} from './nft-scripts.ts';

/** Names nft takes without quotes of its own. */
const plainName = /^[A-Za-z_][A-Za-z0-9_./-]*$/;

/** The chain of a path, or `null` when nft could not be given its name as it is. */
export function chainName(path: ForwardPath): ChainName | null {
  const [family, table, chain, ...more] = path.chain.split(' ');
  if (!family || !table || !chain || more.length > 0) return null;
  return [family, table, chain].every((name) => plainName.test(name)) ? [family, table, chain] : null;
}

/**
 * nftables without fw4. Live rules only: every distribution keeps its rules in a place of its own, and a rule file
 * that somebody else's service owns is not ours to change.
 */
export const nftables: Firewall = {
  id: 'nftables',
  scripts(paths) {
    const chains = paths.map(chainName).filter((chain) => chain !== null);
    const remove = chains.map((chain) => `{ ${removeRules(chain).replaceAll('\n', '\n  ')}; }`).join(' &&\n');
    const insert = chains.map(insertRules).join('\n');
    return {
      rules: nftRules,
      preflight: '',
      save: `${ownFunction}
${chains.map((chain) => `own ${chain.join(' ')}`).join('\n')} >$d/had`,
      live: `${ownFunction}\n${remove} || exit 1\n${insert}`,
      persist: null,
      verify: chains.map(verifyRules).join('\n'),
      undo: `${ownFunction}\n${remove} || return 1\n[ ! -s $d/had ] || ( ${insert} )`,
      revert: `${ownFunction}\n${remove}`,
    };
  },
};
