import type { unreachable as english } from '../en/unreachable.ts';

export const unreachable: Record<keyof typeof english, string> = {
  'button.trust-new': '信任新金鑰',
  'button.stop-watching': '停止監視',
  'button.try-again': '再試一次',
  'unreachable.title': '連不上 {router}',
  'unreachable.since': '自 {when} 起無法監視它，這期間它下面的手機發生了什麼，看不到。',
  'unreachable.goes-on': '機器人會繼續嘗試，恢復後會在這裡告知。',
  'unreachable.silent': '{address} 沒有任何回應：路由器可能關機了、與機器人所在的機器斷開了，或者換了地址。',
  'unreachable.silent.todo':
    '請看看路由器是否開機、網線是否接好。如果地址變了：/router add {router} root@新地址。',
  'unreachable.refused':
    '{address} 有裝置回應，但沒有 SSH：可能 SSH 被關閉了，或者這個地址現在屬於另一台裝置。',
  'unreachable.refused.todo':
    '請重新開啟 SSH（OpenWrt：系統 → 管理權 → SSH 訪問）。如果路由器的地址變了：/router add {router} root@新地址。',
  'unreachable.new-key':
    '{address} 出示的主機金鑰與受信任的不同。路由器恢復出廠設定或刷機之後，這很正常；否則就是另一台裝置在冒充它回應。沒有向它傳送任何內容。',
  'unreachable.new-key.todo':
    '請與路由器自己顯示的對照一下：dropbearkey -y -f /etc/dropbear/dropbear_ed25519_host_key。如果一致，就按“信任新金鑰”。',
  'unreachable.new-key.owner': '機器人的所有者可以核對並信任新金鑰。',
  'unreachable.login':
    '路由器 {address} 有回應，但不再讓機器人登入：機器人的公鑰已不在上面，恢復出廠設定後就會這樣。',
  'unreachable.login.todo':
    '/router key 會顯示要貼上到路由器上的幾行命令。之後按“再查一次”：只要登入成功就會恢復監視。',
  'unreachable.name': '{address} 裡的主機名已經解析不到地址。',
  'unreachable.name.todo': '請查一下路由器現在的名稱或地址，然後傳送：/router add {router} root@新地址。',
  'unreachable.forbidden': '{address} 裡的主機名現在指向一個機器人不允許連線的地址。',
  'unreachable.forbidden.todo':
    '如果那確實是這台路由器，執行機器人的人可以把該地址加入 PUSHMEDIC_ALLOW 並重新啟動。',
  'unreachable.not-ssh': '{address} 上回應的不是 SSH 服務：這個地址現在似乎屬於另一台裝置。',
  'unreachable.not-ssh.todo': '如果路由器的地址變了：/router add {router} root@新地址。',
  'unreachable.other': '{address} 有回應，但目前這樣無法監視。',
  'unreachable.other.todo': '“再查一次”會說明哪裡不對。',
  'unreachable.over.title': '{router} 曾有 {gap}連不上',
  'unreachable.over.text': '從 {from} 到 {to}；這段時間的情況無從得知。現在已恢復監視。',
  'reachable.title': '{router} 又連上了',
  'reachable.text': '從 {from} 到 {to} 連不上，共 {gap}；這段時間的情況無從得知。現在起恢復監視。',
  'working.watch': '正在登入 {router} …',
  'watch.down.title': '將會監視 {router}，但現在連不上它',
  'watch.down.text':
    '機器人會繼續嘗試，路由器一有回應就開始監視。/status 可以看到是否已開始；如果十分鐘後仍連不上，會在這裡告知。',
  'watch.not.title': '沒有監視 {router}',
  'watch.stuck.title': '目前無法監視 {router}',
  'watch.stuck.text': '這裡以前開啟的監視仍然保留，每隔幾分鐘會再試一次。',
  'watch.cured-since': '此後修復已經生效。',
  'register.moved': '{router} 換了地址',
  'register.moved.text':
    '{address} 上回應的是同一台路由器：它出示的正是受信任的主機金鑰。今後就連線這個地址，其他一切不變。',
  'status.unreachable': '自 {when} 起連不上',
};
