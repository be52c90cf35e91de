import { absent, type Probe, type Section, value } from './engine/probe.ts';
import { linesOf } from './engine/text.ts';
import type { ConfigSection } from './network.types.ts';

/** Files of the network, of name service, of the system's clock, of block lists and of proxies; most routers have the first three. */
const files =
  `network dhcp system mwan3 openclash passwall passwall2 homeproxy shadowsocksr v2raya nikki mihomo sing-box
  daed dae xray zapret zapret2 adblock adblock-fast simple-adblock adguardhome banip https-dns-proxy smartdns mosdns
  unbound stubby`.split(/\s+/);

/**
 * Options that are read. Never a user's name, a password, a key or a server of a proxy: what is not on this list stays
 * on the router.
 */
export const optionsRead =
  `zonename interface ignore ra ra_default ra_lifetime ra_maxinterval ra_useleasetime dhcp_option port noresolv
  serversfile confdir addnhosts filter_aaaa proto ipv6 ip6assign ula_prefix delegate enabled enable flush_conntrack
  sticky dest_port use_policy en_mode operation_mode common_ports tcp_redir_ports tcp_no_redir_ports tcp_proxy_way
  ipv6_tproxy routing_port proxy_mode routing_mode dports custom_ports run_mode transparent tcp_mode proxy_tcp_dport
  bypass_china_mainland_ip FLOWOFFLOAD MODE_FILTER adb_enabled adb_dns ban_enabled dns dnsmasq_config_update
  force_dns`.split(/\s+/);
/** Lists of dnsmasq's own: `list server '/name/'`, `list address '/name/0.0.0.0'`. As options they are a proxy's. */
export const listsRead = ['server', 'address'];

/** Lines of one file, and characters of one line: a file that is longer is a subscription. */
export const fewConfigLines = 120;
const longestLine = 400;
const mostSections = 1000;

/**
 * What the router is configured to be, beside its firewall, out of the files themselves; a change that is staged
 * and not committed is not there yet. Grammar: https://openwrt.org/docs/guide-user/base-system/uci#file_syntax
 *
 *     /etc/config/dhcp:config dhcp 'lan'
 *     /etc/config/dhcp:	option ra_lifetime '0'
 *     /etc/config/mwan3:	list flush_conntrack 'connected'
 */
export const config: Probe<'config'> = {
  id: 'config',
  files: [{ into: 'config_lines', way: 'config', paths: files.map((file) => `/etc/config/${file}`) }],
  script: `
[ -e /etc/config/network ] || [ -e /etc/config/dhcp ] || return 3
[ $files_read ] || return 127
printf '%s' "$config_lines"`,
  parse({ status, text }: Section) {
    if (status === 3) return absent('no /etc/config here');
    const sections: ConfigSection[] = [];
    for (const line of linesOf(text)) {
      const [, file = '', rest = ''] = /^\S{0,200}\/etc\/config\/([\w-]{1,40}):(.*)$/.exec(line) ?? [];
      if (file === '' || rest.length > longestLine) continue;
      const opened = /^config[ \t]+(\S+)(?:[ \t]+(\S+))?/.exec(rest);
      if (opened && sections.length >= mostSections) break;
      if (opened) sections.push(open(file, opened[1] ?? '', opened[2]));
      else addOption(sections.at(-1), file, rest);
    }
    return value({ sections });
  },
};

const open = (file: string, type: string, name: string | undefined): ConfigSection => ({
  file,
  type: bare(type),
  name: name === undefined ? null : bare(name),
  options: new Map(),
  lines: [],
});

function addOption(section: ConfigSection | undefined, file: string, line: string): void {
  const [, key = '', written = ''] = /^\s*(?:option|list)\s+['"]?(\w{1,40})['"]?\s+(.*)$/.exec(line) ?? [];
  // A value may go on over the next line; what is left of it then has no closing quote and is no value to go by.
  const read = /^(['"])(.*)\1$/.exec(written.trim())?.[2] ?? bare(written.trim());
  if (section?.file !== file || key === '') return;
  const values = section.options.get(key);
  if (values) values.push(read);
  else section.options.set(key, [read]);
  section.lines.push(line.trim());
}

const bare = (word: string): string => word.replace(/^['"]|['"]$/g, '');
