import type { unreachable as english } from '../en/unreachable.ts';

export const unreachable: Record<keyof typeof english, string> = {
  'button.trust-new': '信任新密钥',
  'button.stop-watching': '停止监视',
  'button.try-again': '再试一次',
  'unreachable.title': '连不上 {router}',
  'unreachable.since': '自 {when} 起无法监视它，这期间它下面的手机发生了什么，看不到。',
  'unreachable.goes-on': '机器人会继续尝试，恢复后会在这里告知。',
  'unreachable.silent': '{address} 没有任何回应：路由器可能关机了、与机器人所在的机器断开了，或者换了地址。',
  'unreachable.silent.todo':
    '请看看路由器是否开机、网线是否接好。如果地址变了：/router add {router} root@新地址。',
  'unreachable.refused':
    '{address} 有设备回应，但没有 SSH：可能 SSH 被关闭了，或者这个地址现在属于另一台设备。',
  'unreachable.refused.todo':
    '请重新打开 SSH（OpenWrt：系统 → 管理权 → SSH 访问）。如果路由器的地址变了：/router add {router} root@新地址。',
  'unreachable.new-key':
    '{address} 出示的主机密钥与受信任的不同。路由器恢复出厂设置或刷机之后，这很正常；否则就是另一台设备在冒充它回应。没有向它发送任何内容。',
  'unreachable.new-key.todo':
    '请与路由器自己显示的对照一下：dropbearkey -y -f /etc/dropbear/dropbear_ed25519_host_key。如果一致，就按“信任新密钥”。',
  'unreachable.new-key.owner': '机器人的所有者可以核对并信任新密钥。',
  'unreachable.login':
    '路由器 {address} 有回应，但不再让机器人登录：机器人的公钥已不在上面，恢复出厂设置后就会这样。',
  'unreachable.login.todo':
    '/router key 会显示要粘贴到路由器上的几行命令。之后按“再查一次”：只要登录成功就会恢复监视。',
  'unreachable.name': '{address} 里的主机名已经解析不到地址。',
  'unreachable.name.todo': '请查一下路由器现在的名称或地址，然后发送：/router add {router} root@新地址。',
  'unreachable.forbidden': '{address} 里的主机名现在指向一个机器人不允许连接的地址。',
  'unreachable.forbidden.todo':
    '如果那确实是这台路由器，运行机器人的人可以把该地址加入 PUSHMEDIC_ALLOW 并重新启动。',
  'unreachable.not-ssh': '{address} 上回应的不是 SSH 服务：这个地址现在似乎属于另一台设备。',
  'unreachable.not-ssh.todo': '如果路由器的地址变了：/router add {router} root@新地址。',
  'unreachable.other': '{address} 有回应，但目前这样无法监视。',
  'unreachable.other.todo': '“再查一次”会说明哪里不对。',
  'unreachable.over.title': '{router} 曾有 {gap}连不上',
  'unreachable.over.text': '从 {from} 到 {to}；这段时间的情况无从得知。现在已恢复监视。',
  'reachable.title': '{router} 又连上了',
  'reachable.text': '从 {from} 到 {to} 连不上，共 {gap}；这段时间的情况无从得知。现在起恢复监视。',
  'working.watch': '正在登录 {router} …',
  'watch.down.title': '将会监视 {router}，但现在连不上它',
  'watch.down.text':
    '机器人会继续尝试，路由器一有回应就开始监视。/status 可以看到是否已开始；如果十分钟后仍连不上，会在这里告知。',
  'watch.not.title': '没有监视 {router}',
  'watch.stuck.title': '目前无法监视 {router}',
  'watch.stuck.text': '这里以前开启的监视仍然保留，每隔几分钟会再试一次。',
  'watch.cured-since': '此后修复已经生效。',
  'register.moved': '{router} 换了地址',
  'register.moved.text':
    '{address} 上回应的是同一台路由器：它出示的正是受信任的主机密钥。今后就连接这个地址，其他一切不变。',
  'status.unreachable': '自 {when} 起连不上',
};
