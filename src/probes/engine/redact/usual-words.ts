const lists = (text: string): string[] => text.trim().split(/\s+/);

/** Words of the grammars of nft, iptables, conntrack, UCI and ip: somebody's name for something may be one of them. */
const grammar = lists(`
  accept add address addresses all and any append arp assured bridge bitmask bytes broadcast calls chain check clone comment
  commit connmark conntrack constant continue count counter counters ct ctstate daddr dccp default defaults delete dest
  destination dev device devices devgroup dlt dnat dport dports drop dscp dst duid dup dynamic echo egress element elements
  else enabled end entries esp established eth ether event everything expect expires expression ext fail failed family
  fib filter first flag flags flow flowtable flowoffload fragment from fullcone global goto group gre handle hash
  helper hook hour hoplimit hw icmp icmpv4 icmpv6 icmpx iface id iif iifname iifgroup in include index inet ingress input
  insert instance interface interfaces interval invalid ip ip6 ipsec ipv4 ipv6 ipset iptables jump label last layer left len
  length let level limit limits line link lladdr list local log loopback mac manglemap map mark mask masq masquerade match
  max mcast meta meter metric min minute mode month mss multicast multiport name nat ndp neighbour net netdev netmask
  network new nexthdr nft noarp none not notrack nth num object obj of off offload oif oifname oifgroup old on one only opt
  option options or order original other out output over owner packet packets perm permanent persistent physdev pkttype
  platform policy port ports postrouting prefix prerouting prio priority probability proc proto protocol protocols queue
  quota random range rate raw reachable recent redirect refused reject related reload remove replace reply request reset
  restore return route router rp rt rule rules ruleset saddr sctp scope secmark second security sequence server service set
  sets size skuid socket source space specific sport sports src srcnat stale standard start state states static
  statistic status string stateful syn synproxy table tables target tcp tcpmss text time timeout timestamp to tos total
  tproxy transport true false tunnel type udp udplite undefined unicast unknown unreachable unreplied untracked update upd
  use used user value values verdict version via vlan vmap vmaps weekday when with xor xt year yes no zone zones
  mon tue wed thu fri sat sun day week hours utc bad big too exceeded header solicitation advertisement neighbor parameter
  problem forward forwarded forwards forwarding offloading flows mtu sec secs metainfo release schema expr key l4proto l3proto
  right data null traffic brd valid lft forever preferred payload field path delta nfproto cond expression solicit advert
  ttl zero fast close fin wait listen sent recv init ack psh urg ecn cwr`);

/** Names that OpenWrt, its firewalls, the kernel and the programs Pushmedic knows give to things themselves. */
const given = lists(`
  lan wan wan6 guest iot dmz mgmt vpn modem wwan tun tap br eth wlan phy ap sta mesh adhoc pppoe ppp pptp l2tp wg wireguard ifb
  docker veth radio ra rax rai apcli sw switch dsa usb bond sit gretap vti xfrm dummy lo internal cpu pppoa qmi ncm mbim
  dslite map464 clat dhcp dhcpv6 6in4 6rd 6to4 relay hybrid raw mangle srcnat dstnat helper handle reject accept verdict fw3 fw4
  defaults syn flood ratelimit mangle forwarding masq fix clamp allow renew ping igmp mld isakmp traceroute support
  prerouting postrouting upnpd miniupnpd zapret openclash passwall passwall2 homeproxy shadowsocksr ssr ssrplus v2ray v2raya
  nikki mihomo clash sing box daed dae mwan3 mwan turboacc turbo acc banip adblock adguardhome smartdns mosdns unbound stubby
  dnsmasq https dns proxy doh dot tailscale zerotier openvpn wgserver sqm qosify bridger nlbwmon pbr vpnpolicy natflow
  shortcut fe sfe ecm nss ppe mtk mtkhnat hwnat flow cache pushmedic apns fcm ft f rejection custom chains chain pre post
  own local services etc var run tmp usr bin sbin lib share nftables script sh conf json txt nft gre esp ah icmp
  firewall network system odhcpd pppd netifd kernel hostapd logread kern daemon notice info warn err debug crit alert
  openwrt lede immortalwrt localhost router device up down is now has lost link reloading due ifup ifdown ifupdate of and the disabled management prevent leakage pending available autostart uptime inactive nexthop errors
  delegation interface armed foreign near family none asked
  inbound outbound incoming outgoing allowed blocked device4 device6 ip4 ip6 v4 v6 port mac src dst net ips macs`);

const usual: ReadonlySet<string> = new Set([...grammar, ...given]);

/** Whether a word is nobody's own: known, with a number behind it or without, or too short to be anybody's. */
export function isUsual(word: string): boolean {
  const lower = word.toLowerCase();
  return (
    lower.length < 3 || /^\p{N}+$/u.test(lower) || usual.has(lower) || usual.has(lower.replace(/\d+$/, ''))
  );
}
