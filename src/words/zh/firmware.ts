import type { firmware as english, routerOs as englishRouterOs } from '../en/firmware.ts';

export const firmware: Record<keyof typeof english, string> = {
  'finding.foreign-firmware.title': '这台路由器运行的是 {name}，不是 OpenWrt',
  'finding.foreign-firmware.means':
    '它自带的加速会绕过防火墙规则和连接表的计时来转发，所以从这里看不出空闲连接能保留多久。Pushmedic 只查看，不会改动 {name}。',
  'finding.foreign-firmware.off.title': '这台路由器运行的是 {name}，不是 OpenWrt',
  'finding.foreign-firmware.off.means':
    '它自带的加速已经关闭，所以连接表能说明空闲连接保留多久。Pushmedic 只查看，不会改动它。',
  'finding.foreign-firmware.padavan.remedy':
    '高级设置 → 外部网络 (WAN)：把 IPv4 的硬件加速（NAT/路由）设为禁用，SFE 也关掉，然后对比一天。',
  'finding.foreign-firmware.merlin.remedy':
    '内部网络 (LAN) → Switch Control → NAT 加速：设为关闭并重启，然后对比一天。',
  'finding.foreign-firmware.tomato.remedy':
    'Advanced → Miscellaneous：取消勾选 CTF (Cut-Through Forwarding) 并重启，然后对比一天。空闲连接的保留时间在 Advanced → Conntrack / Netfilter → TCP Timeout → Established，至少 1800 秒。',
  'finding.foreign-firmware.dd-wrt.remedy':
    '设置 → 基本设置 → Shortcut Forwarding Engine：设为禁用，然后对比一天。空闲连接的保留时间在 管理 → 管理 → TCP 超时，至少 1800 秒。',
  'finding.foreign-firmware.keenetic.remedy':
    'Management → General system settings：关闭网络加速 (HWNAT)；或者在命令行输入 no ppe hardware、no ppe software，再用 system configuration save 保存。然后对比一天。',
  'finding.foreign-firmware.edgeos.remedy':
    '在命令行输入：configure；set system offload hwnat disable（ER-X、EP-R6；其他型号用 set system offload ipv4 forwarding disable）；commit；save。然后对比一天。show ubnt offload 可以查看哪些是开着的。',
  'finding.foreign-firmware.unifi.means':
    '它的内核所显示的内容，已经和其他路由器一样读取。Pushmedic 只查看，不会改动 {name}。',
  'finding.foreign-firmware.unifi.remedy':
    '如果推送仍然迟到，请在 UniFi Network 的设置里查看网关的硬件加速，以及连接超时：TCP established 至少 1800 秒。',
  'finding.foreign-firmware.vyos.means':
    '它的 flowtable 和规则，已经和其他路由器一样读取。Pushmedic 加进当前规则的内容，会在下次 commit 时消失。',
  'finding.foreign-firmware.vyos.remedy':
    '要长期有效：在 firewall ipv4（和 ipv6）forward filter 里，在 action offload 那条规则之前，接受来自和发往 5223、5228-5230 端口的已建立 TCP 连接。空闲连接的保留时间：set system conntrack timeout tcp established 7440。',
};

export const routerOs: Record<keyof typeof englishRouterOs, string> = {
  'failure.router-os.what': '这是一台运行 RouterOS 的 MikroTik，没有可以用来读取的 shell',
  'failure.router-os.means':
    'Linux shell 的命令在那里不起作用，所以 Pushmedic 既不能查看，也不能改动。它说的是：{seen}',
  'failure.router-os.todo':
    '请手动设置：IP → Firewall → Connections → Tracking，TCP Established Timeout 至少 30 分钟（默认 1 天）。如果 IP → Firewall → Filter Rules 里有 fasttrack-connection 规则，请在它上面加两条接受已建立 TCP 连接的规则，一条 dst-port 为 5223,5228-5230，另一条 src-port 为 5223,5228-5230。',
};
