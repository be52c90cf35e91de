import type { Firewall } from './firewall.ts';
import { insertRules, ownRules, removeRules, shownRules, toolsOf, verifyRules } from './iptables-scripts.ts';

/** iptables (legacy or nft) without fw3. Live rules only: see {@link nftables}. */
export const iptables: Firewall = {
  id: 'iptables',
  scripts(paths) {
    const tools = toolsOf(paths);
    return {
      rules: shownRules(tools),
      preflight: '',
      save: `{ ${ownRules(tools)}; } >$d/had`,
      live: insertRules(tools, 'exit 1'),
      persist: null,
      verify: verifyRules(tools),
      undo: `${removeRules(tools, 'return 1')}
[ ! -s $d/had ] || { ${insertRules(tools, 'return 1')}; }`,
      revert: removeRules(tools, 'exit 1'),
    };
  },
};
