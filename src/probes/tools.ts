import { type Probe, type Section, value } from './engine/probe.ts';
import { linesOf } from './engine/text.ts';
import type { ToolsReading } from './readings.ts';

/**
 * What there is to work with, and accelerators that are not netfilter's flowtable. On fw4 systems /sbin/fw3 is a link
 * to fw4: a link is not counted as fw3.
 */
export const tools: Probe<'tools'> = {
  id: 'tools',
  script: `
for t in nft fw4 iptables ip6tables iptables-save ip6tables-save uci ubus conntrack ip logread dmesg setsid sha256sum mwan3; do
command -v $t >/dev/null && echo "tool $t"
done
t=$(command -v fw3) && [ ! -L "$t" ] && echo "tool fw3"
for t in /sys/module/shortcut_fe /sys/module/shortcut_fe_cm /sys/module/fast_classifier /sys/module/ecm \\
/sys/module/qca_nss_ecm /sys/module/mtkhnat /sys/module/hw_nat /sys/module/ctf /etc/config/turboacc /etc/config/sfe; do
[ -e $t ] && echo "accelerator $t"
done
iptables_version
echo "$iptables_version"
:`,
  parse({ text }: Section) {
    const reading: ToolsReading = { found: [], iptablesBackend: null, accelerators: [], lines: [] };
    for (const line of linesOf(text)) {
      const [kind = '', name = ''] = line.split(' ');
      if (kind === 'tool') reading.found.push(name);
      else if (name === '' && /^[\w./-]{1,64}$/.test(kind)) reading.found.push(lastPart(kind));
      else {
        reading.lines.push(line);
        if (kind === 'accelerator') reading.accelerators.push(lastPart(name));
        else if (/^iptables v\d/.test(line))
          // Before 1.8 there was no other back end, and none was named.
          reading.iptablesBackend = line.includes('nf_tables') ? 'nft' : 'legacy';
      }
    }
    return value(reading);
  },
};

const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
