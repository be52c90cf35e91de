import type { remedies as english } from '../en/remedies.ts';

export const remedies: Record<keyof typeof english, string> = {
  'remedy.exempt.title': '讓推送連線不走快速通道（流量卸載）',
  'remedy.exempt.what':
    '推送連線（TCP {ports}）的資料包會在路由器做流量卸載之前先被放行：規則加在 {chains}，兩個方向都放行，而且只放行已建立的連線。',
  'remedy.exempt.offer':
    '“應用修復”會加入 {n, plural, other {# 條}}規則，讓推送連線不走快速通道（排在卸載規則之前，{families}）。{lasts, select, yes {重啟後仍然有效} other {下次過載前有效}}；未通過驗證會自動還原。網速不受影響。',
  'remedy.exempt.shown': '會加入的規則',
  'remedy.exempt.applied': '另開連線複查：放行規則已排在該在的位置，其他規則保持原樣，路由器照常轉發。',
  'remedy.exempt.waiting':
    '已經開著的連線，要等它下次空閒之後才生效。想馬上見效，請在手機上把 Wi-Fi 關掉再開啟。',
  'remedy.exempt.none.no-offload': '這裡沒有規則讓連線走快速通道（流量卸載），所以不需要繞開。',
  'remedy.exempt.none.odd-name': '防火牆有一條鏈的名字，nft 打印出來之後自己不再認得（卸載規則所在的鏈）。',

  'remedy.conntrack-timeout.title': '讓路由器把空閒連線保留 {to} 秒，而不是 {from} 秒',
  'remedy.conntrack-timeout.what':
    '連線空閒 {from} 秒，路由器就清除它的記錄，而手機兩次心跳的間隔比這更長。這裡把超時改成 {to} 秒，也就是 OpenWrt 自帶的值。它對家裡所有 TCP 連線都生效，所以連線表裡的條目會多一些。',
  'remedy.conntrack-timeout.offer':
    '“應用修復”讓路由器把空閒連線的記錄保留 {to} 秒，而不是 {from} 秒，對家裡所有 TCP 連線生效。未通過驗證會自動還原；“還原”會恢復原來的值。',
  'remedy.conntrack-timeout.shown': '會設定的引數',
  'remedy.conntrack-timeout.applied': '另開連線複查：超時已經生效，其他一切保持原樣，路由器照常轉發。',
  'remedy.conntrack-timeout.waiting':
    '每條連線要到下一個資料包才會用上新的超時。想馬上見效，請在手機上把 Wi-Fi 關掉再開啟。',
  'remedy.conntrack-timeout.lost':
    '從 {when} 起，空閒連線的超時又變短了：可能是重啟或升級改了回去。空閒的推送連線又會被清除。',
  'remedy.conntrack-timeout.none.unread': '沒能讀到路由器的連線超時。',
  'remedy.conntrack-timeout.none.not-low': '路由器保留空閒連線的時間已經夠長了。',

  'remedy.table-size.title': '讓路由器能同時保留 {to} 條連線，而不是 {from} 條',
  'remedy.table-size.what':
    '連線跟蹤表滿了：新連線會被拒絕，空閒的連線也可能被擠掉。這裡把上限從 {from} 條提高到 {to} 條，最多多佔 {mb} MB 記憶體。如果又滿了，說明有裝置開的連線太多，要從那台裝置查起。',
  'remedy.table-size.offer':
    '“應用修復”會把連線跟蹤表的上限從 {from} 條提高到 {to} 條，最多佔用 {mb} MB 記憶體。未通過驗證會自動還原；“還原”會恢復原來的上限。',
  'remedy.table-size.shown': '會設定的引數',
  'remedy.table-size.applied': '另開連線複查：新的上限已經生效，其他一切保持原樣，路由器照常轉發。',
  'remedy.table-size.waiting':
    '從現在起新連線有空位了。丟了連線的手機會自己連回來；想馬上見效，請在手機上把 Wi-Fi 關掉再開啟。',
  'remedy.table-size.lost':
    '從 {when} 起，連線跟蹤表的上限又變小了：可能是重啟或升級把它改了回去。一旦再滿，推送連線又會丟失。',
  'remedy.table-size.none.unread': '沒能讀到連線跟蹤表的大小。',
  'remedy.table-size.none.not-full': '連線跟蹤表還有空位。',
  'remedy.table-size.none.large-enough':
    '連線跟蹤表已經夠大了。佔滿它的是某台開了太多連線的裝置，請從那裡查起。',
};
