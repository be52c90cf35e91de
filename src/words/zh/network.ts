import type { network as english } from '../en/network.ts';

export const network: Record<keyof typeof english, string> = {
  'finding.double-nat.home.title': '这台路由器前面还有一台路由器',
  'finding.double-nat.home.beside': '{router} 能保住推送连接，它前面的设备则不一定',
  'finding.double-nat.home.means':
    '外网地址 {address} 是私网地址，说明前面的设备又做了一次 NAT，空闲连接多久被清除由它决定。表现是：这里的推送连接一直在，手机却每隔几分钟就重连一次。',
  'finding.double-nat.home.remedy':
    '如果推送仍然延迟，请把前面的设备改成桥接，或者在它上面把本路由器设为 DMZ 主机。',
  'finding.double-nat.carrier.title': '运营商又做了一层 NAT（CGNAT）',
  'finding.double-nat.carrier.beside': '{router} 能保住推送连接，运营商的 NAT 则不一定',
  'finding.double-nat.carrier.means':
    '外网地址 {address} 是多个用户共用的。运营商的 NAT 有自己的空闲超时，在这里看不到也改不了。',
  'finding.double-nat.carrier.remedy':
    'IPv6 不经过它：运营商支持的话请打开 IPv6，否则可以向运营商申请公网 IPv4。',
  'finding.double-nat.tunnel.title': 'IPv4 走的是运营商的隧道（{name}）',
  'finding.double-nat.tunnel.beside': '{router} 能保住推送连接，运营商的隧道则不一定',
  'finding.double-nat.tunnel.means':
    '{address} 只是隧道这一头的地址；NAT 在运营商那一头做，空闲的 IPv4 连接多久被清除由它决定。',
  'finding.double-nat.tunnel.remedy':
    'IPv6 推送不经过那层 NAT：请确认手机能拿到 IPv6（网络 → 接口 → lan → DHCP 服务器 → IPv6 设置）。',
  'finding.double-nat.nat64.title': '运营商把 IPv6 转成 IPv4（NAT64）',
  'finding.double-nat.nat64.beside': '这台路由器会保留推送连接，运营商的 NAT64 则不一定',
  'finding.double-nat.nat64.means':
    '连接推送服务器用的是代表 IPv4 的 IPv6 地址。运营商的 NAT64 有自己的空闲超时，在这里看不到也改不了。',
  'finding.double-nat.nat64.remedy': '如果推送仍然延迟，请问运营商空闲连接会保留多久。',

  'finding.transparent-proxy.title': '推送连接由本路由器上的 {name} 接管',
  'finding.transparent-proxy.means':
    '它接管手机的连接，再自己去连推送服务器，所以连接能留多久由它的超时和规则决定。让推送不走快速通道（流量卸载）对这些连接不起作用。',
  'finding.transparent-proxy.remedy':
    '让推送绕过代理：TCP 5223、5228-5230 和 17.0.0.0/8 直连。如果推送必须走代理，请调大它的空闲超时，并选稳定的节点。',
  'finding.transparent-proxy.unnamed.title': '推送连接由本路由器上的某个程序接管',
  'finding.transparent-proxy.unnamed.remedy':
    '请找出这个代理，让 TCP 5223、5228-5230 和 17.0.0.0/8 绕过它。用 netstat -tlnp 可以看到是谁在监听。',
  'finding.transparent-proxy.rules.title': '{name} 会接管发往推送服务器的连接',
  'finding.transparent-proxy.rules.means':
    '它的规则覆盖了推送端口，而现在没有手机连着，所以看不到它怎样处理推送。',
  'finding.transparent-proxy.openclash.remedy':
    '绕过：服务 → OpenClash → 插件设置 → 来源流量访问控制，加一条 TCP、目标端口 5223,5228-5230、动作 RETURN 的规则。要走代理，请给 push.apple.com 和 mtalk.google.com 指定稳定的策略组。',
  'finding.transparent-proxy.passwall.remedy':
    '服务 → PassWall → 高级设置：把 5223,5228:5230 加进“TCP 不转发端口”即可绕过；要走代理，就留在“TCP 转发端口”里并选稳定的节点。',
  'finding.transparent-proxy.passwall2.remedy':
    '服务 → PassWall 2 → 高级设置：把 5223,5228:5230 加进“TCP 不转发端口”即可绕过；要走代理，就留在“TCP 转发端口”里并选稳定的节点。',
  'finding.transparent-proxy.homeproxy.remedy':
    '服务 → HomeProxy → 路由端口选“仅常用端口”，就不会处理 5223 和 5228-5230；或者在“访问控制 → WAN IP 策略”的直连列表里加上 17.0.0.0/8。',
  'finding.transparent-proxy.ssr-plus.remedy':
    '服务 → ShadowSocksR Plus+ → 访问控制：把 17.0.0.0/8 加进不走代理的地址；或者把代理端口改成自定义，不含 5223 和 5228-5230。',
  'finding.transparent-proxy.v2raya.remedy':
    'v2rayA → 设置 → 分流（RoutingA）：在最上面加 ip(17.0.0.0/8)->direct 和 port(5223,5228-5230)->direct。',
  'finding.transparent-proxy.nikki.remedy':
    '服务 → Nikki → 代理配置 → 绕过：把“要代理的 TCP 目标端口”设为 0-5222 5224-5227 5231-65535 即可绕过；要走代理就不改，给推送指定稳定的策略组。',
  'finding.transparent-proxy.shellcrash.remedy':
    '在 crash 菜单的“流量过滤”里去掉端口 5223 和 5228-5230，或者给 17.0.0.0/8 加一条 DIRECT 规则。',
  'finding.transparent-proxy.sing-box.remedy':
    '在路由规则最上面给 17.0.0.0/8 和端口 5223、5228-5230 加直连；如果规则是它自己生成的，用 route_exclude_address 排除。',
  'finding.transparent-proxy.daed.remedy':
    '服务 → daed：在路由规则最上面加 dip(17.0.0.0/8) -> must_direct 和 dport(5223, 5228-5230) -> must_direct。',
  'finding.transparent-proxy.zapret.remedy':
    '在 /opt/zapret/config（服务 → Zapret → 设置）的 TPWS_PORTS 里去掉 5223 和 5228-5230，然后重启它。',
  'finding.proxy-idle-timeout.title': '代理会关闭空闲 {seconds} 秒的连接',
  'finding.proxy-idle-timeout.means': '手机可能空闲 {safe} 秒，所以两次心跳之间推送连接会一再被关闭。',
  'finding.proxy-idle-timeout.remedy':
    '请在代理配置的 policy 里把 connIdle 调到 {safe} 以上，或者让推送绕过代理。',
  'finding.proxy-idle-timeout.usual.title': '{name} 默认会关闭空闲 {seconds} 秒的连接',
  'finding.proxy-idle-timeout.usual.means': '在它的配置里没有找到别的数值。手机可能空闲 {safe} 秒。',
  'finding.zapret.title': 'zapret 让推送连接走了它自己的快速通道（流表）',
  'finding.zapret.means':
    'FLOWOFFLOAD 设为 {mode}：除了它自己处理的端口，其余全部走这条通道，跟防火墙页面上的设置无关。',
  'finding.zapret.remedy':
    '请让 zapret 把这件事交给防火墙：设为 FLOWOFFLOAD=donttouch（服务 → Zapret → 设置，或 /opt/zapret/config），然后重启 zapret。',

  'finding.dns-blocked.title': 'DNS 屏蔽了推送服务器：{names}',
  'finding.dns-blocked.means':
    '手机解析不到这些域名，就找不到推送服务。已经建立的连接还能用，一旦断开就连不上了。',
  'finding.dns-blocked.remedy': '请在 {keeper} 的名单里放行这些域名。',
  'finding.dns-blocked.adblock.remedy':
    '把 push.apple.com 和 mtalk.google.com 加进 adblock 的允许列表（服务 → 广告拦截 → 编辑允许列表），然后重新加载。',
  'finding.dns-blocked.adblock-fast.remedy':
    '把 push.apple.com 和 mtalk.google.com 加进“允许的域”（服务 → AdBlock Fast），然后重启它。',
  'finding.dns-blocked.adguard.remedy':
    '在 AdGuard Home 的“过滤器 → 自定义过滤规则”里加上 @@||push.apple.com^ 和 @@||mtalk.google.com^。',
  'finding.dns-blocked.dnsmasq.remedy':
    '删掉上面这一行，或者在“网络 → DHCP/DNS”里去掉这些域名，然后重启 dnsmasq。',
  'finding.dns-blocked.other.remedy': '请在 {keeper} 里放行这些域名。',
  'finding.dns-blocked.elsewhere.remedy':
    '名单在 {server} 上，也就是 DHCP 下发给设备的 DNS 服务器：请在那里放行。',
  'finding.dns-blocked.upstream.remedy':
    '路由器上没有找到这样的名单，应该是上游 DNS 屏蔽的（网络 → DHCP/DNS → 转发）。请换一个上游，或者在那里放行。',

  'finding.push-port-blocked.rule.title': '防火墙里有一条规则拦截了苹果推送端口 5223',
  'finding.push-port-blocked.rule.means': '苹果设备最多只能改用 443，而那只是备用方式。',
  'finding.push-port-blocked.rule.remedy':
    '请停用这条规则，或者让到 17.0.0.0/8 的 TCP 5223 例外（网络 → 防火墙 → 通信规则）。',

  'finding.drop-invalid-or-not-loose.dropped.title': '记录被清除后，手机的下一个数据包会被悄悄丢弃',
  'finding.drop-invalid-or-not-loose.dropped.means':
    'nf_conntrack_tcp_loose=0 让它算作“无效”，而 drop_invalid 会丢弃无效数据包。手机收不到回应，要等超时后才会重连。',

  'finding.wan-redial.title': '线路 {name} 在 {minutes} 分钟前刚连上',
  'finding.wan-redial.means': '重新拨号会断开 IPv4 推送连接；手机最迟要到下一次心跳才会发现。',
  'finding.wan-redial.remedy':
    '如果刚才有推送晚到，原因就在这里。把手机的 Wi-Fi 关一下再打开，或者等半个小时。',
  'finding.wan-redial.often.title': '线路 {name} 反复重新拨号',
  'finding.wan-redial.often.means':
    '日志里至少有 {n} 次。每次都会断开 IPv4 推送连接（有没有放行规则都一样），而手机发现得晚。',
  'finding.wan-redial.often.remedy':
    '请查一下原因：网线、光猫、运营商，或者自己设的定时重拨（系统 → 计划任务；网络 → 接口 → {name}）。',

  'finding.mwan3.flushed.title': '线路一有变化，mwan3 就清空连接跟踪表',
  'finding.mwan3.flushed.means':
    '日志里能看到。那一刻全家的连接记录都被清除，走正常线路的推送连接也不例外（{names}）。',
  'finding.mwan3.flushed.remedy':
    '请取消这些接口的“刷新连接跟踪表”（网络 → MultiWAN 管理器 → 接口），最多只留 ifdown。',
  'finding.mwan3.flush.title': 'mwan3 设置了线路变化时清空连接跟踪表',
  'finding.mwan3.flush.means':
    '任何一条线路上线或下线，所有连接记录都会被清除，走正常线路的推送连接也不例外（{names}）。日志里还没有看到发生过。',
  'finding.mwan3.flush.remedy': '请取消这些接口的“刷新连接跟踪表”（网络 → MultiWAN 管理器 → 接口）。',
  'finding.mwan3.spread.title': '推送连接分散在 {n} 条线路上',
  'finding.mwan3.spread.means': '每条连接走当时分到的线路，那条线路一断它就断了，哪怕别的线路是好的。',
  'finding.mwan3.spread.remedy':
    '把它们固定下来：在默认规则上面加一条 TCP 5223,5228:5230 的规则，用优先走最稳线路的策略（网络 → MultiWAN 管理器 → 规则）。',

  'finding.wan-refused.title': '推送服务器发来的数据包被防火墙拒绝了',
  'finding.wan-refused.means':
    '这说明连接记录在那之前已经被清除：路由器回了 RST，服务器挂断连接，而手机很晚才知道。',
  'finding.wan-refused.remedy': '这是现象，不是原因：请看其他发现。',

  'finding.ipv6-no-route.title': '设备以为有 IPv6，路由器却没有 IPv6 出口',
  'finding.ipv6-no-route.means': '它们有公网 IPv6 地址，所以会先用 IPv6 连推送服务器，结果白等。',
  'finding.ipv6-no-route.remedy':
    '请让线路的 IPv6 恢复（网络 → 接口 → wan6），或者不再通告 IPv6（lan → DHCP 服务器 → IPv6 设置 → RA 服务：已禁用）。',
  'finding.ipv6-no-route.forced.title': '路由器在通告一个并不存在的 IPv6 出口',
  'finding.ipv6-no-route.forced.means':
    'ra_default 让它在没有默认路由时也这样通告，设备发出的数据包有去无回。',
  'finding.ipv6-no-route.forced.remedy':
    '请把“默认路由器”改回自动（网络 → 接口 → lan → DHCP 服务器 → IPv6 RA 设置）。',
  'finding.ipv6-stale-prefix.title': '{n, plural, other {有 # 条推送连接用的是已经失效的 IPv6 地址}}',
  'finding.ipv6-stale-prefix.means':
    '线路已经换了前缀，发给 {address} 的回应到不了这里。设备还不知道地址变了。',
  'finding.ipv6-stale-prefix.remedy':
    '把手机的 Wi-Fi 关一下再打开。如果每次重拨后都这样，可以向运营商申请固定前缀，或者缩短有效期（lan → DHCP 服务器 → IPv6 RA 设置）。',
  'finding.ipv6-router-lifetime.title': 'IPv6 路由通告的有效期只有 {seconds} 秒',
  'finding.ipv6-router-lifetime.means':
    '手机休眠时会漏掉通告。有效期一过它就没有 IPv6 出口，走 IPv6 的推送连接直到手机醒来都是断的。',
  'finding.ipv6-router-lifetime.remedy':
    '请把 ra_lifetime 设为 1800 或更大，或者删掉它（网络 → 接口 → {pool} → DHCP 服务器 → IPv6 RA 设置 → RA 生存期）。',
  'finding.ipv6-router-lifetime.zero.title': '路由器告诉设备不要把它当作 IPv6 出口',
  'finding.ipv6-router-lifetime.zero.means':
    'ra_lifetime 为 0 时，设备有 IPv6 地址却没有出口（除非另有路由器），推送会走 IPv4。',
  'finding.ipv6-router-lifetime.zero.remedy':
    '如果不是有意这样设的，请删掉 ra_lifetime（网络 → 接口 → {pool} → DHCP 服务器 → IPv6 RA 设置 → RA 生存期）。',

  'ruled-out.double-nat.map': '双重 NAT（MAP 在外面不保存连接）',
  'ruled-out.double-nat.ipv6': '双重 NAT（推送走 IPv6，没有 NAT）',
  'ruled-out.transparent-proxy': '透明代理',
  'ruled-out.transparent-proxy.around': '透明代理（{name} 没有接管推送）',
  'ruled-out.proxy-idle-timeout': '代理的空闲超时太短（{seconds} 秒）',
  'ruled-out.zapret': 'zapret 自己的流表',
  'ruled-out.dns-blocked': 'DNS 屏蔽名单',
  'ruled-out.dns-blocked.fake': 'DNS 屏蔽名单（由代理以自己的地址应答）',
  'ruled-out.wan-redial': '重新拨号（已连接 {minutes} 分钟）',
  'ruled-out.mwan3': 'mwan3 清空连接跟踪表',
  'ruled-out.wan-refused': '推送服务器的数据包被拒绝',
  'ruled-out.ipv6-no-route': 'IPv6 没有出口',
  'ruled-out.ipv6-no-route.none': 'IPv6 没有出口（没有通告 IPv6）',
  'ruled-out.ipv6-stale-prefix': '使用旧前缀的 IPv6 地址',
  'ruled-out.ipv6-router-lifetime': 'IPv6 路由通告有效期太短（{seconds} 秒）',

  'unknown.transparent-proxy': '推送连接是否被代理接管（请连上一部手机再检查一次）',
  'unknown.transparent-proxy.rules':
    '{name} 是否接管推送连接（由没有读到的名单决定；请连上一部手机再检查一次）',
  'unknown.transparent-proxy.kernel': 'daed 是否接管推送连接（它在内核里转发，看它的日志能知道）',
  'unknown.proxy-idle-timeout': '代理多久会关闭空闲连接（请观察手机 15 分钟）',
  'unknown.dns-blocked': 'DNS 是否屏蔽了 {names}（没有应答；请在设备上解析一下这个域名）',
  'unknown.dns-blocked.unasked':
    'DNS 是否屏蔽了推送服务器（没有查询；请在设备上解析一下 1-courier.push.apple.com）',
  'unknown.wan-redial': '线路是否重新拨过号',
  'unknown.ipv6-no-route': 'IPv6 有没有出口（没有读到接口信息）',
  'unknown.ipv6-no-route.unanswered':
    '路由器之外的 IPv6 是否正常（有一次连接没有回应；请用手机打开 test-ipv6.com 试试）',
  'unknown.ipv6-router-lifetime.relay': 'IPv6 路由通告的有效期（由另一台路由器通告）',
};
