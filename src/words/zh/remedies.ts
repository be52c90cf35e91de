import type { remedies as english } from '../en/remedies.ts';

export const remedies: Record<keyof typeof english, string> = {
  'remedy.exempt.title': '让推送连接不走快速通道（流量卸载）',
  'remedy.exempt.what':
    '推送连接（TCP {ports}）的数据包会在路由器做流量卸载之前先被放行：规则加在 {chains}，两个方向都放行，而且只放行已建立的连接。',
  'remedy.exempt.offer':
    '“应用修复”会加入 {n, plural, other {# 条}}规则，让推送连接不走快速通道（排在卸载规则之前，{families}）。{lasts, select, yes {重启后仍然有效} other {下次重载前有效}}；未通过验证会自动还原。网速不受影响。',
  'remedy.exempt.shown': '会加入的规则',
  'remedy.exempt.applied': '另开连接复查：放行规则已排在该在的位置，其他规则保持原样，路由器照常转发。',
  'remedy.exempt.waiting':
    '已经开着的连接，要等它下次空闲之后才生效。想马上见效，请在手机上把 Wi-Fi 关掉再打开。',
  'remedy.exempt.none.no-offload': '这里没有规则让连接走快速通道（流量卸载），所以不需要绕开。',
  'remedy.exempt.none.odd-name': '防火墙有一条链的名字，nft 打印出来之后自己不再认得（卸载规则所在的链）。',

  'remedy.conntrack-timeout.title': '让路由器把空闲连接保留 {to} 秒，而不是 {from} 秒',
  'remedy.conntrack-timeout.what':
    '连接空闲 {from} 秒，路由器就清除它的记录，而手机两次心跳的间隔比这更长。这里把超时改成 {to} 秒，也就是 OpenWrt 自带的值。它对家里所有 TCP 连接都生效，所以连接表里的条目会多一些。',
  'remedy.conntrack-timeout.offer':
    '“应用修复”让路由器把空闲连接的记录保留 {to} 秒，而不是 {from} 秒，对家里所有 TCP 连接生效。未通过验证会自动还原；“还原”会恢复原来的值。',
  'remedy.conntrack-timeout.shown': '会设置的参数',
  'remedy.conntrack-timeout.applied': '另开连接复查：超时已经生效，其他一切保持原样，路由器照常转发。',
  'remedy.conntrack-timeout.waiting':
    '每条连接要到下一个数据包才会用上新的超时。想马上见效，请在手机上把 Wi-Fi 关掉再打开。',
  'remedy.conntrack-timeout.lost':
    '从 {when} 起，空闲连接的超时又变短了：可能是重启或升级改了回去。空闲的推送连接又会被清除。',
  'remedy.conntrack-timeout.none.unread': '没能读到路由器的连接超时。',
  'remedy.conntrack-timeout.none.not-low': '路由器保留空闲连接的时间已经够长了。',

  'remedy.table-size.title': '让路由器能同时保留 {to} 条连接，而不是 {from} 条',
  'remedy.table-size.what':
    '连接跟踪表满了：新连接会被拒绝，空闲的连接也可能被挤掉。这里把上限从 {from} 条提高到 {to} 条，最多多占 {mb} MB 内存。如果又满了，说明有设备开的连接太多，要从那台设备查起。',
  'remedy.table-size.offer':
    '“应用修复”会把连接跟踪表的上限从 {from} 条提高到 {to} 条，最多占用 {mb} MB 内存。未通过验证会自动还原；“还原”会恢复原来的上限。',
  'remedy.table-size.shown': '会设置的参数',
  'remedy.table-size.applied': '另开连接复查：新的上限已经生效，其他一切保持原样，路由器照常转发。',
  'remedy.table-size.waiting':
    '从现在起新连接有空位了。丢了连接的手机会自己连回来；想马上见效，请在手机上把 Wi-Fi 关掉再打开。',
  'remedy.table-size.lost':
    '从 {when} 起，连接跟踪表的上限又变小了：可能是重启或升级把它改了回去。一旦再满，推送连接又会丢失。',
  'remedy.table-size.none.unread': '没能读到连接跟踪表的大小。',
  'remedy.table-size.none.not-full': '连接跟踪表还有空位。',
  'remedy.table-size.none.large-enough':
    '连接跟踪表已经够大了。占满它的是某台开了太多连接的设备，请从那里查起。',
};
