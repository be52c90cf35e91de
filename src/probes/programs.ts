import { absent, type Probe, type Section, value } from './engine/probe.ts';
import { linesOf } from './engine/text.ts';

/** Parts of the names of proxies, packet manglers, name servers and pinning daemons that other findings are about. */
export const programsKnown =
  `clash mihomo CrashCore xray v2ray sing-box redir retcp sslocal trojan hysteria naive tuic redsocks
  ipt2socks microsocks dae tpws nfqws dnsmasq AdGuard unbound smartdns mosdns chinadns https dnscrypt stubby named
  mwan3 odhcpd hostapd`.split(/\s+/);

const most = 60;

/**
 * Which of the programs this is about are running, by what the kernel calls them. That a program runs proves
 * nothing by itself; it gives a name to what connections and rules show.
 *
 *     /proc/2411/comm:mihomo
 */
export const programs: Probe<'programs'> = {
  id: 'programs',
  files: [{ into: 'running', way: 'programs', paths: ['/proc/[0-9]*/comm'] }],
  script: `
[ -e /proc/self/comm ] || [ -e /proc/1/comm ] || return 3
[ $files_read ] || return 127
printf '%s' "$running"`,
  parse({ status, text }: Section) {
    if (status === 3) return absent('no list of running programs here');
    const running = linesOf(text).flatMap((line) => {
      const [, pid, name] = /\/proc\/(\d{1,9})\/comm:(.{1,15})$/.exec(line) ?? [];
      return name === undefined ? [] : [{ name, pid: Number(pid) }];
    });
    return value({ running: running.slice(0, most) });
  },
};
