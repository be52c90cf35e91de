import type { report as english } from '../en/report.ts';

export const report: Record<keyof typeof english, string> = {
  'verdict.healthy': '{router} 能保住推送连接',
  'verdict.healthy.of': '{router} 能保住 {phones} 的推送连接',
  'verdict.impaired': '{router} 会造成推送延迟',
  'verdict.impaired.of': '{router} 使 {phones} 的推送延迟',
  'verdict.inconclusive': '{router}：目前还无法确定',

  'class.fixed-pickup':
    '推送连接空闲约两分半钟，路由器就把它的记录清除了（流量卸载，也叫流量分载）。手机大约十分钟才发一次数据，这中间的推送会迟到或丢失。',
  'class.fixed-pickup.cured':
    '这台路由器会清除快速通道（流量卸载）里空闲连接的记录，但推送连接不走这条通道。',
  'class.fixed-pickup.open':
    '走过快速通道（流量卸载）的连接，空闲约两分半钟，记录就被这台路由器清除。这里的推送连接是否如此，还没有证实。',
  'class.low-timeout':
    '路由器设置的空闲时限太短，手机还没再次发数据，连接记录就被清除了。在手机发数据之前，推送无法送达。',
  'class.hardware-desync':
    '有迹象表明，路由器的硬件通道（硬件卸载）与它自己的连接跟踪表不一致，推送连接会因此断开。',
  'class.hardware-desync.cured':
    '有迹象表明，这台路由器的硬件通道（硬件卸载）会切断连接，但推送连接不走这条通道。',
  'class.normal': '路由器保留空闲连接的时间，远比手机的空闲时间长。',
  'class.not-offloaded': '路由器的快速通道（流量卸载）没有启用，所以不会因为它而清除空闲的推送连接。',
  'class.proxied':
    '路由器上的某个程序代替手机保持着推送连接。连接能不能保住，取决于那个程序的超时，而不是路由器的。',
  'class.unknown': '这一次没能看出这台路由器怎样对待空闲的推送连接。',

  'because.followed': '实测：第 {at} 秒，一条推送连接退出流表，conntrack 超时只剩 {timeout} 秒。',
  'because.followed-gone': '实测：第 {at} 秒，一条推送连接退出流表，记录随即消失。',
  'because.countdown': '抓到一条推送连接：退出流表后，conntrack 超时只剩 {timeout} 秒。',
  'because.returned-long': '抓到一条推送连接：退出流表后，conntrack 超时还有 {timeout} 秒。',
  'because.sysctl-absent':
    '正在使用流量卸载，而这个内核缺少修复之后才有的设置 nf_flowtable_tcp_timeout：这类内核只给 {flowtable} 秒（流表）+ 120 秒（conntrack）。',
  'because.sysctl-present':
    '这个内核带有修复之后才有的设置 nf_flowtable_tcp_timeout（{flowtable} 秒），空闲连接保留 {established} 秒。',
  'because.pickup-sysctl': '设置 nf_flowtable_tcp_pickup 只给空闲下来的连接 {pickup} 秒。',
  'because.timeouts': '空闲连接最多保留 {established} 秒，在流表中 {flowtable} 秒：两者都太短。',
  'because.hardware-kernel':
    '正在使用硬件卸载，内核是 {kernel}。已知 6.18.39 之前的 Linux 6.18 会在大约 300 秒后切断这样的连接。',
  'because.hardware-countdown':
    '正在使用硬件卸载，而一条已建立的推送连接只剩 {timeout} 秒，这个内核本应留给它长得多的时间。',
  'because.established': '没有使用流量卸载，但空闲连接只能保留 {established} 秒。',
  'because.no-offload': '没有任何生效的规则把连接放进流表，也没有连接带卸载标记。',
  'because.proxied':
    '看到连接终止在路由器上：要么应答不是来自所连接的服务器，要么连接出去时没有经过地址转换。',
  'because.seen': '监视时看到这里有推送连接的记录被清除，而读到的内容都不能说明原因。',
  'because.rules-unread': '防火墙规则读不出来。',
  'because.sysctls-unread': '内核的超时设置读不出来，也没有推送连接能看出它们。',

  'deciding.locked': '怎样才能确定：锁屏后放两分钟，在碰手机之前再查一次。',
  'deciding.watch': '怎样才能确定：手机锁屏放着，监视路由器 15 分钟。记录如果被清除，到时就能看到。',

  'report.do': '可以怎么做',
  'report.do.more': '还可以怎么做',
  'report.this-router': '这台路由器',
  'report.besides': '还发现',
  'report.besides.more': '“详情”里还有 {n} 项',
  'report.life': '实测：空闲 {seconds} 秒后连接记录被清除。整条是手机下次发数据前的十分钟',
  'phone.vendor': '一部 {vendor} 手机（…{end}）',
  'phone.private': '使用私有地址的手机（…{end}）',
  'phone.unknown': '一台设备（…{end}）',
  'phone.masked': '手机 {n}',
  'phone.more': '{n, plural, other {另外 # 台}}',
  'report.also': '其他发现',
  'report.flows': '推送连接',
  'report.ruled-out': '已排除：{items}。',
  'report.unknown': '无法判断：{items}。',
  'report.offer-revert': '“还原”会移除本机器人添加的规则，其他都不动。',
  'report.more-flows': '{n, plural, other {另有 # 条连接}}',
  'report.more-lines': '{source}（另有 {n} 行未显示）',
  'report.note': '{title}。{means}',
  'report.note.plain': '{title}。',
  'report.router': '数据来源：{parts}。',
  'report.router.sure': '数据来源：{parts}。可信度 {percent}%。',
  'report.kernel': '内核 {kernel}',
  'report.offload.hardware': '硬件卸载',
  'report.offload.software': '软件卸载',
  'report.offload.off': '卸载关闭',
  'report.offload.unread': '卸载状态读不出来',
  'report.list-separator': '；',
  'report.comma': '，',

  'flow.line': '{device} → {service}，{server}：{state}',
  'flow.offloaded': '已卸载',
  'flow.hardware': '已由硬件卸载',
  'flow.counting': '未卸载，还剩 {timeout} 秒',
  'flow.exempt': '不走卸载，还剩 {timeout} 秒',
  'flow.local': '由路由器上的程序保持',
  'flow.odd': '被卸载，尽管规则豁免了它',
  'flow.unanswered': '还没有回应',
  'flow.closing': '正在关闭',
  'service.apns': '苹果推送',
  'service.apns.shared': '苹果（可能是推送）',
  'service.fcm': '谷歌推送',
  'service.perhaps': '{service}（可能是推送）',

  'progress.reading': '正在读取路由器…',
  'progress.following': '正在观察一条推送连接（{device}）空闲下来：{at} 秒，最多 {of} 秒…',
  'progress.left': '它退出了快速通道（流表），超时还剩 {timeout} 秒。',
};
