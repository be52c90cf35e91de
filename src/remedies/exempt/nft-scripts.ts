import { portText, pushPorts } from '../../firewall/first/ports.ts';
import { signature } from '../../firewall/signature.ts';
import { quote } from '../../ssh/quoting.ts';

/** A chain as nft names it: family, table, name. */
export type ChainName = readonly [family: string, table: string, chain: string];

const ports = `{ ${pushPorts.map((range) => portText(range, '-')).join(', ')} }`;

/**
 * Both directions, or the flow is offloaded by the other one; established only, or a bare `sport` accept would let
 * anybody into the LAN who sends from port 5223.
 */
export const nftRules: readonly string[] = ['dport', 'sport'].map(
  (side) => `tcp ${side} ${ports} ct state established,related counter accept comment "${signature}"`,
);

const words = (chain: ChainName): string => chain.map(quote).join(' ');

/** Defines `own FAMILY TABLE CHAIN`: handles of our rules there, one a line. */
export const ownFunction = `own() {
  nft -a list chain "$@" 2>/dev/null |
    sed -n 's/^[[:space:]]*tcp [ds]port .* comment "${signature}" # handle \\([0-9]*\\)$/\\1/p'
}`;

/** Needs {@link ownFunction}. Succeeds when none of ours is left in the chain. */
export const removeRules = (chain: ChainName): string =>
  `for h in $(own ${words(chain)}); do nft delete rule ${words(chain)} handle "$h"; done
[ -z "$(own ${words(chain)})" ]`;

/** The last inserted stands first. */
export const insertRules = (chain: ChainName): string =>
  [...nftRules]
    .reverse()
    .map((rule) => `nft ${quote(`insert rule ${chain.join(' ')} ${rule}`)} || exit 1`)
    .join('\n');

/** Fails, and says so, unless both our rules stand before the first offload rule. */
export const verifyRules = (chain: ChainName): string =>
  `nft list chain ${words(chain)} | awk '
  /flow (add|offload) @/ { exit }
  /comment "${signature}"/ { n++ }
  END { exit n < ${nftRules.length} }' || {
  echo ${quote(`pushmedic: our rules do not stand above the offload rule in ${chain.join(' ')}`)} >&2
  exit 1
}`;
