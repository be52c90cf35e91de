import { type Probe, type Section, value } from './engine/probe.ts';
import { linesOf, wholeOf } from './engine/text.ts';
import type { SysctlReading } from './readings.ts';

const full: Readonly<Record<string, string>> = {
  ip_forward: 'net.ipv4.ip_forward',
  forwarding: 'net.ipv6.conf.all.forwarding',
};

/**
 * Timeouts and switches of connection tracking. That `nf_flowtable_tcp_timeout` exists tells a kernel with the right
 * pickup timeout from one without (commit 4592ee7f525c), so names that are not there count as much as values.
 * The shell's own `read` cannot be used: it reads byte by byte, and of a number such a file gives the first digit only.
 * Not under `net.netfilter.`: `net.ipv4.ip_forward`, `net.ipv6.conf.all.forwarding`, by their whole names.
 */
export const sysctls: Probe<'sysctls'> = {
  id: 'sysctls',
  files: [
    {
      into: 'sysctls',
      way: 'named',
      paths: [
        '/proc/sys/net/netfilter/nf_conntrack_tcp_*',
        '/proc/sys/net/netfilter/nf_flowtable_*',
        '/proc/sys/net/netfilter/nf_conntrack_acct',
        '/proc/sys/net/netfilter/nf_conntrack_timestamp',
        '/proc/sys/net/netfilter/nf_conntrack_udp_timeout',
        '/proc/sys/net/netfilter/nf_conntrack_udp_timeout_stream',
        '/proc/sys/net/ipv4/ip_forward',
        '/proc/sys/net/ipv6/conf/all/forwarding',
      ],
    },
  ],
  script: `
[ $files_read ] || return 127
printf '%s' "$sysctls"`,
  parse({ text }: Section) {
    const values: SysctlReading['values'] = {};
    for (const line of linesOf(text)) {
      const [, path = '', number] = /^([\w./-]{1,200})\s?(?:[:=]\s?|\s)(\d{1,15})\s*$/.exec(line) ?? [];
      const read = wholeOf(number);
      if (read !== null) values[nameOf(path)] = read;
    }
    return value({ values });
  },
};

/** `/proc/sys/net/netfilter/nf_conntrack_max`, `net.netfilter.nf_conntrack_max` and `nf_conntrack_max` are the same. */
function nameOf(path: string): string {
  const name = path
    .replace(/^.*\/proc\/sys\//, '')
    .replaceAll('/', '.')
    .replace(/^net\.netfilter\./, '');
  return full[name] ?? name;
}
