import type { network as english } from '../en/network.ts';

export const network: Record<keyof typeof english, string> = {
  'finding.double-nat.home.title': '這台路由器前面還有一台路由器',
  'finding.double-nat.home.beside': '{router} 能保住推送連線，它前面的裝置則不一定',
  'finding.double-nat.home.means':
    '外網地址 {address} 是私網地址，說明前面的裝置又做了一次 NAT，空閒連線多久被清除由它決定。表現是：這裡的推送連線一直在，手機卻每隔幾分鐘就重連一次。',
  'finding.double-nat.home.remedy':
    '如果推送仍然延遲，請把前面的裝置改成橋接，或者在它上面把本路由器設為 DMZ 主機。',
  'finding.double-nat.carrier.title': '運營商又做了一層 NAT（CGNAT）',
  'finding.double-nat.carrier.beside': '{router} 能保住推送連線，運營商的 NAT 則不一定',
  'finding.double-nat.carrier.means':
    '外網地址 {address} 是多個使用者共用的。運營商的 NAT 有自己的空閒超時，在這裡看不到也改不了。',
  'finding.double-nat.carrier.remedy':
    'IPv6 不經過它：運營商支援的話請開啟 IPv6，否則可以向運營商申請公網 IPv4。',
  'finding.double-nat.tunnel.title': 'IPv4 走的是運營商的隧道（{name}）',
  'finding.double-nat.tunnel.beside': '{router} 能保住推送連線，運營商的隧道則不一定',
  'finding.double-nat.tunnel.means':
    '{address} 只是隧道這一頭的地址；NAT 在運營商那一頭做，空閒的 IPv4 連線多久被清除由它決定。',
  'finding.double-nat.tunnel.remedy':
    'IPv6 推送不經過那層 NAT：請確認手機能拿到 IPv6（網路 → 介面 → lan → DHCP 伺服器 → IPv6 設定）。',
  'finding.double-nat.nat64.title': '運營商把 IPv6 轉成 IPv4（NAT64）',
  'finding.double-nat.nat64.beside': '這台路由器會保留推送連線，運營商的 NAT64 則不一定',
  'finding.double-nat.nat64.means':
    '連線推送伺服器用的是代表 IPv4 的 IPv6 地址。運營商的 NAT64 有自己的空閒超時，在這裡看不到也改不了。',
  'finding.double-nat.nat64.remedy': '如果推送仍然延遲，請問運營商空閒連線會保留多久。',

  'finding.transparent-proxy.title': '推送連線由本路由器上的 {name} 接管',
  'finding.transparent-proxy.means':
    '它接管手機的連線，再自己去連推送伺服器，所以連線能留多久由它的超時和規則決定。讓推送不走快速通道（流量卸載）對這些連線不起作用。',
  'finding.transparent-proxy.remedy':
    '讓推送繞過代理：TCP 5223、5228-5230 和 17.0.0.0/8 直連。如果推送必須走代理，請調大它的空閒超時，並選穩定的節點。',
  'finding.transparent-proxy.unnamed.title': '推送連線由本路由器上的某個程式接管',
  'finding.transparent-proxy.unnamed.remedy':
    '請找出這個代理，讓 TCP 5223、5228-5230 和 17.0.0.0/8 繞過它。用 netstat -tlnp 可以看到是誰在監聽。',
  'finding.transparent-proxy.rules.title': '{name} 會接管發往推送伺服器的連線',
  'finding.transparent-proxy.rules.means':
    '它的規則覆蓋了推送埠，而現在沒有手機連著，所以看不到它怎樣處理推送。',
  'finding.transparent-proxy.openclash.remedy':
    '繞過：服務 → OpenClash → 外掛設定 → 來源流量訪問控制，加一條 TCP、目標埠 5223,5228-5230、動作 RETURN 的規則。要走代理，請給 push.apple.com 和 mtalk.google.com 指定穩定的策略組。',
  'finding.transparent-proxy.passwall.remedy':
    '服務 → PassWall → 進階設定：把 5223,5228:5230 加進“TCP 不轉發埠”即可繞過；要走代理，就留在“TCP 轉發埠”裡並選穩定的節點。',
  'finding.transparent-proxy.passwall2.remedy':
    '服務 → PassWall 2 → 進階設定：把 5223,5228:5230 加進“TCP 不轉發埠”即可繞過；要走代理，就留在“TCP 轉發埠”裡並選穩定的節點。',
  'finding.transparent-proxy.homeproxy.remedy':
    '服務 → HomeProxy → 路由埠選“僅常用埠”，就不會處理 5223 和 5228-5230；或者在“訪問控制 → WAN IP 策略”的直連列表里加上 17.0.0.0/8。',
  'finding.transparent-proxy.ssr-plus.remedy':
    '服務 → ShadowSocksR Plus+ → 訪問控制：把 17.0.0.0/8 加進不走代理的地址；或者把代理埠改成自定義，不含 5223 和 5228-5230。',
  'finding.transparent-proxy.v2raya.remedy':
    'v2rayA → 設定 → 分流（RoutingA）：在最上面加 ip(17.0.0.0/8)->direct 和 port(5223,5228-5230)->direct。',
  'finding.transparent-proxy.nikki.remedy':
    '服務 → Nikki → 代理配置 → 繞過：把“要代理的 TCP 目標埠”設為 0-5222 5224-5227 5231-65535 即可繞過；要走代理就不改，給推送指定穩定的策略組。',
  'finding.transparent-proxy.shellcrash.remedy':
    '在 crash 選單的“流量過濾”裡去掉埠 5223 和 5228-5230，或者給 17.0.0.0/8 加一條 DIRECT 規則。',
  'finding.transparent-proxy.sing-box.remedy':
    '在路由規則最上面給 17.0.0.0/8 和埠 5223、5228-5230 加直連；如果規則是它自己生成的，用 route_exclude_address 排除。',
  'finding.transparent-proxy.daed.remedy':
    '服務 → daed：在路由規則最上面加 dip(17.0.0.0/8) -> must_direct 和 dport(5223, 5228-5230) -> must_direct。',
  'finding.transparent-proxy.zapret.remedy':
    '在 /opt/zapret/config（服務 → Zapret → 設定）的 TPWS_PORTS 裡去掉 5223 和 5228-5230，然後重啟它。',
  'finding.proxy-idle-timeout.title': '代理會關閉空閒 {seconds} 秒的連線',
  'finding.proxy-idle-timeout.means': '手機可能空閒 {safe} 秒，所以兩次心跳之間推送連線會一再被關閉。',
  'finding.proxy-idle-timeout.remedy':
    '請在代理配置的 policy 裡把 connIdle 調到 {safe} 以上，或者讓推送繞過代理。',
  'finding.proxy-idle-timeout.usual.title': '{name} 預設會關閉空閒 {seconds} 秒的連線',
  'finding.proxy-idle-timeout.usual.means': '在它的配置裡沒有找到別的數值。手機可能空閒 {safe} 秒。',
  'finding.zapret.title': 'zapret 讓推送連線走了它自己的快速通道（流表）',
  'finding.zapret.means':
    'FLOWOFFLOAD 設為 {mode}：除了它自己處理的埠，其餘全部走這條通道，跟防火牆頁面上的設定無關。',
  'finding.zapret.remedy':
    '請讓 zapret 把這件事交給防火牆：設為 FLOWOFFLOAD=donttouch（服務 → Zapret → 設定，或 /opt/zapret/config），然後重啟 zapret。',

  'finding.dns-blocked.title': 'DNS 遮蔽了推送伺服器：{names}',
  'finding.dns-blocked.means':
    '手機解析不到這些域名，就找不到推送服務。已經建立的連線還能用，一旦斷開就連不上了。',
  'finding.dns-blocked.remedy': '請在 {keeper} 的名單裡放行這些域名。',
  'finding.dns-blocked.adblock.remedy':
    '把 push.apple.com 和 mtalk.google.com 加進 adblock 的允許列表（服務 → 廣告攔截 → 編輯允許列表），然後重新載入。',
  'finding.dns-blocked.adblock-fast.remedy':
    '把 push.apple.com 和 mtalk.google.com 加進“允許的域”（服務 → AdBlock Fast），然後重啟它。',
  'finding.dns-blocked.adguard.remedy':
    '在 AdGuard Home 的“過濾器 → 自定義過濾規則”里加上 @@||push.apple.com^ 和 @@||mtalk.google.com^。',
  'finding.dns-blocked.dnsmasq.remedy':
    '刪掉上面這一行，或者在“網路 → DHCP/DNS”裡去掉這些域名，然後重啟 dnsmasq。',
  'finding.dns-blocked.other.remedy': '請在 {keeper} 裡放行這些域名。',
  'finding.dns-blocked.elsewhere.remedy':
    '名單在 {server} 上，也就是 DHCP 下發給裝置的 DNS 伺服器：請在那裡放行。',
  'finding.dns-blocked.upstream.remedy':
    '路由器上沒有找到這樣的名單，應該是上游 DNS 遮蔽的（網路 → DHCP/DNS → 轉發）。請換一個上游，或者在那裡放行。',

  'finding.push-port-blocked.rule.title': '防火牆裡有一條規則攔截了蘋果推送埠 5223',
  'finding.push-port-blocked.rule.means': '蘋果裝置最多隻能改用 443，而那只是備用方式。',
  'finding.push-port-blocked.rule.remedy':
    '請停用這條規則，或者讓到 17.0.0.0/8 的 TCP 5223 例外（網路 → 防火牆 → 通訊規則）。',

  'finding.drop-invalid-or-not-loose.dropped.title': '記錄被清除後，手機的下一個資料包會被悄悄丟棄',
  'finding.drop-invalid-or-not-loose.dropped.means':
    'nf_conntrack_tcp_loose=0 讓它算作“無效”，而 drop_invalid 會丟棄無效資料包。手機收不到回應，要等超時後才會重連。',

  'finding.wan-redial.title': '線路 {name} 在 {minutes} 分鐘前剛連上',
  'finding.wan-redial.means': '重新撥號會斷開 IPv4 推送連線；手機最遲要到下一次心跳才會發現。',
  'finding.wan-redial.remedy':
    '如果剛才有推送晚到，原因就在這裡。把手機的 Wi-Fi 關一下再開啟，或者等半個小時。',
  'finding.wan-redial.often.title': '線路 {name} 反覆重新撥號',
  'finding.wan-redial.often.means':
    '日誌裡至少有 {n} 次。每次都會斷開 IPv4 推送連線（有沒有放行規則都一樣），而手機發現得晚。',
  'finding.wan-redial.often.remedy':
    '請查一下原因：網線、光貓、運營商，或者自己設的定時重撥（系統 → 計劃任務；網路 → 介面 → {name}）。',

  'finding.mwan3.flushed.title': '線路一有變化，mwan3 就清空連線跟蹤表',
  'finding.mwan3.flushed.means':
    '日誌裡能看到。那一刻全家的連線記錄都被清除，走正常線路的推送連線也不例外（{names}）。',
  'finding.mwan3.flushed.remedy':
    '請取消這些介面的“重新整理連線跟蹤表”（網路 → MultiWAN 管理器 → 介面），最多隻留 ifdown。',
  'finding.mwan3.flush.title': 'mwan3 設定了線路變化時清空連線跟蹤表',
  'finding.mwan3.flush.means':
    '任何一條線路上線或下線，所有連線記錄都會被清除，走正常線路的推送連線也不例外（{names}）。日誌裡還沒有看到發生過。',
  'finding.mwan3.flush.remedy': '請取消這些介面的“重新整理連線跟蹤表”（網路 → MultiWAN 管理器 → 介面）。',
  'finding.mwan3.spread.title': '推送連線分散在 {n} 條線路上',
  'finding.mwan3.spread.means': '每條連線走當時分到的線路，那條線路一斷它就斷了，哪怕別的線路是好的。',
  'finding.mwan3.spread.remedy':
    '把它們固定下來：在預設規則上面加一條 TCP 5223,5228:5230 的規則，用優先走最穩線路的策略（網路 → MultiWAN 管理器 → 規則）。',

  'finding.wan-refused.title': '推送伺服器發來的資料包被防火牆拒絕了',
  'finding.wan-refused.means':
    '這說明連線記錄在那之前已經被清除：路由器回了 RST，伺服器結束通話連線，而手機很晚才知道。',
  'finding.wan-refused.remedy': '這是現象，不是原因：請看其他發現。',

  'finding.ipv6-no-route.title': '裝置以為有 IPv6，路由器卻沒有 IPv6 出口',
  'finding.ipv6-no-route.means': '它們有公網 IPv6 地址，所以會先用 IPv6 連推送伺服器，結果白等。',
  'finding.ipv6-no-route.remedy':
    '請讓線路的 IPv6 恢復（網路 → 介面 → wan6），或者不再通告 IPv6（lan → DHCP 伺服器 → IPv6 設定 → RA 服務：已停用）。',
  'finding.ipv6-no-route.forced.title': '路由器在通告一個並不存在的 IPv6 出口',
  'finding.ipv6-no-route.forced.means':
    'ra_default 讓它在沒有預設路由時也這樣通告，裝置發出的資料包有去無回。',
  'finding.ipv6-no-route.forced.remedy':
    '請把“預設路由器”改回自動（網路 → 介面 → lan → DHCP 伺服器 → IPv6 RA 設定）。',
  'finding.ipv6-stale-prefix.title': '{n, plural, other {有 # 條推送連線用的是已經失效的 IPv6 地址}}',
  'finding.ipv6-stale-prefix.means':
    '線路已經換了字首，發給 {address} 的回應到不了這裡。裝置還不知道地址變了。',
  'finding.ipv6-stale-prefix.remedy':
    '把手機的 Wi-Fi 關一下再開啟。如果每次重撥後都這樣，可以向運營商申請固定字首，或者縮短有效期（lan → DHCP 伺服器 → IPv6 RA 設定）。',
  'finding.ipv6-router-lifetime.title': 'IPv6 路由通告的有效期只有 {seconds} 秒',
  'finding.ipv6-router-lifetime.means':
    '手機休眠時會漏掉通告。有效期一過它就沒有 IPv6 出口，走 IPv6 的推送連線直到手機醒來都是斷的。',
  'finding.ipv6-router-lifetime.remedy':
    '請把 ra_lifetime 設為 1800 或更大，或者刪掉它（網路 → 介面 → {pool} → DHCP 伺服器 → IPv6 RA 設定 → RA 生存期）。',
  'finding.ipv6-router-lifetime.zero.title': '路由器告訴裝置不要把它當作 IPv6 出口',
  'finding.ipv6-router-lifetime.zero.means':
    'ra_lifetime 為 0 時，裝置有 IPv6 地址卻沒有出口（除非另有路由器），推送會走 IPv4。',
  'finding.ipv6-router-lifetime.zero.remedy':
    '如果不是有意這樣設的，請刪掉 ra_lifetime（網路 → 介面 → {pool} → DHCP 伺服器 → IPv6 RA 設定 → RA 生存期）。',

  'ruled-out.double-nat.map': '雙重 NAT（MAP 在外面不儲存連線）',
  'ruled-out.double-nat.ipv6': '雙重 NAT（推送走 IPv6，沒有 NAT）',
  'ruled-out.transparent-proxy': '透明代理',
  'ruled-out.transparent-proxy.around': '透明代理（{name} 沒有接管推送）',
  'ruled-out.proxy-idle-timeout': '代理的空閒超時太短（{seconds} 秒）',
  'ruled-out.zapret': 'zapret 自己的流表',
  'ruled-out.dns-blocked': 'DNS 遮蔽名單',
  'ruled-out.dns-blocked.fake': 'DNS 遮蔽名單（由代理以自己的地址應答）',
  'ruled-out.wan-redial': '重新撥號（已連線 {minutes} 分鐘）',
  'ruled-out.mwan3': 'mwan3 清空連線跟蹤表',
  'ruled-out.wan-refused': '推送伺服器的資料包被拒絕',
  'ruled-out.ipv6-no-route': 'IPv6 沒有出口',
  'ruled-out.ipv6-no-route.none': 'IPv6 沒有出口（沒有通告 IPv6）',
  'ruled-out.ipv6-stale-prefix': '使用舊字首的 IPv6 地址',
  'ruled-out.ipv6-router-lifetime': 'IPv6 路由通告有效期太短（{seconds} 秒）',

  'unknown.transparent-proxy': '推送連線是否被代理接管（請連上一部手機再檢查一次）',
  'unknown.transparent-proxy.rules':
    '{name} 是否接管推送連線（由沒有讀到的名單決定；請連上一部手機再檢查一次）',
  'unknown.transparent-proxy.kernel': 'daed 是否接管推送連線（它在核心裡轉發，看它的日誌能知道）',
  'unknown.proxy-idle-timeout': '代理多久會關閉空閒連線（請觀察手機 15 分鐘）',
  'unknown.dns-blocked': 'DNS 是否遮蔽了 {names}（沒有應答；請在裝置上解析一下這個域名）',
  'unknown.dns-blocked.unasked':
    'DNS 是否遮蔽了推送伺服器（沒有查詢；請在裝置上解析一下 1-courier.push.apple.com）',
  'unknown.wan-redial': '線路是否重新撥過號',
  'unknown.ipv6-no-route': 'IPv6 有沒有出口（沒有讀到介面資訊）',
  'unknown.ipv6-no-route.unanswered':
    '路由器之外的 IPv6 是否正常（有一次連線沒有回應；請用手機開啟 test-ipv6.com 試試）',
  'unknown.ipv6-router-lifetime.relay': 'IPv6 路由通告的有效期（由另一台路由器通告）',
};
