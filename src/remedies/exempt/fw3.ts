import { inChange } from '../../model/change-files.ts';
import type { Snapshot } from '../../probes/engine/probe.ts';
import { complain, hereDocument, lines, refuse } from '../fragments.ts';
import { restoreFile } from '../marked-lines.ts';
import { noPendingUci, uciFile } from '../uci.ts';
import { type BackEnd, covers, ownText } from './back-end.ts';
import { sectionText, stripFunction, uciNext } from './fw3-section.ts';
import {
  countRules,
  putRules,
  renewRules,
  revertRules,
  shownRules,
  tidyRules,
  undoRules,
  verifyRules,
} from './iptables-rules.ts';
import { type Ports, parsePorts } from './params.ts';
import { fw3File, isSigned, uciSection } from './sign.ts';

const next = `${fw3File}.new`;

/**
 * Sourced by fw3, so it must neither exit nor leave variables behind. After an upgrade to an fw4 release it does
 * nothing: the same rules would be in the wrong place there.
 */
const fw3Text = (
  chains: readonly string[],
  ports: readonly Ports[],
): string => `# Written by Pushmedic: keeps push connections (APNs, FCM) out of flow offloading.
[ -x /sbin/fw4 ] || (
${renewRules(chains, ports)}
)`;

/** The text is really written for a moment: on a full flash `touch` succeeds and a write fails. */
const preflight = (text: string): string =>
  lines(
    `[ -f ${uciFile} ] || ${refuse('not-writable', `there is no ${uciFile}`)}`,
    noPendingUci,
    hereDocument(`cat >${inChange('new')}`, text, 'RULES'),
    `cat ${inChange('new')} ${uciFile} 2>/dev/null >${next} && [ -s ${next} ]`,
    'written=$?',
    `rm -f ${next}`,
    `[ $written -eq 0 ] || ${refuse('not-writable', '/etc cannot be written')}`,
  );

/** The script first: an include whose script is missing would be complained about at each reload. */
const persist = (text: string): string =>
  lines(
    noPendingUci,
    hereDocument(`cat >${next}`, text, 'RULES'),
    `[ $? -eq 0 ] && sh -n ${next} && sync && mv ${next} ${fw3File} || return 1`,
    stripFunction,
    `cp -p ${uciFile} ${inChange('fw3-config')} && cp -p ${uciFile} ${uciNext} &&`,
    `strip ${uciFile} >${uciNext} || return 1`,
    hereDocument(`cat >>${uciNext}`, sectionText.trimEnd(), 'SECTION'),
    `[ $? -eq 0 ] && cp -p ${uciNext} ${inChange('fw3-config-new')} && sync && mv ${uciNext} ${uciFile} && sync || return 1`,
    `[ "$(uci -q get firewall.${uciSection}.path)" = ${fw3File} ] || {`,
    complain('uci does not see the include'),
    'return 1',
    '}',
  );

/** Puts the file's own bytes back; where somebody changed it meanwhile, only our section is taken out. */
const undo = (chains: readonly string[], ports: readonly Ports[]): string =>
  lines(
    `rm -f ${next} ${uciNext}`,
    stripFunction,
    restoreFile(uciFile, {
      before: inChange('fw3-config'),
      after: inChange('fw3-config-new'),
      next: uciNext,
      strip: 'strip',
    }),
    `if [ -f ${inChange('fw3-file')} ]; then cp -p ${inChange('fw3-file')} ${fw3File} || return 1; else rm -f ${fw3File}; [ ! -e ${fw3File} ] || return 1; fi`,
    undoRules(chains, ports),
  );

/** What would come back at a reload goes first, wherever it stands alone: the section without its script, or the other way round. */
export const revertFw3 = (chains: readonly string[]): string =>
  lines(
    noPendingUci,
    stripFunction,
    `rm -f ${next} ${uciNext}`,
    `if grep -q ${uciSection} ${uciFile} 2>/dev/null; then`,
    `cp -p ${uciFile} ${uciNext} && strip ${uciFile} >${uciNext} && sync && mv ${uciNext} ${uciFile} || return 1`,
    'fi',
    `rm -f ${fw3File}`,
    `[ ! -e ${fw3File} ] || return 1`,
    chains.length > 0 ? revertRules(chains) : ':',
  );

/** Whether script and section, of whatever version, make these ports' rules again after a restart. */
function isKept(snapshot: Snapshot, ports: readonly Ports[]): boolean | null {
  const [script, section] = [ownText(snapshot, fw3File), ownText(snapshot, `firewall.${uciSection}`)];
  if (script === undefined) return null;
  if (script === null || section === null) return false;
  if (!script.split(/\s+/).some((word) => isSigned(word))) return false;
  const read = [...script.matchAll(/--(dport|sport) ([\d:]{1,11})/g)].flatMap(([, side, text = '']) => {
    const range = parsePorts(text);
    return range ? [{ side, ...range }] : [];
  });
  return ['dport', 'sport'].every((side) =>
    covers(
      read.filter((range) => range.side === side),
      ports,
    ),
  );
}

/** fw3 (OpenWrt up to 21.02): iptables, kept by a `config include` of our own. */
export const fw3: BackEnd = {
  id: 'fw3',
  persistent: true,
  isKept,
  scripts(chains, ports) {
    const text = fw3Text(chains, ports);
    return {
      shown: shownRules(chains, ports),
      preflight: preflight(text),
      save: lines(
        `[ ! -f ${fw3File} ] || cp -p ${fw3File} ${inChange('fw3-file')}`,
        countRules(chains, ports),
      ),
      live: putRules(chains, ports),
      persist: persist(text),
      verify: verifyRules(chains, ports),
      undo: undo(chains, ports),
      tidy: tidyRules(chains, ports),
      revert: revertFw3(chains),
    };
  },
};
