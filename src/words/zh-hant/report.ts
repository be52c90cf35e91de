import type { report as english } from '../en/report.ts';

export const report: Record<keyof typeof english, string> = {
  'verdict.healthy': '{router} 能保住推送連線',
  'verdict.healthy.of': '{router} 能保住 {phones} 的推送連線',
  'verdict.impaired': '{router} 會造成推送延遲',
  'verdict.impaired.of': '{router} 使 {phones} 的推送延遲',
  'verdict.inconclusive': '{router}：目前還無法確定',

  'class.fixed-pickup':
    '推送連線空閒約兩分半鐘，路由器就把它的記錄清除了（流量卸載，也叫流量分載）。手機大約十分鐘才發一次資料，這中間的推送會遲到或丟失。',
  'class.fixed-pickup.cured':
    '這台路由器會清除快速通道（流量卸載）裡空閒連線的記錄，但推送連線不走這條通道。',
  'class.fixed-pickup.open':
    '走過快速通道（流量卸載）的連線，空閒約兩分半鐘，記錄就被這台路由器清除。這裡的推送連線是否如此，還沒有證實。',
  'class.low-timeout':
    '路由器設定的空閒時限太短，手機還沒再次發資料，連線記錄就被清除了。在手機發資料之前，推送無法送達。',
  'class.hardware-desync':
    '有跡象表明，路由器的硬體通道（硬體卸載）與它自己的連線跟蹤表不一致，推送連線會因此斷開。',
  'class.hardware-desync.cured':
    '有跡象表明，這台路由器的硬體通道（硬體卸載）會切斷連線，但推送連線不走這條通道。',
  'class.normal': '路由器保留空閒連線的時間，遠比手機的空閒時間長。',
  'class.not-offloaded': '路由器的快速通道（流量卸載）沒有啟用，所以不會因為它而清除空閒的推送連線。',
  'class.proxied':
    '路由器上的某個程式代替手機保持著推送連線。連線能不能保住，取決於那個程式的超時，而不是路由器的。',
  'class.unknown': '這一次沒能看出這台路由器怎樣對待空閒的推送連線。',

  'because.followed': '實測：第 {at} 秒，一條推送連線退出流表，conntrack 超時只剩 {timeout} 秒。',
  'because.followed-gone': '實測：第 {at} 秒，一條推送連線退出流表，記錄隨即消失。',
  'because.countdown': '抓到一條推送連線：退出流表後，conntrack 超時只剩 {timeout} 秒。',
  'because.returned-long': '抓到一條推送連線：退出流表後，conntrack 超時還有 {timeout} 秒。',
  'because.sysctl-absent':
    '正在使用流量卸載，而這個核心缺少修復之後才有的設定 nf_flowtable_tcp_timeout：這類核心只給 {flowtable} 秒（流表）+ 120 秒（conntrack）。',
  'because.sysctl-present':
    '這個核心帶有修復之後才有的設定 nf_flowtable_tcp_timeout（{flowtable} 秒），空閒連線保留 {established} 秒。',
  'because.pickup-sysctl': '設定 nf_flowtable_tcp_pickup 只給空閒下來的連線 {pickup} 秒。',
  'because.timeouts': '空閒連線最多保留 {established} 秒，在流表中 {flowtable} 秒：兩者都太短。',
  'because.hardware-kernel':
    '正在使用硬體卸載，核心是 {kernel}。已知 6.18.39 之前的 Linux 6.18 會在大約 300 秒後切斷這樣的連線。',
  'because.hardware-countdown':
    '正在使用硬體卸載，而一條已建立的推送連線只剩 {timeout} 秒，這個核心本應留給它長得多的時間。',
  'because.established': '沒有使用流量卸載，但空閒連線只能保留 {established} 秒。',
  'because.no-offload': '沒有任何生效的規則把連線放進流表，也沒有連線帶卸載標記。',
  'because.proxied':
    '看到連線終止在路由器上：要麼應答不是來自所連線的伺服器，要麼連接出去時沒有經過地址轉換。',
  'because.seen': '監視時看到這裡有推送連線的記錄被清除，而讀到的內容都不能說明原因。',
  'because.rules-unread': '防火牆規則讀不出來。',
  'because.sysctls-unread': '核心的超時設定讀不出來，也沒有推送連線能看出它們。',

  'deciding.locked': '怎樣才能確定：鎖屏後放兩分鐘，在碰手機之前再查一次。',
  'deciding.watch': '怎樣才能確定：手機鎖屏放著，監視路由器 15 分鐘。記錄如果被清除，到時就能看到。',

  'report.do': '可以怎麼做',
  'report.do.more': '還可以怎麼做',
  'report.this-router': '這台路由器',
  'report.besides': '還發現',
  'report.besides.more': '“詳情”裡還有 {n} 項',
  'report.life': '實測：空閒 {seconds} 秒後連線記錄被清除。整條是手機下次發資料前的十分鐘',
  'phone.vendor': '一部 {vendor} 手機（…{end}）',
  'phone.private': '使用私有地址的手機（…{end}）',
  'phone.unknown': '一台裝置（…{end}）',
  'phone.masked': '手機 {n}',
  'phone.more': '{n, plural, other {另外 # 台}}',
  'report.also': '其他發現',
  'report.flows': '推送連線',
  'report.ruled-out': '已排除：{items}。',
  'report.unknown': '無法判斷：{items}。',
  'report.offer-revert': '“還原”會移除本機器人新增的規則，其他都不動。',
  'report.more-flows': '{n, plural, other {另有 # 條連線}}',
  'report.more-lines': '{source}（另有 {n} 行未顯示）',
  'report.note': '{title}。{means}',
  'report.note.plain': '{title}。',
  'report.router': '資料來源：{parts}。',
  'report.router.sure': '資料來源：{parts}。可信度 {percent}%。',
  'report.kernel': '核心 {kernel}',
  'report.offload.hardware': '硬體卸載',
  'report.offload.software': '軟體卸載',
  'report.offload.off': '卸載關閉',
  'report.offload.unread': '卸載狀態讀不出來',
  'report.list-separator': '；',
  'report.comma': '，',

  'flow.line': '{device} → {service}，{server}：{state}',
  'flow.offloaded': '已卸載',
  'flow.hardware': '已由硬體卸載',
  'flow.counting': '未卸載，還剩 {timeout} 秒',
  'flow.exempt': '不走卸載，還剩 {timeout} 秒',
  'flow.local': '由路由器上的程式保持',
  'flow.odd': '被卸載，儘管規則豁免了它',
  'flow.unanswered': '還沒有回應',
  'flow.closing': '正在關閉',
  'service.apns': '蘋果推送',
  'service.apns.shared': '蘋果（可能是推送）',
  'service.fcm': '谷歌推送',
  'service.perhaps': '{service}（可能是推送）',

  'progress.reading': '正在讀取路由器…',
  'progress.following': '正在觀察一條推送連線（{device}）空閒下來：{at} 秒，最多 {of} 秒…',
  'progress.left': '它退出了快速通道（流表），超時還剩 {timeout} 秒。',
};
