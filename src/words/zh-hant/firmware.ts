import type { firmware as english, routerOs as englishRouterOs } from '../en/firmware.ts';

export const firmware: Record<keyof typeof english, string> = {
  'finding.foreign-firmware.title': '這台路由器執行的是 {name}，不是 OpenWrt',
  'finding.foreign-firmware.means':
    '它自帶的加速會繞過防火牆規則和連線表的計時來轉發，所以從這裡看不出空閒連線能保留多久。Pushmedic 只查看，不會改動 {name}。',
  'finding.foreign-firmware.off.title': '這台路由器執行的是 {name}，不是 OpenWrt',
  'finding.foreign-firmware.off.means':
    '它自帶的加速已經關閉，所以連線表能說明空閒連線保留多久。Pushmedic 只查看，不會改動它。',
  'finding.foreign-firmware.padavan.remedy':
    '進階設定 → 外部網路 (WAN)：把 IPv4 的硬體加速（NAT/路由）設為停用，SFE 也關掉，然後對比一天。',
  'finding.foreign-firmware.merlin.remedy':
    '內部網路 (LAN) → Switch Control → NAT 加速：設為關閉並重啟，然後對比一天。',
  'finding.foreign-firmware.tomato.remedy':
    'Advanced → Miscellaneous：取消勾選 CTF (Cut-Through Forwarding) 並重啟，然後對比一天。空閒連線的保留時間在 Advanced → Conntrack / Netfilter → TCP Timeout → Established，至少 1800 秒。',
  'finding.foreign-firmware.dd-wrt.remedy':
    '設定 → 基本設定 → Shortcut Forwarding Engine：設為停用，然後對比一天。空閒連線的保留時間在 管理 → 管理 → TCP 超時，至少 1800 秒。',
  'finding.foreign-firmware.keenetic.remedy':
    'Management → General system settings：關閉網路加速 (HWNAT)；或者在命令列輸入 no ppe hardware、no ppe software，再用 system configuration save 儲存。然後對比一天。',
  'finding.foreign-firmware.edgeos.remedy':
    '在命令列輸入：configure；set system offload hwnat disable（ER-X、EP-R6；其他型號用 set system offload ipv4 forwarding disable）；commit；save。然後對比一天。show ubnt offload 可以檢視哪些是開著的。',
  'finding.foreign-firmware.unifi.means':
    '它的核心所顯示的內容，已經和其他路由器一樣讀取。Pushmedic 只查看，不會改動 {name}。',
  'finding.foreign-firmware.unifi.remedy':
    '如果推送仍然遲到，請在 UniFi Network 的設定裡檢視閘道器的硬體加速，以及連線超時：TCP established 至少 1800 秒。',
  'finding.foreign-firmware.vyos.means':
    '它的 flowtable 和規則，已經和其他路由器一樣讀取。Pushmedic 加進當前規則的內容，會在下次 commit 時消失。',
  'finding.foreign-firmware.vyos.remedy':
    '要長期有效：在 firewall ipv4（和 ipv6）forward filter 裡，在 action offload 那條規則之前，接受來自和發往 5223、5228-5230 埠的已建立 TCP 連線。空閒連線的保留時間：set system conntrack timeout tcp established 7440。',
};

export const routerOs: Record<keyof typeof englishRouterOs, string> = {
  'failure.router-os.what': '這是一台執行 RouterOS 的 MikroTik，沒有可以用來讀取的 shell',
  'failure.router-os.means':
    'Linux shell 的命令在那裡不起作用，所以 Pushmedic 既不能檢視，也不能改動。它說的是：{seen}',
  'failure.router-os.todo':
    '請手動設定：IP → Firewall → Connections → Tracking，TCP Established Timeout 至少 30 分鐘（預設 1 天）。如果 IP → Firewall → Filter Rules 裡有 fasttrack-connection 規則，請在它上面加兩條接受已建立 TCP 連線的規則，一條 dst-port 為 5223,5228-5230，另一條 src-port 為 5223,5228-5230。',
};
