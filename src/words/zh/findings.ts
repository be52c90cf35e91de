import type { findings as english } from '../en/findings.ts';

export const findings: Record<keyof typeof english, string> = {
  'finding.offload-eviction.title': '推送连接空闲约 {life} 秒，记录就被清除',
  'finding.offload-eviction.why':
    '推送连接空闲约 {life} 秒，路由器就把它的记录清除了（流量卸载，也叫流量分载）。手机大约十分钟才发一次数据，这中间的推送会迟到或丢失。',
  'finding.offload-eviction.means':
    '已卸载的连接空闲 {flowtable} 秒就退出流表，之后内核只给 {pickup} 秒超时。',
  'finding.offload-eviction.likely.headline': '{router} 很可能会造成推送延迟',
  'finding.offload-eviction.likely.title': '这里的推送连接下次通信之后，很可能空闲 {life} 秒记录就被清除',
  'finding.offload-eviction.likely.why':
    '走过快速通道（流量卸载，也叫流量分载）的连接，空闲 {life} 秒，记录就被这台路由器清除。现在开着的推送连接还没走过，下一个数据包就会走。',
  'finding.offload-eviction.likely.means':
    '它们此刻没有被卸载，但按规则，下一个数据包就会让它们被卸载，之后一空闲，记录就会被这个内核清除。',
  'finding.offload-eviction.likely.remedy': '想确认的话，请先用一下手机，再检查一次。',
  'finding.exemption-missing.title': '推送连接没有被排除在卸载之外',
  'finding.exemption-missing.means': '卸载规则之上没有放行它们的规则。',
  'finding.exemption-lost.title': '豁免规则已配置，却没有生效',
  'finding.exemption-lost.why': '对推送连接的保护已经设好，却没有生效：多半是防火墙重载时丢了（放行规则）。',
  'finding.exemption-lost.means':
    '它的文件还在（{files}），但防火墙正在没有它的情况下运行：多半是重载时丢了。',
  'finding.exemption-lost.applied.title': '豁免规则已不是应用时的样子',
  'finding.exemption-lost.applied.why': '修复已不是应用时的样子，空闲的推送连接可能又会被清除（放行规则）。',
  'finding.exemption-lost.applied.means': '部分或全部规则已不在起作用的位置：被删除，或重载后没有恢复。',
  'finding.exemption-below-offload.title': '豁免规则排在卸载规则之下（{families}）',
  'finding.exemption-below-offload.why':
    '保护推送连接的规则排得太靠后，不起作用，空闲的推送连接会被清除（放行规则在卸载规则之后，{families}）。',
  'finding.exemption-below-offload.means':
    '规则从上到下匹配：连接还没走到豁免规则就已被卸载，所以它不起作用。',
  'finding.exemption-one-direction.title': '只豁免了一个方向（{families}）',
  'finding.exemption-one-direction.why':
    '推送连接只保护了一个方向，空闲时仍会被清除（放行规则，{families}）。',
  'finding.exemption-one-direction.means': '另一个方向的数据包仍会把连接放进流表。两个方向都要豁免。',
  'finding.exemption-one-device.title': '只有 {devices} 按地址被排除在卸载之外，其他设备没有',
  'finding.exemption-one-device.why':
    '只按地址保护了 {devices}，其他设备空闲的推送连接会被清除（放行规则）。',
  'finding.exemption-one-device.means': '其他设备的推送连接会被卸载，空闲后记录就会被这个内核清除。',
  'finding.exemption-one-family.title': '{covered} 已豁免，{bare} 没有',
  'finding.exemption-one-family.why':
    '走 {covered} 的推送连接受保护，走 {bare} 的没有（放行规则）。手机两种都会用。',
  'finding.exemption-one-family.means': '手机两种都会用。走 {bare} 的推送连接记录仍会被清除。',
  'finding.exemption-ports.title': '有推送端口没有豁免：{ports}',
  'finding.exemption-ports.why': '端口 {ports} 上的推送连接没有受保护（放行规则），而这里有设备在用。',
  'finding.exemption-ports.means': '这里有设备在用这些端口，它的推送连接记录仍会被清除。',
  'finding.exemption-in-place.ours.title': '豁免规则已就位（{families}）',
  'finding.exemption-in-place.ours.means': '规则位于卸载规则之上，两个方向都有（TCP {ports}）。',
  'finding.exemption-in-place.foreign.title': '已有手工添加的豁免规则（{families}）',
  'finding.exemption-in-place.foreign.means':
    '规则位于卸载规则之上，两个方向都有（TCP {ports}）。它们不是我们加的，“还原”不会动它们。',
  'finding.exemption-not-persistent.title': '防火墙一重载，豁免规则就没了',
  'finding.exemption-not-persistent.why':
    '下次防火墙重载、WAN 重连或重启后，对推送连接的保护就没了（放行规则）。',
  'finding.exemption-not-persistent.means': '它只在当前生效的规则里。下一次重载、WAN 重连或重启之后就没了。',
  'finding.exemption-not-needed.title': '我们的豁免规则已不再需要',
  'finding.exemption-not-needed.means': '这个内核不会清除空闲的已卸载连接。',
  'finding.hardware-desync.title': '硬件卸载可能在切断推送连接',
  'finding.hardware-desync.why':
    '路由器的硬件通道（硬件卸载）可能在切断空闲的推送连接。这只是怀疑：它的表从这里读不到。',
  'finding.hardware-desync.means':
    '转发硬件与路由器自己的连接表似乎不一致。这只是怀疑：硬件自己的表从这里读不到。',
  'finding.hardware-desync.remedy': '让推送不走硬件通道（硬件卸载），或者关闭它，或者升级固件。',
  'finding.hardware-desync.followed.title': '硬件卸载在切断推送连接',
  'finding.hardware-desync.followed.why':
    '路由器的硬件通道（硬件卸载）会切断推送连接：实测一条连接退出后，超时只剩 {timeout} 秒。',
  'finding.hardware-desync.followed.means':
    '实测一条：它退出硬件时，超时只剩 {timeout} 秒，远少于路由器的设置。',
  'finding.hardware-desync.hardware-kernel.title': '已知内核 {kernel} 加硬件卸载会切断连接',
  'finding.hardware-desync.hardware-kernel.why':
    '已知内核 {kernel} 会在约 300 秒后切断空闲连接（硬件卸载）。在这里还没有看到。',
  'finding.hardware-desync.hardware-kernel.means':
    '6.18.39 之前的 Linux 6.18 不会给硬件中的连接续期，大约 300 秒后它们就结束了。在这里还没有看到。',
  'finding.hardware-desync.flag-missing.title': '硬件卸载已开启，而一条打开的推送连接没有卸载标记',
  'finding.hardware-desync.flag-missing.why':
    '一条开着的推送连接没有硬件标记（硬件卸载）。可能只是空闲，也可能路由器已经跟丢了它。',
  'finding.hardware-desync.flag-missing.means':
    '可能只是它空闲了半分钟；也可能是防火墙重载时路由器丢了它的状态，而硬件还在转发其中一个方向。',
  'finding.established-timeout-low.title': '连接空闲 {established} 秒，记录就被清除',
  'finding.established-timeout-low.means':
    '手机可能空闲长达半小时。这个设置至少要有 {safe} 秒；OpenWrt 上通常是 7440。',
  'finding.established-timeout-low.remedy':
    '把 net.netfilter.nf_conntrack_tcp_timeout_established 设为 7440，例如写进 /etc/sysctl.conf。',
  'finding.table-full.title': '连接跟踪表已用 {percent}%（{count}/{max}）',
  'finding.table-full.means': '满了以后，路由器会拒绝新连接并丢弃旧连接，推送连接也在其中。',
  'finding.table-full.remedy': '找出是哪台设备打开了这么多连接，或者调大 net.netfilter.nf_conntrack_max。',
  'finding.table-full.was-full.title': '连接跟踪表曾经满过',
  'finding.table-full.was-full.means':
    '内核日志里记了 {times, plural, other {# 次}}。现在用了 {percent}%。满的时候路由器会丢弃连接，推送连接也在其中。',
  'finding.table-full.was-full.remedy':
    '找出是哪台设备打开了这么多连接，或者调大 net.netfilter.nf_conntrack_max（{max}）。',
  'finding.table-full.early-drop.title': '{evicted, plural, other {开机以来有 # 条连接被提前丢弃}}',
  'finding.table-full.early-drop.means': '连接跟踪表曾经满过；现在用了 {percent}%。',
  'finding.table-full.early-drop.remedy': '如果再次出现，请调大 net.netfilter.nf_conntrack_max（{max}）。',
  'finding.wifi-calling.title': 'Wi-Fi 通话（或其他 IPsec 隧道）已连接',
  'finding.wifi-calling.means': '它每 {every} 秒会自己发一次保活包，不会被流量卸载影响，不需要豁免。',
  'finding.wifi-calling.short.title': 'Wi-Fi 通话的连接在两次保活之间就被清除了',
  'finding.wifi-calling.short.means':
    '路由器只保留空闲 UDP 连接 {kept} 秒，而隧道每 {every} 秒才发一次保活包，可能漏接来电。',
  'finding.wifi-calling.short.remedy': '请把 net.netfilter.nf_conntrack_udp_timeout_stream 调到 120 或更大。',
  'finding.wifi-calling.unanswered.title': 'Wi-Fi 通话没有回应（UDP 500 和 4500）',
  'finding.wifi-calling.unanswered.means': '来电无法通过 Wi-Fi 打进来；推送不受影响。',
  'finding.wifi-calling.unanswered.remedy':
    '请放行出站的 UDP 500 和 4500，上级光猫也要放行；如果没有限制，请咨询运营商。',
  'finding.table-not-whole.title': '连接跟踪表里有 {n, plural, other {# 行}}无法识别',
  'finding.table-not-whole.means': '这些行已跳过，其余内容照常判断。',
  'finding.table-not-whole.cut.title': '推送连接太多，只检查了前 {n} 条',
  'finding.table-not-whole.cut.means': '以上结论只针对这些连接。',
  'finding.no-push-flow.title': '现在没有打开的推送连接',
  'finding.no-push-flow.means': '所以没法观察它会怎样。',
  'finding.no-push-flow.remedy': '请在这个 Wi-Fi 下唤醒手机，暂时关掉移动数据和 VPN，然后再检查一次。',
  'finding.no-push-flow.device.title': '{device} 现在没有打开的推送连接',
  'finding.no-push-flow.device.means': '所以没法观察它会怎样。',
  'finding.no-push-flow.shared.title': '推送端口上现在没有打开的连接',
  'finding.no-push-flow.shared.means': '有到苹果 443 端口的连接，可能是推送，也可能是苹果的其他服务。',
  'finding.no-push-flow.at-home.headline': '{router}：{names} 没有推送连接',
  'finding.no-push-flow.at-home.title': '在家却没有推送连接：{names}',
  'finding.no-push-flow.at-home.why':
    '手机在家、连着 Wi-Fi，却没有开着的推送连接。推送只能走移动网络，会迟到，或者收不到。',
  'finding.no-push-flow.at-home.means': '这时推送只能走移动网络、迟到，或者根本收不到。',
  'finding.no-push-flow.at-home.remedy':
    '从最简单的做起：把手机的 Wi-Fi 关一下再打开，然后再检查；关掉手机上的 VPN 或“专用代理”；看看路由器上的拦截列表或代理是不是挡住了 courier.push.apple.com 或 mtalk.google.com；看看 IPv6 是否正常。',
  'finding.no-push-flow.others.title': '在家却没有推送连接：{names}',
  'finding.no-push-flow.others.why':
    '{names}：在家，却没有开着的推送连接。这里的其他设备都有，所以问题在这台设备上。',
  'finding.no-push-flow.others.means':
    '这里的其他设备都有，所以问题与这台设备有关：它的推送只能走移动网络、迟到，或者根本收不到。',
  'finding.no-push-flow.others.remedy':
    '从最简单的做起：把它的 Wi-Fi 关一下再打开，然后再检查；关掉它上面的 VPN 或“专用代理”；看看路由器上的拦截列表或代理是不是对它区别对待。',
  'finding.no-push-flow.empty-table.title': '路由器没有跟踪任何连接',
  'finding.no-push-flow.empty-table.means':
    '说明手机的流量不经过它，或者绕过了它的连接跟踪表：它可能只是一个接入点，也可能有加速模块在工作。',
  'finding.no-push-flow.empty-table.remedy': '请检查通往互联网的那台路由器。',
  'finding.push-port-blocked.title': '苹果推送端口 5223 没有回应',
  'finding.push-port-blocked.means':
    '{n, plural, other {有 # 次连接尝试}}在等回应，没有一条连上。从这里到苹果之间有东西挡住了这个端口：规则、过滤或运营商。',
  'finding.push-port-blocked.remedy': '请放行到 17.0.0.0/8 和苹果 IPv6 网段的 TCP 5223。',
  'finding.push-port-blocked.fallback.title': '端口 5223 没有回应，到苹果的 443 是通的',
  'finding.push-port-blocked.fallback.means': '手机会改用它来收推送：能用，但不如 5223 好。',
  'finding.apns-fallback.title': '有设备只用 443 端口连苹果',
  'finding.apns-fallback.means':
    '如果它靠这个收推送，豁免规则覆盖不到：这个端口承载所有 HTTPS，这样的连接空闲后记录会被清除。',
  'finding.apns-fallback.remedy': '请确认端口 5223 是通的，手机会优先用它。',
  'finding.other-accelerator.title': '还有别的加速模块在工作：{names}',
  'finding.other-accelerator.means':
    '它绕过路由器自己的连接跟踪表转发，所以从这里看不到空闲连接会怎样，也没有规则能把它们排除在外。',
  'finding.other-accelerator.remedy': '关掉它一天，看看推送是否准时。',
  'finding.turbo-acc.title': '装有 Turbo ACC',
  'finding.turbo-acc.means':
    '它每次启动都会用自己的卸载设置覆盖防火墙的设置，并重启防火墙。要改流量卸载，请在那里改，不要在防火墙设置里改。',
  'finding.double-nat.title': '这台路由器之外还有一层 NAT',
  'finding.double-nat.means':
    '它的外网地址 {address} 不是公网地址。外面那台设备或运营商有自己的超时，从这里看不到。',
  'finding.double-nat.remedy': '如果推送仍然延迟，请检查那台设备，或把它改成桥接模式。',
  'finding.wan-changed.title': '{n, plural, other {有 # 条连接用的不是路由器现在的外网地址}}',
  'finding.wan-changed.means':
    '它用的是 {address}，而现在的外网地址是 {now}。重新拨号后，这样的连接已经断了，手机却还不知道。如果有多条宽带线路，这是正常的。',
  'finding.wan-changed.remedy': '如果线路刚刚重连过，请把手机的 Wi-Fi 关一下再打开。',
  'finding.drop-invalid-or-not-loose.title': '记录被清除的连接无法恢复',
  'finding.drop-invalid-or-not-loose.means':
    '因为 nf_conntrack_tcp_loose=0，中途的数据包算作无效，手机每次都得重新建立连接。',
  'finding.offload-setting-differs.off.title': '开了流量卸载，但没有生效',
  'finding.offload-setting-differs.off.means': '设置里要求卸载，却没有生效的规则。',
  'finding.offload-setting-differs.on.title': '设置里没开流量卸载，却正在卸载',
  'finding.offload-setting-differs.on.means': '有生效的规则在卸载连接，也许是别的程序加的。',
  'finding.offload-setting-differs.software.title': '开了硬件卸载，实际用的是软件卸载',
  'finding.offload-setting-differs.software.means': '防火墙退回到了软件卸载：这台设备不支持硬件卸载。',
  'finding.undo-armed.title': '路由器上安排了自动还原',
  'finding.undo-armed.means': '有一项改动（{plans}）正在试用；如果没有得到确认，路由器会自己还原。',
  'finding.undo-armed.remedy': '请等几分钟再检查一次。',
};
