import { firmwarePaths, firmwareSettings, firmwareTexts } from '../kernel/firmwares.ts';
import { absent, type Probe, type Section, value } from './engine/probe.ts';
import { linesOf } from './engine/text.ts';

const most = 60;

/**
 * What tells a firmware that is not OpenWrt, and whether its own accelerator is on. On OpenWrt it costs one test of a
 * file; elsewhere files are read by the shell itself, and nvram is asked setting by setting.
 *
 *     uname ASUSWRT-Merlin
 *     path /bin/ndmc
 *     text /etc/version EdgeRouter.ER-e50.v2.0.9-hotfix.7
 *     nvram hw_nat_mode=4
 */
export const firmware: Probe<'firmware'> = {
  id: 'firmware',
  script: `
[ -e /etc/openwrt_release ] && return 3
for f in ${firmwarePaths.join(' ')}; do [ -e $f ] && echo "path $f"; done
for f in ${firmwareTexts.join(' ')}; do
[ -r $f ] && while read -r v; do
case "$f $v" in */version*|*/proc/*|*Tomato*|*DD-WRT*|*VyOS*) echo "text $f $v";; esac
done <$f
done
command -v nvram >/dev/null && for f in ${firmwareSettings.join(' ')}; do
v=$(nvram get $f 2>/dev/null) && [ "$v" ] && echo "nvram $f=$v"
done
v=$(uname -o 2>/dev/null) && echo "uname $v"
:`,
  parse({ status, text }: Section) {
    if (status === 3) return absent('OpenWrt or its kin');
    const lines = linesOf(text).filter((line) => /^(?:path|text|nvram|uname) /.test(line));
    return value({ lines: lines.slice(0, most).map((line) => line.trim().slice(0, 200)) });
  },
};
