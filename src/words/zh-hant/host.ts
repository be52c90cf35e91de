import type { host as english } from '../en/host.ts';

export const host: Record<keyof typeof english, string> = {
  'finding.hardware-one-way.title': '{n, plural, other {有 # 條推送連線只有一個方向由硬體轉發}}',
  'finding.hardware-one-way.why':
    '硬體只轉發推送連線的一個方向，另一個方向路由器已經跟丟了。計時走完之後，進來的資料就會被拒絕（openwrt issue 17915）。',
  'finding.hardware-one-way.means':
    '路由器的連線表已經不知道另一個方向還在由硬體轉發：資料照樣通過，計時卻在減少，到零以後進來的包會被拒絕。聯發科平台在過載防火牆後會出現（openwrt 的 17915 號問題）。',
  'finding.hardware-one-way.remedy':
    '請把硬體通道改為軟體通道（網路 → 防火牆 → 路由/NAT 卸載 → 軟體流量卸載），然後喚醒一次手機。',
  'ruled-out.hardware-one-way': '只有一個方向由硬體轉發的連線',
  'unknown.hardware-one-way':
    '硬體是否在轉發連線的兩個方向：這台路由器沒有提供（/sys/kernel/debug/ppe0/entries）',

  'finding.neighbour-failed.title': '路由器在區域網裡找不到 {address}',
  'finding.neighbour-failed.means':
    '路由器詢問誰在用這個地址，沒有裝置回應，這時到達的推送會被丟掉。手機睡得太深，或者無線接入點沒有轉發詢問，都會這樣；手機已經離開也會這樣。',
  'finding.neighbour-failed.remedy':
    '如果手機鎖屏放在家裡時一直這樣：對這個網路關閉一次“私有無線區域網地址”；如果用了單獨的無線接入點，請關閉它的 ARP 代理或組播過濾。',
  'ruled-out.neighbour-failed': '手機在區域網裡沒有回應',

  'finding.wifi-dropped.title': 'Wi-Fi 會把休眠中的裝置踢下線（{n} 次）',
  'finding.wifi-dropped.means':
    '最近一次是 {name}。接入點沒有收到回應就斷開了它，在它自己醒來之前都處於離線狀態。',
  'finding.wifi-dropped.remedy':
    '網路 → 無線 → 編輯 → 進階設定：取消勾選“弱訊號剔除（低確認斷開）”，並把組金鑰更新間隔調長。',
  'finding.wifi-dropped.phone.title': 'Wi-Fi 在 {name} 休眠時把它踢下線（{n} 次）',
  'finding.wifi-dropped.phone.means':
    '接入點沒有收到它的回應就斷開了連線。在手機自己醒來之前，推送都到不了。',
  'finding.wifi-dropped.phone.remedy':
    '網路 → 無線 → 編輯 → 進階設定：取消勾選“弱訊號剔除（低確認斷開）”，並把組金鑰更新間隔調長。',
  'finding.wifi-roaming.title': '{name} 一小時內連線了 Wi-Fi {n} 次',
  'finding.wifi-roaming.means': '它在幾個接入點或頻段之間來回切換。每次切換都會丟包，推送也可能在其中。',
  'finding.wifi-roaming.remedy':
    '請減小接入點之間的重疊（網路 → 無線 → 編輯 → 裝置配置 → 常規設定：降低最大發射功率），並關閉一次 802.11r 做對比（介面配置 → WLAN 漫遊）。',
  'ruled-out.wifi-roaming': '手機在接入點之間來回漫遊',
  'ruled-out.wifi-dropped': 'Wi-Fi 踢掉休眠裝置',
};
