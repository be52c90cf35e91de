import type { BackEnd } from './back-end.ts';
import {
  countRules,
  putRules,
  revertRules,
  shownRules,
  tidyRules,
  undoRules,
  verifyRules,
} from './iptables-rules.ts';

/** iptables (legacy or nft) without fw3. Live rules only: there is no one place for others. */
export const iptables: BackEnd = {
  id: 'iptables',
  persistent: false,
  isKept: () => true,
  scripts: (chains, ports) => ({
    shown: shownRules(chains, ports),
    preflight: '',
    save: countRules(chains, ports),
    live: putRules(chains, ports),
    persist: null,
    verify: verifyRules(chains, ports),
    undo: undoRules(chains, ports),
    tidy: tidyRules(chains, ports),
    revert: revertRules(chains),
  }),
};
