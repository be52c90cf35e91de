import type { Taker } from '../firewall/intercept/index.ts';
import type { InterceptReading, ProgramsReading } from '../probes/network.types.ts';

/** A program, or a package around one, that takes connections over; by the marks it leaves in rules. */
interface Proxy {
  /** Part of the keys of its advice: `finding.transparent-proxy.<id>.remedy`. */
  id: string;
  name: string;
  /** Found in the names of its tables and chains. */
  chains: RegExp | null;
  /** Found in the names of its own programs; `null`: it runs somebody else's core. */
  programs: RegExp | null;
}

/**
 * Names of tables and chains are from the packages' own scripts: Openwrt-Passwall/openwrt-passwall `nftables.sh` (`inet
 * passwall`, `PSW_NAT`), xiaorouji/openwrt-passwall2 (`PSW2_`), vernesong/OpenClash `init.d/openclash` (`openclash` in
 * `inet fw4`), immortalwrt/homeproxy `firewall_post.ut` (`homeproxy_redirect`), fw876/helloworld `ssr-rules` (`inet
 * ss_spec`, `SS_SPEC_WAN_FW`), v2rayA/v2rayA `service/kernel/iptables` (`inet v2raya`, `TP_PRE`, `TP_RULE`),
 * nikkinikki-org/OpenWrt-nikki `hijack.ut` (`inet nikki`), juewuy/ShellCrash (`inet shellcrash`, program `CrashCore`),
 * SagerNet/sing-box `auto_redirect` (`inet sing-box`), daeuniverse/dae (no rules: eBPF). Order: the more telling first.
 */
const known: readonly Proxy[] = [
  { id: 'openclash', name: 'OpenClash', chains: /openclash/i, programs: null },
  { id: 'passwall2', name: 'PassWall 2', chains: /passwall2|PSW2_/, programs: null },
  { id: 'passwall', name: 'PassWall', chains: /passwall|PSW_|\bPSW\b/, programs: null },
  { id: 'homeproxy', name: 'HomeProxy', chains: /homeproxy/, programs: null },
  { id: 'ssr-plus', name: 'SSR Plus+', chains: /ss_spec/i, programs: null },
  { id: 'v2raya', name: 'v2rayA', chains: /v2raya|\bTP_(?:PRE|RULE)\b/, programs: /^v2raya/ },
  { id: 'nikki', name: 'Nikki', chains: /\binet (?:nikki|mihomo) /, programs: null },
  { id: 'shellcrash', name: 'ShellCrash', chains: /shellcrash/i, programs: /^CrashCore/ },
  { id: 'zapret', name: 'zapret (tpws)', chains: /zapret/, programs: /^tpws/ },
  { id: 'sing-box', name: 'sing-box', chains: /\binet sing-box /, programs: /^sing-box/ },
  { id: 'daed', name: 'daed', chains: null, programs: /^daed?$/ },
  { id: 'mihomo', name: 'mihomo', chains: null, programs: /^(?:mihomo|clash)/ },
  { id: 'xray', name: 'Xray', chains: null, programs: /^(?:xray|v2ray)/ },
];

export interface Who {
  /** `null`: nobody we have advice for. */
  id: string | null;
  name: string;
}

/** Who takes connections over: by the rules that do it, by who listens where they lead, by what runs. */
export function whoTakes(
  takers: readonly Taker[],
  intercept: InterceptReading | null,
  programs: ProgramsReading | null,
): Who | null {
  const byRule = known.find(({ chains }) => takers.some(({ chain }) => chains?.test(chain)));
  if (byRule) return { id: byRule.id, name: byRule.name };
  const ports = new Set(takers.map(({ port }) => port));
  const listener = intercept?.listening.find(({ port, program }) => program !== null && ports.has(port));
  if (listener?.program) return named([listener.program]);
  return named((programs?.running ?? []).map(({ name }) => name).filter(isProxy));
}

function named(running: readonly string[]): Who | null {
  const [first] = running;
  if (first === undefined) return null;
  const one = known.find(({ programs }) => running.some((name) => programs?.test(name)));
  return one ? { id: one.id, name: one.name } : { id: null, name: first };
}

/** Programs that can hold somebody else's connection; name servers cannot. */
export const isProxy = (name: string): boolean =>
  /^(?:clash|mihomo|CrashCore|xray|v2ray|sing-box|ss|sslocal|trojan|hysteria|naive|tuic|redsocks|ipt2socks|microsocks|daed?$|tpws)|redir|retcp/.test(
    name,
  ) && !/^(?:ss-server|ssh|sshd)/.test(name);

/** Those that hand connections on inside the kernel, so that neither rules nor entries show it. */
export const isInKernel = (name: string): boolean => /^daed?$/.test(name);
