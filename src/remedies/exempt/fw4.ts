import { inChange } from '../../model/change-files.ts';
import type { Snapshot } from '../../probes/engine/probe.ts';
import { complain, define, hereDocument, lines, refuse } from '../fragments.ts';
import { refusals } from '../refusals.ts';
import { noPendingUci } from '../uci.ts';
import { type BackEnd, covers, ownText } from './back-end.ts';
import { nftRules, putRules, revertRules, tidyRules, undoRules, verifyRules } from './nft-rules.ts';
import { type Ports, parsePorts } from './params.ts';
import { fw4File } from './sign.ts';

const hook = 'type filter hook forward priority filter; policy drop;';

/**
 * What fw4 includes in its own table, before its own `chain forward`; nft merges the two blocks in order. Without the
 * `type` line a reload over a loaded table succeeds and a cold start fails: the router would boot with no firewall.
 */
const fw4Text = (ports: readonly Ports[]): string => `chain forward {
	${hook}
${nftRules(ports)
  .map((rule) => `\t${rule}`)
  .join('\n')}
}`;

const dir = fw4File.slice(0, fw4File.lastIndexOf('/'));
/** Under names that fw4 does not read. */
const next = `${fw4File}.new`;
export const fw4Draft = '/etc/pushmedic.nft.new';
/** Stands in our file where there was no directory for it. */
const madeMark = '# Pushmedic made this directory.';

/**
 * Defines `boots FILE`: nft's verdict on all rules as fw4 renders them, with the text of a file among what it includes,
 * in a table that does not exist yet, as at boot. Status 2: fw4 includes nothing there.
 */
const boots = define(
  'boots',
  `fw4 print 2>/dev/null | awk -v first="$1" '
  /^[ \\t]*include ".*nftables[.]d\\/[*][.]nft"/ { n++; while (first != "" && (getline line <first) > 0) print line }
  !/^delete flowtable/ { sub(/inet fw4/, "inet fw4chk"); print }
  END { exit !n }' >${inChange('fw4-rules')} || return 2
nft -c -f ${inChange('fw4-rules')} 2>${inChange('fw4-error')}`,
);

/**
 * The text is really written for a moment: on a full flash `touch` succeeds and a write fails. Then nft is asked whether
 * the router would boot with it, and, only if it would not, whether it would without.
 */
const preflight = (ports: readonly Ports[]): string =>
  lines(
    noPendingUci,
    hereDocument(`cat >${inChange('new')}`, fw4Text(ports), 'RULES'),
    `cat ${inChange('new')} 2>/dev/null >${fw4Draft} && [ "$(cat ${fw4Draft})" = "$(cat ${inChange('new')})" ]`,
    'written=$?',
    `rm -f ${fw4Draft}`,
    `[ $written -eq 0 ] || ${refuse('not-writable', `${dir} cannot be written`)}`,
    boots,
    `boots ${inChange('new')} && return 0`,
    `[ $? -ne 2 ] || { ${complain(`fw4 does not read ${dir}`)}; return 1; }`,
    define('said', `sed -n '/Error/ { p; q; }' ${inChange('fw4-error')}`),
    'ours=$(said)',
    `boots '' || { ${complain('the rules of this router would not load at its next start:')}; said >&2; return ${refusals['would-not-boot']}; }`,
    `echo "pushmedic: nft refuses the rules: $ours" >&2`,
    'return 1',
  );

/** Moved in whole: a power cut must not leave it half written. No reload: the rules stand already. */
const persist = (ports: readonly Ports[]): string =>
  lines(
    `[ -d ${dir} ] || { : >${inChange('fw4-made')} && mkdir ${dir}; } || return 1`,
    `{ [ ! -e ${inChange('fw4-made')} ] || echo '${madeMark}'; } >${next} || return 1`,
    hereDocument(`cat >>${next}`, fw4Text(ports), 'RULES'),
    `[ $? -eq 0 ] && sync && mv ${next} ${fw4File} && sync`,
  );

const undo = (chains: readonly string[]): string =>
  lines(
    `rm -f ${next} ${fw4Draft}`,
    `if [ -f ${inChange('fw4-file')} ]; then`,
    `cp -p ${inChange('fw4-file')} ${next} && mv ${next} ${fw4File} || return 1`,
    'else',
    `rm -f ${fw4File}; [ ! -e ${fw4File} ] || return 1`,
    'fi',
    `[ ! -e ${inChange('fw4-made')} ] || rmdir ${dir} 2>/dev/null`,
    undoRules(chains),
  );

/** What would come back at a reload goes first. */
export const revertFw4 = (chains: readonly string[]): string =>
  lines(
    `made=$(grep -c '^${madeMark}$' ${fw4File} 2>/dev/null)`,
    `rm -f ${fw4File} ${next} ${fw4Draft}`,
    `[ ! -e ${fw4File} ] || return 1`,
    `[ "$made" != 1 ] || rmdir ${dir} 2>/dev/null`,
    chains.length > 0 ? revertRules(chains) : ':',
  );

const ruleLine =
  /^\s*tcp (dport|sport) (\{[^{}]{1,400}\}|[\d-]{1,11}) ct state established,related counter accept comment "pushmedic:(?:apns|exempt):v\d{1,3}"$/;

/** Whether the file, of whatever version, keeps these ports exempt over a reload and a cold start. */
function isKept(snapshot: Snapshot, ports: readonly Ports[]): boolean | null {
  const text = ownText(snapshot, fw4File);
  if (text === undefined) return null;
  if (text === null || !text.includes(hook)) return false;
  const read = text.split('\n').flatMap((line) => {
    const [, side = '', set = ''] = ruleLine.exec(line) ?? [];
    return set
      .replace(/[{}]/g, '')
      .split(',')
      .flatMap((part) => parsePorts(part) ?? [])
      .map((range) => ({ side, ...range }));
  });
  return ['dport', 'sport'].every((side) =>
    covers(
      read.filter((range) => range.side === side),
      ports,
    ),
  );
}

/** fw4 (OpenWrt 22.03 and later): nftables through `/etc/nftables.d`. */
export const fw4: BackEnd = {
  id: 'fw4',
  persistent: true,
  isKept,
  scripts: (chains, ports) => ({
    shown: nftRules(ports),
    preflight: preflight(ports),
    save: `[ ! -f ${fw4File} ] || cp -p ${fw4File} ${inChange('fw4-file')}`,
    live: putRules(chains, ports),
    persist: persist(ports),
    verify: verifyRules(chains),
    undo: undo(chains),
    tidy: tidyRules(chains),
    revert: revertFw4(chains),
  }),
};
