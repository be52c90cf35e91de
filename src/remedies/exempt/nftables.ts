import type { BackEnd } from './back-end.ts';
import { nftRules, putRules, revertRules, tidyRules, undoRules, verifyRules } from './nft-rules.ts';

/**
 * nftables without fw4. Live rules only: every distribution keeps its rules in a place of its own, and a rule file
 * that somebody else's service owns is not ours to change.
 */
export const nftables: BackEnd = {
  id: 'nftables',
  persistent: false,
  isKept: () => true,
  scripts: (chains, ports) => ({
    shown: nftRules(ports),
    preflight: '',
    save: '',
    live: putRules(chains, ports),
    persist: null,
    verify: verifyRules(chains),
    undo: undoRules(chains),
    tidy: tidyRules(chains),
    revert: revertRules(chains),
  }),
};
