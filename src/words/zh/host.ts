import type { host as english } from '../en/host.ts';

export const host: Record<keyof typeof english, string> = {
  'finding.hardware-one-way.title': '{n, plural, other {有 # 条推送连接只有一个方向由硬件转发}}',
  'finding.hardware-one-way.why':
    '硬件只转发推送连接的一个方向，另一个方向路由器已经跟丢了。计时走完之后，进来的数据就会被拒绝（openwrt issue 17915）。',
  'finding.hardware-one-way.means':
    '路由器的连接表已经不知道另一个方向还在由硬件转发：数据照样通过，计时却在减少，到零以后进来的包会被拒绝。联发科平台在重载防火墙后会出现（openwrt 的 17915 号问题）。',
  'finding.hardware-one-way.remedy':
    '请把硬件通道改为软件通道（网络 → 防火墙 → 路由/NAT 卸载 → 软件流量卸载），然后唤醒一次手机。',
  'ruled-out.hardware-one-way': '只有一个方向由硬件转发的连接',
  'unknown.hardware-one-way':
    '硬件是否在转发连接的两个方向：这台路由器没有提供（/sys/kernel/debug/ppe0/entries）',

  'finding.neighbour-failed.title': '路由器在局域网里找不到 {address}',
  'finding.neighbour-failed.means':
    '路由器询问谁在用这个地址，没有设备回应，这时到达的推送会被丢掉。手机睡得太深，或者无线接入点没有转发询问，都会这样；手机已经离开也会这样。',
  'finding.neighbour-failed.remedy':
    '如果手机锁屏放在家里时一直这样：对这个网络关闭一次“私有无线局域网地址”；如果用了单独的无线接入点，请关闭它的 ARP 代理或组播过滤。',
  'ruled-out.neighbour-failed': '手机在局域网里没有回应',

  'finding.wifi-dropped.title': 'Wi-Fi 会把休眠中的设备踢下线（{n} 次）',
  'finding.wifi-dropped.means':
    '最近一次是 {name}。接入点没有收到回应就断开了它，在它自己醒来之前都处于离线状态。',
  'finding.wifi-dropped.remedy':
    '网络 → 无线 → 编辑 → 高级设置：取消勾选“弱信号剔除（低确认断开）”，并把组密钥更新间隔调长。',
  'finding.wifi-dropped.phone.title': 'Wi-Fi 在 {name} 休眠时把它踢下线（{n} 次）',
  'finding.wifi-dropped.phone.means':
    '接入点没有收到它的回应就断开了连接。在手机自己醒来之前，推送都到不了。',
  'finding.wifi-dropped.phone.remedy':
    '网络 → 无线 → 编辑 → 高级设置：取消勾选“弱信号剔除（低确认断开）”，并把组密钥更新间隔调长。',
  'finding.wifi-roaming.title': '{name} 一小时内连接了 Wi-Fi {n} 次',
  'finding.wifi-roaming.means': '它在几个接入点或频段之间来回切换。每次切换都会丢包，推送也可能在其中。',
  'finding.wifi-roaming.remedy':
    '请减小接入点之间的重叠（网络 → 无线 → 编辑 → 设备配置 → 常规设置：降低最大发射功率），并关闭一次 802.11r 做对比（接口配置 → WLAN 漫游）。',
  'ruled-out.wifi-roaming': '手机在接入点之间来回漫游',
  'ruled-out.wifi-dropped': 'Wi-Fi 踢掉休眠设备',
};
