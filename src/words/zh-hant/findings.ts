import type { findings as english } from '../en/findings.ts';

export const findings: Record<keyof typeof english, string> = {
  'finding.offload-eviction.title': '推送連線空閒約 {life} 秒，記錄就被清除',
  'finding.offload-eviction.why':
    '推送連線空閒約 {life} 秒，路由器就把它的記錄清除了（流量卸載，也叫流量分載）。手機大約十分鐘才發一次資料，這中間的推送會遲到或丟失。',
  'finding.offload-eviction.means':
    '已卸載的連線空閒 {flowtable} 秒就退出流表，之後核心只給 {pickup} 秒超時。',
  'finding.offload-eviction.likely.headline': '{router} 很可能會造成推送延遲',
  'finding.offload-eviction.likely.title': '這裡的推送連線下次通訊之後，很可能空閒 {life} 秒記錄就被清除',
  'finding.offload-eviction.likely.why':
    '走過快速通道（流量卸載，也叫流量分載）的連線，空閒 {life} 秒，記錄就被這台路由器清除。現在開著的推送連線還沒走過，下一個資料包就會走。',
  'finding.offload-eviction.likely.means':
    '它們此刻沒有被卸載，但按規則，下一個資料包就會讓它們被卸載，之後一空閒，記錄就會被這個核心清除。',
  'finding.offload-eviction.likely.remedy': '想確認的話，請先用一下手機，再檢查一次。',
  'finding.exemption-missing.title': '推送連線沒有被排除在卸載之外',
  'finding.exemption-missing.means': '卸載規則之上沒有放行它們的規則。',
  'finding.exemption-lost.title': '豁免規則已配置，卻沒有生效',
  'finding.exemption-lost.why': '對推送連線的保護已經設好，卻沒有生效：多半是防火牆過載時丟了（放行規則）。',
  'finding.exemption-lost.means':
    '它的檔案還在（{files}），但防火牆正在沒有它的情況下執行：多半是過載時丟了。',
  'finding.exemption-lost.applied.title': '豁免規則已不是應用時的樣子',
  'finding.exemption-lost.applied.why': '修復已不是應用時的樣子，空閒的推送連線可能又會被清除（放行規則）。',
  'finding.exemption-lost.applied.means': '部分或全部規則已不在起作用的位置：被刪除，或過載後沒有恢復。',
  'finding.exemption-below-offload.title': '豁免規則排在卸載規則之下（{families}）',
  'finding.exemption-below-offload.why':
    '保護推送連線的規則排得太靠後，不起作用，空閒的推送連線會被清除（放行規則在卸載規則之後，{families}）。',
  'finding.exemption-below-offload.means':
    '規則從上到下匹配：連線還沒走到豁免規則就已被卸載，所以它不起作用。',
  'finding.exemption-one-direction.title': '只豁免了一個方向（{families}）',
  'finding.exemption-one-direction.why':
    '推送連線只保護了一個方向，空閒時仍會被清除（放行規則，{families}）。',
  'finding.exemption-one-direction.means': '另一個方向的資料包仍會把連線放進流表。兩個方向都要豁免。',
  'finding.exemption-one-device.title': '只有 {devices} 按地址被排除在卸載之外，其他裝置沒有',
  'finding.exemption-one-device.why':
    '只按地址保護了 {devices}，其他裝置空閒的推送連線會被清除（放行規則）。',
  'finding.exemption-one-device.means': '其他裝置的推送連線會被卸載，空閒後記錄就會被這個核心清除。',
  'finding.exemption-one-family.title': '{covered} 已豁免，{bare} 沒有',
  'finding.exemption-one-family.why':
    '走 {covered} 的推送連線受保護，走 {bare} 的沒有（放行規則）。手機兩種都會用。',
  'finding.exemption-one-family.means': '手機兩種都會用。走 {bare} 的推送連線記錄仍會被清除。',
  'finding.exemption-ports.title': '有推送埠沒有豁免：{ports}',
  'finding.exemption-ports.why': '埠 {ports} 上的推送連線沒有受保護（放行規則），而這裡有裝置在用。',
  'finding.exemption-ports.means': '這裡有裝置在用這些埠，它的推送連線記錄仍會被清除。',
  'finding.exemption-in-place.ours.title': '豁免規則已就位（{families}）',
  'finding.exemption-in-place.ours.means': '規則位於卸載規則之上，兩個方向都有（TCP {ports}）。',
  'finding.exemption-in-place.foreign.title': '已有手工新增的豁免規則（{families}）',
  'finding.exemption-in-place.foreign.means':
    '規則位於卸載規則之上，兩個方向都有（TCP {ports}）。它們不是我們加的，“還原”不會動它們。',
  'finding.exemption-not-persistent.title': '防火牆一過載，豁免規則就沒了',
  'finding.exemption-not-persistent.why':
    '下次防火牆過載、WAN 重連或重啟後，對推送連線的保護就沒了（放行規則）。',
  'finding.exemption-not-persistent.means': '它只在當前生效的規則裡。下一次過載、WAN 重連或重啟之後就沒了。',
  'finding.exemption-not-needed.title': '我們的豁免規則已不再需要',
  'finding.exemption-not-needed.means': '這個核心不會清除空閒的已卸載連線。',
  'finding.hardware-desync.title': '硬體卸載可能在切斷推送連線',
  'finding.hardware-desync.why':
    '路由器的硬體通道（硬體卸載）可能在切斷空閒的推送連線。這只是懷疑：它的表從這裡讀不到。',
  'finding.hardware-desync.means':
    '轉發硬體與路由器自己的連線表似乎不一致。這只是懷疑：硬體自己的表從這裡讀不到。',
  'finding.hardware-desync.remedy': '讓推送不走硬體通道（硬體卸載），或者關閉它，或者升級韌體。',
  'finding.hardware-desync.followed.title': '硬體卸載在切斷推送連線',
  'finding.hardware-desync.followed.why':
    '路由器的硬體通道（硬體卸載）會切斷推送連線：實測一條連線退出後，超時只剩 {timeout} 秒。',
  'finding.hardware-desync.followed.means':
    '實測一條：它退出硬體時，超時只剩 {timeout} 秒，遠少於路由器的設定。',
  'finding.hardware-desync.hardware-kernel.title': '已知核心 {kernel} 加硬體卸載會切斷連線',
  'finding.hardware-desync.hardware-kernel.why':
    '已知核心 {kernel} 會在約 300 秒後切斷空閒連線（硬體卸載）。在這裡還沒有看到。',
  'finding.hardware-desync.hardware-kernel.means':
    '6.18.39 之前的 Linux 6.18 不會給硬體中的連線續期，大約 300 秒後它們就結束了。在這裡還沒有看到。',
  'finding.hardware-desync.flag-missing.title': '硬體卸載已開啟，而一條開啟的推送連線沒有卸載標記',
  'finding.hardware-desync.flag-missing.why':
    '一條開著的推送連線沒有硬體標記（硬體卸載）。可能只是空閒，也可能路由器已經跟丟了它。',
  'finding.hardware-desync.flag-missing.means':
    '可能只是它空閒了半分鐘；也可能是防火牆過載時路由器丟了它的狀態，而硬體還在轉發其中一個方向。',
  'finding.established-timeout-low.title': '連線空閒 {established} 秒，記錄就被清除',
  'finding.established-timeout-low.means':
    '手機可能空閒長達半小時。這個設定至少要有 {safe} 秒；OpenWrt 上通常是 7440。',
  'finding.established-timeout-low.remedy':
    '把 net.netfilter.nf_conntrack_tcp_timeout_established 設為 7440，例如寫進 /etc/sysctl.conf。',
  'finding.table-full.title': '連線跟蹤表已用 {percent}%（{count}/{max}）',
  'finding.table-full.means': '滿了以後，路由器會拒絕新連線並丟棄舊連線，推送連線也在其中。',
  'finding.table-full.remedy': '找出是哪台裝置打開了這麼多連線，或者調大 net.netfilter.nf_conntrack_max。',
  'finding.table-full.was-full.title': '連線跟蹤表曾經滿過',
  'finding.table-full.was-full.means':
    '核心日誌裡記了 {times, plural, other {# 次}}。現在用了 {percent}%。滿的時候路由器會丟棄連線，推送連線也在其中。',
  'finding.table-full.was-full.remedy':
    '找出是哪台裝置打開了這麼多連線，或者調大 net.netfilter.nf_conntrack_max（{max}）。',
  'finding.table-full.early-drop.title': '{evicted, plural, other {開機以來有 # 條連線被提前丟棄}}',
  'finding.table-full.early-drop.means': '連線跟蹤表曾經滿過；現在用了 {percent}%。',
  'finding.table-full.early-drop.remedy': '如果再次出現，請調大 net.netfilter.nf_conntrack_max（{max}）。',
  'finding.wifi-calling.title': 'Wi-Fi 通話（或其他 IPsec 隧道）已連線',
  'finding.wifi-calling.means': '它每 {every} 秒會自己發一次保活包，不會被流量卸載影響，不需要豁免。',
  'finding.wifi-calling.short.title': 'Wi-Fi 通話的連線在兩次保活之間就被清除了',
  'finding.wifi-calling.short.means':
    '路由器只保留空閒 UDP 連線 {kept} 秒，而隧道每 {every} 秒才發一次保活包，可能漏接來電。',
  'finding.wifi-calling.short.remedy': '請把 net.netfilter.nf_conntrack_udp_timeout_stream 調到 120 或更大。',
  'finding.wifi-calling.unanswered.title': 'Wi-Fi 通話沒有回應（UDP 500 和 4500）',
  'finding.wifi-calling.unanswered.means': '來電無法通過 Wi-Fi 打進來；推送不受影響。',
  'finding.wifi-calling.unanswered.remedy':
    '請放行出站的 UDP 500 和 4500，上級光貓也要放行；如果沒有限制，請諮詢運營商。',
  'finding.table-not-whole.title': '連線跟蹤表裡有 {n, plural, other {# 行}}無法識別',
  'finding.table-not-whole.means': '這些行已跳過，其餘內容照常判斷。',
  'finding.table-not-whole.cut.title': '推送連線太多，只檢查了前 {n} 條',
  'finding.table-not-whole.cut.means': '以上結論只針對這些連線。',
  'finding.no-push-flow.title': '現在沒有開啟的推送連線',
  'finding.no-push-flow.means': '所以沒法觀察它會怎樣。',
  'finding.no-push-flow.remedy': '請在這個 Wi-Fi 下喚醒手機，暫時關掉行動數據和 VPN，然後再檢查一次。',
  'finding.no-push-flow.device.title': '{device} 現在沒有開啟的推送連線',
  'finding.no-push-flow.device.means': '所以沒法觀察它會怎樣。',
  'finding.no-push-flow.shared.title': '推送埠上現在沒有開啟的連線',
  'finding.no-push-flow.shared.means': '有到蘋果 443 埠的連線，可能是推送，也可能是蘋果的其他服務。',
  'finding.no-push-flow.at-home.headline': '{router}：{names} 沒有推送連線',
  'finding.no-push-flow.at-home.title': '在家卻沒有推送連線：{names}',
  'finding.no-push-flow.at-home.why':
    '手機在家、連著 Wi-Fi，卻沒有開著的推送連線。推送只能走行動網路，會遲到，或者收不到。',
  'finding.no-push-flow.at-home.means': '這時推送只能走行動網路、遲到，或者根本收不到。',
  'finding.no-push-flow.at-home.remedy':
    '從最簡單的做起：把手機的 Wi-Fi 關一下再開啟，然後再檢查；關掉手機上的 VPN 或“專用代理”；看看路由器上的攔截列表或代理是不是擋住了 courier.push.apple.com 或 mtalk.google.com；看看 IPv6 是否正常。',
  'finding.no-push-flow.others.title': '在家卻沒有推送連線：{names}',
  'finding.no-push-flow.others.why':
    '{names}：在家，卻沒有開著的推送連線。這裡的其他裝置都有，所以問題在這台裝置上。',
  'finding.no-push-flow.others.means':
    '這裡的其他裝置都有，所以問題與這台裝置有關：它的推送只能走行動網路、遲到，或者根本收不到。',
  'finding.no-push-flow.others.remedy':
    '從最簡單的做起：把它的 Wi-Fi 關一下再開啟，然後再檢查；關掉它上面的 VPN 或“專用代理”；看看路由器上的攔截列表或代理是不是對它區別對待。',
  'finding.no-push-flow.empty-table.title': '路由器沒有跟蹤任何連線',
  'finding.no-push-flow.empty-table.means':
    '說明手機的流量不經過它，或者繞過了它的連線跟蹤表：它可能只是一個接入點，也可能有加速模組在工作。',
  'finding.no-push-flow.empty-table.remedy': '請檢查通往網際網路的那台路由器。',
  'finding.push-port-blocked.title': '蘋果推送埠 5223 沒有回應',
  'finding.push-port-blocked.means':
    '{n, plural, other {有 # 次連線嘗試}}在等回應，沒有一條連上。從這裡到蘋果之間有東西擋住了這個埠：規則、過濾或運營商。',
  'finding.push-port-blocked.remedy': '請放行到 17.0.0.0/8 和蘋果 IPv6 網段的 TCP 5223。',
  'finding.push-port-blocked.fallback.title': '埠 5223 沒有回應，到蘋果的 443 是通的',
  'finding.push-port-blocked.fallback.means': '手機會改用它來收推送：能用，但不如 5223 好。',
  'finding.apns-fallback.title': '有裝置只用 443 埠連蘋果',
  'finding.apns-fallback.means':
    '如果它靠這個收推送，豁免規則覆蓋不到：這個埠承載所有 HTTPS，這樣的連線空閒後記錄會被清除。',
  'finding.apns-fallback.remedy': '請確認埠 5223 是通的，手機會優先用它。',
  'finding.other-accelerator.title': '還有別的加速模組在工作：{names}',
  'finding.other-accelerator.means':
    '它繞過路由器自己的連線跟蹤錶轉發，所以從這裡看不到空閒連線會怎樣，也沒有規則能把它們排除在外。',
  'finding.other-accelerator.remedy': '關掉它一天，看看推送是否準時。',
  'finding.turbo-acc.title': '裝有 Turbo ACC',
  'finding.turbo-acc.means':
    '它每次啟動都會用自己的卸載設定覆蓋防火牆的設定，並重啟防火牆。要改流量卸載，請在那裡改，不要在防火牆設定裡改。',
  'finding.double-nat.title': '這台路由器之外還有一層 NAT',
  'finding.double-nat.means':
    '它的外網地址 {address} 不是公網地址。外面那台裝置或運營商有自己的超時，從這裡看不到。',
  'finding.double-nat.remedy': '如果推送仍然延遲，請檢查那台裝置，或把它改成橋接模式。',
  'finding.wan-changed.title': '{n, plural, other {有 # 條連線用的不是路由器現在的外網地址}}',
  'finding.wan-changed.means':
    '它用的是 {address}，而現在的外網地址是 {now}。重新撥號後，這樣的連線已經斷了，手機卻還不知道。如果有多條寬頻線路，這是正常的。',
  'finding.wan-changed.remedy': '如果線路剛剛重連過，請把手機的 Wi-Fi 關一下再開啟。',
  'finding.drop-invalid-or-not-loose.title': '記錄被清除的連線無法恢復',
  'finding.drop-invalid-or-not-loose.means':
    '因為 nf_conntrack_tcp_loose=0，中途的資料包算作無效，手機每次都得重新建立連線。',
  'finding.offload-setting-differs.off.title': '開了流量卸載，但沒有生效',
  'finding.offload-setting-differs.off.means': '設定裡要求卸載，卻沒有生效的規則。',
  'finding.offload-setting-differs.on.title': '設定裡沒開流量卸載，卻正在卸載',
  'finding.offload-setting-differs.on.means': '有生效的規則在卸載連線，也許是別的程式加的。',
  'finding.offload-setting-differs.software.title': '開了硬體卸載，實際用的是軟體卸載',
  'finding.offload-setting-differs.software.means': '防火牆退回到了軟體卸載：這台裝置不支援硬體卸載。',
  'finding.undo-armed.title': '路由器上安排了自動還原',
  'finding.undo-armed.means': '有一項改動（{plans}）正在試用；如果沒有得到確認，路由器會自己還原。',
  'finding.undo-armed.remedy': '請等幾分鐘再檢查一次。',
};
