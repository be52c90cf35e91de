import { fw4File } from '../../firewall/signature.ts';
import type { Firewall } from './firewall.ts';
import { hereDocument, refusals } from './firewall.ts';
import { insertRules, nftRules, ownFunction, removeRules, verifyRules } from './nft-scripts.ts';

const chain = ['inet', 'fw4', 'forward'] as const;

/**
 * What fw4 includes in its own table, before its own `chain forward`; nft merges the two blocks in order. Without the
 * `type` line a reload over a loaded table succeeds and a cold start fails: the router would boot with no firewall.
 */
export const fw4Text = `chain forward {
	type filter hook forward priority filter; policy drop;
${nftRules.map((rule) => `\t${rule}`).join('\n')}
}`;

/** nft's verdict on the whole rule set of stdin as at boot: in a table that does not exist yet. */
const coldCheck = `grep -v '^delete flowtable' | sed 's/inet fw4/inet fw4chk/' | nft -c -f /dev/stdin`;
/** The table without what changes by itself and without ours. */
const others = `nft -s list table inet fw4 | grep -v pushmedic: | sed 's/ expires [0-9a-z]*//g'`;

/** fw4 (OpenWrt 22.03 and later): nftables through `/etc/nftables.d`. */
export const fw4: Firewall = {
  id: 'fw4',
  scripts: () => ({
    rules: nftRules,
    preflight: `touch -c ${dir} 2>/dev/null && [ -d ${dir} ] || { echo 'pushmedic: ${dir} cannot be written' >&2; exit ${refusals.notWritable}; }`,
    save: `${ownFunction}
own ${chain.join(' ')} >$d/had
[ ! -f ${fw4File} ] || cp -p ${fw4File} $d/was`,
    live: `${ownFunction}\n${removeRules(chain)} || exit 1\n${insertRules(chain)}`,
    persist,
    verify: verifyRules(chain),
    undo,
    revert: `rm -f ${fw4File} ${fw4File}.new
${ownFunction}
${removeRules(chain)} && [ ! -e ${fw4File} ]`,
  }),
};

const dir = fw4File.slice(0, fw4File.lastIndexOf('/'));
const file = fw4File.slice(dir.length + 1);

/**
 * Checked in a copy of the directory first, warm and cold, so that at no moment a file stands in the real one that
 * would not load; moved in whole (`sync` before: a power cut must not leave it half written); checked again there.
 * `fw4 reload` throws away rules others put in by hand and says 0 whatever nft said: the table is kept before and
 * put back if anything but ours changed. Where it could not be put back, there is no reload: the rules stand already.
 */
const persist = `back() {
  echo "pushmedic: $1" >&2
  rm -f ${fw4File}.new
  if [ -f $d/was ]; then cp -p $d/was ${fw4File}; else rm -f ${fw4File}; fi
  exit 1
}
mkdir -p $d/nftables.d || exit 1
for f in ${dir}/*.nft; do [ ! -f "$f" ] || cp "$f" $d/nftables.d/ || exit 1; done
${hereDocument(`cat >$d/nftables.d/${file}`, fw4Text, 'RULES')}
fw4 print 2>/dev/null | sed "s#${dir}/#$d/nftables.d/#" >$d/print
grep -q "include \\"$d/nftables.d/" $d/print || back 'fw4 does not read ${dir}'
nft -c -f $d/print && ${coldCheck.replace("'^delete flowtable'", "'^delete flowtable' $d/print")} || back 'nft refuses the rules'
cp $d/nftables.d/${file} ${fw4File}.new && sync && mv ${fw4File}.new ${fw4File} || back 'cannot write ${fw4File}'
sync
fw4 check || back 'fw4 check refuses the rules'
fw4 print 2>/dev/null | ${coldCheck} || back 'the rules would not load at boot'
nft list table inet fw4 >$d/table && ${others} >$d/before && {
  echo 'flush table inet fw4'
  sed -n 's/^.flowtable \\([^ ]*\\) {.*/delete flowtable inet fw4 \\1/p' $d/table
  cat $d/table
} >$d/restore || back 'no room in /tmp'
if nft -c -f $d/restore; then
  : >$d/reloading
  fw4 reload
  [ "$(${others})" = "$(cat $d/before)" ] || nft -f $d/restore || back 'the rules of others could not be put back'
  rm $d/reloading
fi
${verifyRules(chain)}`;

/** If a reload was cut off it may still be under way: its lock is released within seconds. */
const undo = `rm -f ${fw4File}.new
if [ -f $d/was ]; then cp -p $d/was ${fw4File}.new && mv ${fw4File}.new ${fw4File} || return 1; else rm -f ${fw4File}; [ ! -e ${fw4File} ] || return 1; fi
if [ -e $d/reloading ]; then
  sleep 3
  [ "$(${others})" = "$(cat $d/before)" ] || nft -f $d/restore || return 1
  rm $d/reloading
fi
${ownFunction}
${removeRules(chain)} || return 1
[ ! -s $d/had ] || ( ${insertRules(chain)} )`;
