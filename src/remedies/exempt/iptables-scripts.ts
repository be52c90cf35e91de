import type { Family, ForwardPath } from '../../firewall/first/forward.ts';
import { portText, pushPorts } from '../../firewall/first/ports.ts';
import { signature } from '../../firewall/signature.ts';

/** `-p tcp --dport 5223 …`: one rule per range, since OpenWrt's default image has no `multiport`. */
const matches = pushPorts.flatMap((range) =>
  ['dport', 'sport'].map((side) => `--${side} ${portText(range, ':')}`),
);
const rulesPerFamily = matches.length;

const eachMatch = `for m in ${matches.map((match) => `'${match}'`).join(' ')}`;
const rule = `FORWARD -p tcp $m -m conntrack --ctstate RELATED,ESTABLISHED -m comment --comment ${signature} -j ACCEPT`;

/** The iptables tools for the families that were read. */
export function toolsOf(paths: readonly ForwardPath[]): string[] {
  const families = new Set<Family>(paths.flatMap((path) => path.families));
  return [...(families.has('ipv4') ? ['iptables'] : []), ...(families.has('ipv6') ? ['ip6tables'] : [])];
}

/** The rules as they are typed, topmost first. */
export const shownRules = (tools: readonly string[]): string[] =>
  tools.flatMap((tool) => matches.map((match) => `${tool} -I ${rule.replace('$m', match)}`));

/** A family the kernel or the image lacks is skipped. */
const eachTool = (tools: readonly string[], body: string): string =>
  `for t in ${tools.join(' ')}; do
  $t -w -S FORWARD >/dev/null 2>&1 || continue
${body}
done`;

/** Own copies are deleted first, so that a second run leaves one of each, on top. `$m` is meant to be split. */
export const insertRules = (tools: readonly string[], onError: string): string =>
  eachTool(
    tools,
    `  ${eachMatch}; do
    while $t -w -D ${rule} 2>/dev/null; do :; done
    $t -w -I ${rule} || ${onError}
  done`,
  );

export const removeRules = (tools: readonly string[], onError: string): string =>
  eachTool(
    tools,
    `  ${eachMatch}; do
    while $t -w -D ${rule} 2>/dev/null; do :; done
    ! $t -w -C ${rule} 2>/dev/null || ${onError}
  done`,
  );

/** Prints a line for each of our rules that is there. */
export const ownRules = (tools: readonly string[]): string =>
  eachTool(
    tools,
    `  ${eachMatch}; do
    ! $t -w -C ${rule} 2>/dev/null || echo "$t $m"
  done`,
  );

/** Fails, and says so, unless all our rules stand before the first offload rule in every family. */
export const verifyRules = (tools: readonly string[]): string =>
  eachTool(
    tools,
    `  $t -w -S FORWARD | awk '
    / -j FLOWOFFLOAD/ { exit }
    /^-A FORWARD .* --comment "?${signature}"? -j ACCEPT$/ { n++ }
    END { exit n < ${rulesPerFamily} }' || {
    echo "pushmedic: our rules do not stand above the offload rule in $t FORWARD" >&2
    exit 1
  }`,
  );
