import { type Probe, type Section, value } from './engine/probe.ts';
import { linesOf } from './engine/text.ts';
import type { ToolsReading } from './readings.ts';

/**
 * What tells of an accelerator that is not netfilter's flowtable: modules that are loaded, and files that only it makes.
 * Qualcomm's older SFE (`shortcut_fe*`, `fast_classifier`) and that of newer SDKs (`qca_nss_sfe`, with `ecm`); NSS;
 * X-WRT's natflow (https://github.com/ptpt52/natflow); MediaTek's and Ralink's own (`mtkhnat`, `hw_nat`); Broadcom's cut
 * through forwarding (`ctf`), flow cache (`pktflow`, /proc/fcache) and runner (`pktrunner`); Keenetic's `fastnat` and `hwnat`;
 * EdgeRouter's `cavium_ip_offload`; AVM's packet accelerator (`avm_pa`).
 */
const accelerators = [
  ...[
    'shortcut_fe',
    'shortcut_fe_ipv6',
    'shortcut_fe_cm',
    'fast_classifier',
    'qca_nss_sfe',
    'ecm',
    'qca_nss_ecm',
    'qca_nss_drv',
    'natflow',
    'mtkhnat',
    'cavium_ip_offload',
    'avm_pa',
    'hw_nat',
    'hwnat',
    'fastnat',
    'fast_nat',
    'ctf',
    'pktflow',
    'pktrunner',
  ].map((module) => `/sys/module/${module}`),
  '/dev/natflow_ctl',
  '/proc/fcache',
  '/etc/config/turboacc',
  '/etc/config/sfe',
] as const;

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
for t in ${accelerators.join(' ')}; do
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
      else if (name === '' && isAccelerator(kind)) {
        // A list of paths, as a person writes it.
        reading.lines.push(`accelerator ${kind}`);
        reading.accelerators.push(lastPart(kind));
      } else if (name === '' && /^[\w./-]{1,64}$/.test(kind)) reading.found.push(lastPart(kind));
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

const isAccelerator = (path: string): boolean => accelerators.some((known) => known === path);

const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
