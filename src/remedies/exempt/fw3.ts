import { fw3File, uciSection } from '../../firewall/signature.ts';
import { type Firewall, hereDocument, refusals } from './firewall.ts';
import { insertRules, ownRules, removeRules, shownRules, toolsOf, verifyRules } from './iptables-scripts.ts';
import { sectionText, stripFunction, uciFile, uciNew } from './uci-section.ts';

/**
 * Sourced by fw3, so it must neither exit nor leave variables behind. After an upgrade to an fw4 release it does
 * nothing: the same rules would be in the wrong place there.
 */
const fw3Text = (
  tools: readonly string[],
): string => `# Written by Pushmedic: keeps push connections (APNs, FCM) out of flow offloading.
[ -x /sbin/fw4 ] || (
${insertRules(tools, 'exit 1')}
)`;

const uncommitted = `[ -z "$(uci -q changes firewall)" ] || {
  echo 'pushmedic: changes to the firewall wait to be committed:' >&2
  uci -q changes firewall >&2
  exit ${refusals.uciPending}
}`;

/** fw3 (OpenWrt up to 21.02): iptables, kept by a `config include` of our own. */
export const fw3: Firewall = {
  id: 'fw3',
  scripts(paths) {
    const tools = toolsOf(paths);
    return {
      rules: shownRules(tools),
      preflight: `[ -f ${uciFile} ] && touch -c /etc 2>/dev/null || {
  echo 'pushmedic: /etc cannot be written' >&2
  exit ${refusals.notWritable}
}
${uncommitted}`,
      save: `{ ${ownRules(tools)}; } >$d/had
[ ! -f ${fw3File} ] || cp -p ${fw3File} $d/was`,
      live: insertRules(tools, 'exit 1'),
      persist: persist(tools),
      verify: verifyRules(tools),
      undo: undo(tools),
      revert: revert(tools),
    };
  },
};

/** The script first: an include whose script is missing would be complained about at each reload. */
const persist = (tools: readonly string[]): string => `${uncommitted}
${hereDocument(`cat >${fw3File}.new`, fw3Text(tools), 'RULES')}
[ $? -eq 0 ] && sh -n ${fw3File}.new && sync && mv ${fw3File}.new ${fw3File} && sh ${fw3File} || exit 1
${stripFunction}
cp -p ${uciFile} $d/firewall.before && cp -p ${uciFile} ${uciNew} &&
  strip ${uciFile} >${uciNew} || exit 1
${hereDocument(`cat >>${uciNew}`, sectionText.trimEnd(), 'SECTION')}
[ $? -eq 0 ] && cp -p ${uciNew} $d/firewall.after && sync && mv ${uciNew} ${uciFile} && sync || exit 1
[ "$(uci -q get firewall.${uciSection}.path)" = ${fw3File} ] || {
  echo 'pushmedic: uci does not see the include' >&2
  exit 1
}
${verifyRules(tools)}`;

/** Puts the file's own bytes back; where somebody changed it meanwhile, only our section is taken out. */
const undo = (tools: readonly string[]): string => `rm -f ${fw3File}.new ${uciNew}
${stripFunction}
if [ -f $d/firewall.after ]; then
  if [ "$(cat ${uciFile})" = "$(cat $d/firewall.after)" ]; then
    cp -p $d/firewall.before ${uciNew}
  elif [ "$(cat ${uciFile})" = "$(cat $d/firewall.before)" ]; then
    :
  else
    cp -p ${uciFile} ${uciNew} && strip ${uciFile} >${uciNew}
  fi || return 1
  [ ! -e ${uciNew} ] || mv ${uciNew} ${uciFile} || return 1
fi
if [ -f $d/was ]; then cp -p $d/was ${fw3File} || return 1; else rm -f ${fw3File}; [ ! -e ${fw3File} ] || return 1; fi
${removeRules(tools, 'return 1')}
[ ! -s $d/had ] || { ${insertRules(tools, 'return 1')}; }`;

/** What would come back at a reload goes first. */
const revert = (tools: readonly string[]): string => `${uncommitted}
${stripFunction}
rm -f ${fw3File}.new ${uciNew}
if grep -q ${uciSection} ${uciFile} 2>/dev/null; then
  cp -p ${uciFile} ${uciNew} && strip ${uciFile} >${uciNew} && sync && mv ${uciNew} ${uciFile} || exit 1
fi
rm -f ${fw3File}
[ ! -e ${fw3File} ] || exit 1
${removeRules(tools, 'exit 1')}`;
