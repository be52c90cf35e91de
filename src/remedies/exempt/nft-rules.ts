import { inChange } from '../../model/change-files.ts';
import { quote } from '../../ssh/quoting.ts';
import { complain, define, lines } from '../fragments.ts';
import { type Ports, portText } from './params.ts';
import { sign, signPatterns } from './sign.ts';

/**
 * Both directions, or the flow is offloaded by the other one; established only, or a bare `sport` accept would let
 * anybody into the LAN who sends from port 5223.
 */
export const nftRules = (ports: readonly Ports[]): string[] =>
  ['dport', 'sport'].map(
    (side) =>
      `tcp ${side} { ${ports.map((range) => portText(range, '-')).join(', ')} } ct state established,related counter accept comment "${sign}"`,
  );

/** How many rules stand in a chain. */
const rulesPerChain = nftRules([]).length;

/** `do_it inet fw4 forward`, once for each chain. */
const eachChain = (chains: readonly string[], command: string): string[] =>
  chains.map((chain) => `${command} ${chain}`);

/** Defines `ours FAMILY TABLE CHAIN`: handle and comment of each of our rules there, in their order, any version. */
const ours = define(
  'ours',
  `nft -a list chain "$@" 2>/dev/null | sed -n ${signPatterns
    .map((pattern) => `-e 's/^.* comment "\\(${pattern}\\)" # handle \\([0-9]*\\)$/\\2 \\1/p'`)
    .join(' ')}`,
);

/** Defines `name FAMILY TABLE CHAIN`, which prints a deletion for each of our rules (`$h`, comment `$s`) that `test` is true of. */
const deletions = (name: string, test: string): string =>
  define(name, `n=0\nours "$@" | while read -r h s; do ${test} && echo "delete rule $* handle $h"; done\n:`);

/** Runs what the commands print as one transaction; nothing where they print nothing. */
const transaction = (...commands: readonly string[]): string =>
  lines(`batch=$(\n${commands.join('\n')}\n)`, `[ -z "$batch" ] || echo "$batch" | nft -f /dev/stdin`);

/** Deletes what this change put in: rules of this version that did not stand before. */
const added = deletions('added', `[ "$s" = ${sign} ] && ! grep -q -x "$* $h" ${inChange('nft-handles')}`);

/**
 * Puts the rules on top of each chain, all chains in one transaction. What stood before is noted first; a second run
 * replaces what the first put in.
 */
export const putRules = (chains: readonly string[], ports: readonly Ports[]): string =>
  lines(
    ours,
    added,
    define('note', 'ours "$@" | while read -r h s; do echo "$* $h"; done'),
    `if [ -e ${inChange('nft-handles')} ]; then`,
    `old=$(\n${eachChain(chains, 'added').join('\n')}\n)`,
    'else',
    'old=',
    `{\n${eachChain(chains, 'note').join('\n')}\n} >${inChange('new')} && mv ${inChange('new')} ${inChange('nft-handles')} || return 1`,
    'fi',
    transaction(
      'echo "$old"',
      ...chains.flatMap((chain) =>
        // The last inserted stands first.
        nftRules(ports)
          .reverse()
          .map((rule) => `echo ${quote(`insert rule ${chain} ${rule}`)}`),
      ),
    ),
  );

/** Takes out what {@link putRules} put in. */
export const undoRules = (chains: readonly string[]): string =>
  lines(
    `[ -e ${inChange('nft-handles')} ] || return 0`,
    ours,
    added,
    transaction(...eachChain(chains, 'added')),
  );

/** Takes out what older copies of ours the rules on top make superfluous. */
export const tidyRules = (chains: readonly string[]): string =>
  lines(
    `[ -s ${inChange('nft-handles')} ] || return 0`,
    ours,
    deletions('older', `{ [ "$s" != ${sign} ] || [ $((n += 1)) -gt ${rulesPerChain} ]; }`),
    transaction(...eachChain(chains, 'older')),
  );

/** Takes out every rule of ours, whatever version put it in. */
export const revertRules = (chains: readonly string[]): string =>
  lines(ours, deletions('all', ':'), transaction(...eachChain(chains, 'all')));

/** Fails, and says so, unless all our rules stand before the first offload rule of each chain. */
export const verifyRules = (chains: readonly string[]): string =>
  lines(
    define(
      'above',
      `nft list chain "$@" | awk '
  /flow (add|offload) @/ { exit }
  /comment "${sign}"/ { n++ }
  END { exit n < ${rulesPerChain} }' || {
${complain('our rules do not stand above the offload rule in')}
echo "$*" >&2
return 1
}`,
    ),
    eachChain(chains, 'above').join(' && '),
  );
