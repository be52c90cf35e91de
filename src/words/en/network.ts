/** What is said of causes on the network side: proxies, DNS, the line outside, IPv6. Keys as in `findings.ts`. */
export const network = {
  'finding.double-nat.home.title': 'There is another router before this one',
  'finding.double-nat.home.beside': '{router} keeps push connections; the box before it may not',
  'finding.double-nat.home.means':
    'The outside address {address} is a private one, so a second box translates once more and forgets idle connections by a clock of its own. It would show here as a push connection that is kept, and yet a new one every few minutes.',
  'finding.double-nat.home.remedy':
    'If pushes stay late, set that box to bridge mode, or make this router its exposed host (DMZ).',
  'finding.double-nat.carrier.title': 'The provider translates once more (CGNAT)',
  'finding.double-nat.carrier.beside': '{router} keeps push connections; the provider’s NAT may not',
  'finding.double-nat.carrier.means':
    'The outside address {address} is shared among customers. The provider’s NAT forgets idle connections by a clock of its own, which nobody here can see or set.',
  'finding.double-nat.carrier.remedy':
    'IPv6 goes around it: switch IPv6 on if the provider has it. Else ask the provider for a public IPv4 address.',
  'finding.double-nat.tunnel.title': 'IPv4 goes through the provider’s tunnel ({name})',
  'finding.double-nat.tunnel.beside': '{router} keeps push connections; the provider’s tunnel may not',
  'finding.double-nat.tunnel.means':
    'The address {address} is only the end of a tunnel; the provider translates at the other end and forgets idle IPv4 connections by a clock of its own.',
  'finding.double-nat.tunnel.remedy':
    'Push over IPv6 does not pass that NAT: make sure phones get IPv6 (Network → Interfaces → lan → DHCP Server → IPv6 Settings).',
  'finding.double-nat.nat64.title': 'The provider turns IPv6 into IPv4 (NAT64)',
  'finding.double-nat.nat64.beside': 'This router keeps push connections; the provider’s NAT64 may not',
  'finding.double-nat.nat64.means':
    'The push server was dialled by an address that stands for an IPv4 one. The provider’s NAT64 forgets idle connections by a clock of its own, which nobody here can see or set.',
  'finding.double-nat.nat64.remedy':
    'If pushes stay late, ask the provider how long it keeps idle connections.',

  'finding.transparent-proxy.title': '{name} on this router holds the push connections',
  'finding.transparent-proxy.means':
    'It takes them over and makes its own in their place, so its clock and its rules decide how long they live. Keeping push off the fast path (flow offloading) does nothing for them.',
  'finding.transparent-proxy.remedy':
    'Let push go around it: TCP 5223 and 5228-5230, and 17.0.0.0/8, direct. Where push has to go through it, raise its idle time-out and pick a steady node.',
  'finding.transparent-proxy.unnamed.title': 'A program on this router holds the push connections',
  'finding.transparent-proxy.unnamed.remedy':
    'Find the proxy and let TCP 5223 and 5228-5230, and 17.0.0.0/8, go around it. “netstat -tlnp” names who listens.',
  'finding.transparent-proxy.rules.title': '{name} takes over whatever goes to push servers',
  'finding.transparent-proxy.rules.means':
    'Its rules cover the push ports, and no phone is connected. What it does with push could not be watched.',
  'finding.transparent-proxy.openclash.remedy':
    'Services → OpenClash → Plugin Settings → LAN Traffic Access List: a rule for TCP to ports 5223,5228-5230 with target RETURN lets push go around it. To go through it instead, give push.apple.com and mtalk.google.com a steady proxy group.',
  'finding.transparent-proxy.passwall.remedy':
    'Services → PassWall → Other Settings: add 5223,5228:5230 to TCP No Redir Ports (push goes around), or keep them in TCP Redir Ports and pick a steady node (push goes through).',
  'finding.transparent-proxy.passwall2.remedy':
    'Services → PassWall 2 → Other Settings: add 5223,5228:5230 to TCP No Redir Ports (push goes around), or keep them in TCP Redir Ports and pick a steady node (push goes through).',
  'finding.transparent-proxy.homeproxy.remedy':
    'Services → HomeProxy → Routing ports: “Common ports only” leaves 5223 and 5228-5230 alone; or add 17.0.0.0/8 under Access Control → WAN IP Policy → Direct.',
  'finding.transparent-proxy.ssr-plus.remedy':
    'Services → ShadowSocksR Plus+ → Access Control: add 17.0.0.0/8 to the addresses that bypass, or set Proxy Ports to your own without 5223 and 5228-5230.',
  'finding.transparent-proxy.v2raya.remedy':
    'In v2rayA → Settings → Traffic Splitting, RoutingA: put “ip(17.0.0.0/8)->direct” and “port(5223,5228-5230)->direct” on top.',
  'finding.transparent-proxy.nikki.remedy':
    'Services → Nikki → Proxy Config → Bypass: set Destination TCP Port to Proxy to 0-5222 5224-5227 5231-65535 (push goes around), or keep it and give push a steady proxy group.',
  'finding.transparent-proxy.shellcrash.remedy':
    'In “crash” → functions → traffic filter: take 5223 and 5228-5230 out of the ports that are handled, or add a DIRECT rule for 17.0.0.0/8.',
  'finding.transparent-proxy.sing-box.remedy':
    'In its route rules, put direct rules for 17.0.0.0/8 and for ports 5223 and 5228-5230 on top, or exclude them with route_exclude_address where it makes its own rules.',
  'finding.transparent-proxy.daed.remedy':
    'Services → daed: put “dip(17.0.0.0/8) -> must_direct” and “dport(5223, 5228-5230) -> must_direct” on top of the routing rules.',
  'finding.transparent-proxy.zapret.remedy':
    'Take 5223 and 5228-5230 out of TPWS_PORTS in /opt/zapret/config (Services → Zapret → Settings) and restart it.',
  'finding.proxy-idle-timeout.title': 'The proxy closes connections that are silent for {seconds} s',
  'finding.proxy-idle-timeout.means':
    'A phone may be silent for {safe} s, so its push connection is closed again and again between two words.',
  'finding.proxy-idle-timeout.remedy':
    'Raise connIdle above {safe} in the policy of the proxy’s configuration, or let push go around the proxy.',
  'finding.proxy-idle-timeout.usual.title':
    '{name} closes silent connections after {seconds} s unless told otherwise',
  'finding.proxy-idle-timeout.usual.means':
    'No other time was found in its configuration. A phone may be silent for {safe} s.',
  'finding.zapret.title': 'zapret puts push connections on a fast path of its own (flow table)',
  'finding.zapret.means':
    'FLOWOFFLOAD is {mode}: all but the ports it works on itself take it, whatever the firewall’s own setting says.',
  'finding.zapret.remedy':
    'Let zapret leave it to the firewall: FLOWOFFLOAD=donttouch (Services → Zapret → Settings, or /opt/zapret/config), then restart zapret.',

  'finding.dns-blocked.title': 'The name server denies push servers: {names}',
  'finding.dns-blocked.means':
    'Phones cannot find the push service under these names. A connection that stands goes on; once it breaks, no new one can be made.',
  'finding.dns-blocked.remedy': 'Let these names through on the list of {keeper}.',
  'finding.dns-blocked.adblock.remedy':
    'Add push.apple.com and mtalk.google.com to the allowlist of adblock (Services → Adblock → Edit Allowlist) and reload it.',
  'finding.dns-blocked.adblock-fast.remedy':
    'Add push.apple.com and mtalk.google.com to the allowed domains (Services → AdBlock Fast → Allowed Domains) and restart it.',
  'finding.dns-blocked.adguard.remedy':
    'In AdGuard Home add @@||push.apple.com^ and @@||mtalk.google.com^ under Filters → Custom filtering rules.',
  'finding.dns-blocked.dnsmasq.remedy':
    'Remove the line shown, or the names from Network → DHCP and DNS, and restart dnsmasq.',
  'finding.dns-blocked.other.remedy': 'Let these names through in {keeper}.',
  'finding.dns-blocked.elsewhere.remedy':
    'The list is on {server}, the name server that DHCP tells devices of: let the names through there.',
  'finding.dns-blocked.upstream.remedy':
    'No list on this router has them, so the name server it asks does it (Network → DHCP and DNS → Forwards). Choose another one, or let the names through there.',

  'finding.push-port-blocked.rule.title': 'A firewall rule here refuses Apple’s push port 5223',
  'finding.push-port-blocked.rule.means':
    'Apple’s devices then have port 443 at best, and it is the second best way.',
  'finding.push-port-blocked.rule.remedy':
    'Switch the rule off, or except TCP 5223 to 17.0.0.0/8 from it (Network → Firewall → Traffic Rules).',

  'finding.drop-invalid-or-not-loose.dropped.title':
    'A forgotten connection’s next word is dropped without a sound',
  'finding.drop-invalid-or-not-loose.dropped.means':
    'With nf_conntrack_tcp_loose=0 it counts as invalid, and drop_invalid drops that. The phone gets no answer and waits before it tries anew.',

  'finding.wan-redial.title':
    'The line {name} came up {minutes, plural, one {# minute} other {# minutes}} ago',
  'finding.wan-redial.means':
    'A redial ends push connections over IPv4; phones notice at their next word at the latest.',
  'finding.wan-redial.remedy':
    'If a push was late just now, this was why. Switch Wi-Fi on the phone off and on once, or wait half an hour.',
  'finding.wan-redial.often.title': 'The line {name} keeps being dialled anew',
  'finding.wan-redial.often.means':
    'The log shows {n} or more dials. Each ends push connections over IPv4, exempt or not, and phones notice late.',
  'finding.wan-redial.often.remedy':
    'Find out why: cable, modem, provider, or a redial set by hand (System → Scheduled Tasks; Network → Interfaces → {name}).',

  'finding.mwan3.flushed.title': 'mwan3 empties the connection table whenever a line changes',
  'finding.mwan3.flushed.means':
    'The log shows it. Every connection of the household is forgotten then, push connections on healthy lines too ({names}).',
  'finding.mwan3.flushed.remedy':
    'Clear “Flush conntrack table” for these interfaces (Network → MultiWAN Manager → Interfaces), or leave “ifdown” alone.',
  'finding.mwan3.flush.title': 'mwan3 is set to empty the connection table when a line changes',
  'finding.mwan3.flush.means':
    'One line that comes or goes then makes the router forget every connection, push connections on healthy lines too ({names}). Not seen in the log.',
  'finding.mwan3.flush.remedy':
    'Clear “Flush conntrack table” for these interfaces (Network → MultiWAN Manager → Interfaces).',
  'finding.mwan3.spread.title': 'Push connections are spread over {n} lines',
  'finding.mwan3.spread.means':
    'Each goes out by whichever line came up, and ends when that one does, though others work.',
  'finding.mwan3.spread.remedy':
    'Pin them: a rule for TCP 5223,5228:5230 with a policy that prefers the steadiest line, above the default one (Network → MultiWAN Manager → Rules).',

  'finding.wan-refused.title': 'A push server’s packet was refused at the door',
  'finding.wan-refused.means':
    'Its connection had been forgotten here by then: the router answers with a reset, the server hangs up, and the phone learns of it late.',
  'finding.wan-refused.remedy': 'It is a symptom: look at what else was found.',

  'finding.ipv6-no-route.title': 'Devices believe in IPv6, and the router has no way out for it',
  'finding.ipv6-no-route.means':
    'They have addresses of the Internet, so they try push servers over IPv6 first and wait in vain.',
  'finding.ipv6-no-route.remedy':
    'Bring IPv6 up on the line (Network → Interfaces → wan6), or stop announcing it (lan → DHCP Server → IPv6 Settings → RA-Service: disabled).',
  'finding.ipv6-no-route.forced.title': 'The router announces a way out for IPv6 that it does not have',
  'finding.ipv6-no-route.forced.means':
    'ra_default makes it do so although there is no default route; devices send packets into the void.',
  'finding.ipv6-no-route.forced.remedy':
    'Set “Default router” back to automatic (Network → Interfaces → lan → DHCP Server → IPv6 RA Settings).',
  'finding.ipv6-stale-prefix.title':
    '{n, plural, one {# push connection comes} other {# push connections come}} from an IPv6 address that is no longer ours',
  'finding.ipv6-stale-prefix.means':
    'The line has another prefix now; answers to {address} go elsewhere. The device has not heard of the change.',
  'finding.ipv6-stale-prefix.remedy':
    'Switch Wi-Fi on the phone off and on once. If it comes back after each redial, ask the provider for a fixed prefix, or shorten the lifetimes (lan → DHCP Server → IPv6 RA Settings).',
  'finding.ipv6-router-lifetime.title': 'Phones believe in the IPv6 router for {seconds} s only',
  'finding.ipv6-router-lifetime.means':
    'A sleeping phone misses announcements. When that time is over it has no way out for IPv6, and its push connection over it is dead until it wakes.',
  'finding.ipv6-router-lifetime.remedy':
    'Set ra_lifetime to 1800 or more, or remove it (Network → Interfaces → {pool} → DHCP Server → IPv6 RA Settings → RA Lifetime).',
  'finding.ipv6-router-lifetime.zero.title': 'The router tells devices not to use it for IPv6',
  'finding.ipv6-router-lifetime.zero.means':
    'With ra_lifetime 0 they have addresses and no way out, unless another router gives them one. Push then goes over IPv4.',
  'finding.ipv6-router-lifetime.zero.remedy':
    'If it is not meant so, remove ra_lifetime (Network → Interfaces → {pool} → DHCP Server → IPv6 RA Settings → RA Lifetime).',

  'ruled-out.double-nat.map': 'a second NAT (MAP keeps no connections outside)',
  'ruled-out.double-nat.ipv6': 'a second NAT (push goes over IPv6, which nobody translates)',
  'ruled-out.transparent-proxy': 'a transparent proxy',
  'ruled-out.transparent-proxy.around': 'a transparent proxy ({name} lets push pass)',
  'ruled-out.proxy-idle-timeout': 'a short idle time-out of the proxy ({seconds} s)',
  'ruled-out.zapret': 'a flow table of zapret’s',
  'ruled-out.dns-blocked': 'a block list in DNS',
  'ruled-out.dns-blocked.fake': 'a block list in DNS (a proxy answers with addresses of its own)',
  'ruled-out.wan-redial': 'a redial (up for {minutes, plural, one {# minute} other {# minutes}})',
  'ruled-out.mwan3': 'mwan3 emptying the table',
  'ruled-out.wan-refused': 'push servers refused at the door',
  'ruled-out.ipv6-no-route': 'IPv6 without a way out',
  'ruled-out.ipv6-no-route.none': 'IPv6 without a way out (none is announced)',
  'ruled-out.ipv6-stale-prefix': 'IPv6 addresses of an old prefix',
  'ruled-out.ipv6-router-lifetime': 'a short lifetime of the IPv6 router ({seconds} s)',

  'unknown.transparent-proxy':
    'whether a proxy takes push connections over (connect a phone and check again)',
  'unknown.transparent-proxy.rules':
    'whether {name} takes push connections over (a list that was not read decides; connect a phone and check again)',
  'unknown.transparent-proxy.kernel':
    'whether daed takes push connections over (it does so inside the kernel; its log names each connection)',
  'unknown.proxy-idle-timeout':
    'after how long the proxy closes a silent connection (watch a phone for 15 minutes)',
  'unknown.dns-blocked': 'whether DNS blocks {names} (no answer; look the name up on a device)',
  'unknown.dns-blocked.unasked':
    'whether DNS blocks push servers (it was not asked; look up 1-courier.push.apple.com on a device)',
  'unknown.wan-redial': 'whether the line was dialled anew',
  'unknown.ipv6-no-route': 'whether IPv6 has a way out (interfaces were not read)',
  'unknown.ipv6-no-route.unanswered':
    'whether IPv6 works beyond the router (an attempt is unanswered; try test-ipv6.com on the phone)',
  'unknown.ipv6-router-lifetime.relay':
    'how long phones believe in the IPv6 router (another one announces it)',
};
