import type { failures as english } from '../en/failures.ts';
import { botFailures } from './bot-failures.ts';
import { captures } from './captures.ts';
import { routerOs } from './firmware.ts';
import { peopleFailures } from './people-failures.ts';
import { testFailures } from './test-failures.ts';

export const failures: Record<keyof typeof english, string> = {
  ...botFailures,
  ...captures,
  ...routerOs,
  ...peopleFailures,
  ...testFailures,
  'failure.bug.what': '抱歉，这里出了不该出的错',
  'failure.bug.todo': '问题在机器人这边，不是你操作的问题。日志里的编号是 {id}，请把它告诉维护机器人的人。',
  'failure.host-key.expected': '之前信任的密钥',
  'failure.host-key.got': '现在出示的密钥',

  'failure.address-invalid.what': '“{input}”不是能识别的路由器地址',
  'failure.address-invalid.means':
    '地址由用户名、@ 和主机组成，端口不是 22 时再加上端口。可能有两种理解的写法不予接受。',
  'failure.address-invalid.todo':
    '例如：root@192.168.1.1 · root@router.lan:2222 · root@[fd00::1]（IPv6 要加方括号）· root@[fd00::1]:2222',

  'failure.address-forbidden.what': '机器人不允许连接 {host}',
  'failure.address-forbidden.means':
    '登记的路由器必须在机器人所有者允许的地址范围内；没有另外设置时，只允许内网地址（10.…、172.16–31.…、192.168.…、fc00::/7）。',
  'failure.address-forbidden.todo':
    '它的地址是 {address}。如果它确实是你的路由器，请维护机器人的人把它加进 PUSHMEDIC_ALLOW，然后重新启动。',

  'failure.host-unknown.what': '查不到 {host} 的地址',
  'failure.host-unknown.means': '在机器人所在的机器上解析不了这个名字。',
  'failure.host-unknown.todo': '请检查拼写，或者直接用路由器的 IP 地址；家里的路由器常常是 192.168.1.1。',

  'failure.unreachable.what': '连不上 {host} 的 {port} 端口',
  'failure.unreachable.means': '网络不通（{detail}）。',
  'failure.unreachable.todo': '请确认路由器开着、机器人所在的机器与它在同一网络、地址没有写错。',
  'failure.unreachable.detail.EHOSTUNREACH': '那个地址上没有机器回应',
  'failure.unreachable.detail.ENETUNREACH': '没有通往那个网络的路由',
  'failure.unreachable.detail.EHOSTDOWN': '那个地址上没有机器回应',
  'failure.unreachable.detail.EACCES': '被机器人所在机器的防火墙拦下',
  'failure.unreachable.detail.EPERM': '被机器人所在机器的防火墙拦下',
  'failure.unreachable.detail.EADDRNOTAVAIL': '机器人所在的机器没有可用的源地址',

  'failure.refused.what': '{host} 有回应，但 {port} 端口上没有服务',
  'failure.refused.means': '机器在线，但拒绝了连接：这个端口上没有运行 SSH 服务。',
  'failure.refused.todo':
    '请打开 SSH（OpenWrt：系统 → 管理权 → SSH 访问）并核对端口；其他端口写成 root@{host}:端口。',

  'failure.timeout.what': '等路由器{stage}等得太久了',
  'failure.timeout.means': '{seconds} 秒后仍没有结果，所以放弃了这次尝试。',
  'failure.timeout.todo':
    '它可能正忙、正在启动，或者被防火墙悄悄丢弃了连接。请一分钟后再试；如果一直这样，请检查地址和端口。',
  'failure.timeout.stage.connect': '回应',
  'failure.timeout.stage.handshake': '建立 SSH 连接',
  'failure.timeout.stage.auth': '完成登录',
  'failure.timeout.stage.command': '回答查询',

  'failure.host-key-unknown.what': '{host} 的主机密钥还没有被信任',
  'failure.host-key-unknown.means': '路由器出示了下面这个密钥。在有人确认它没错之前，不会向它发送任何内容。',
  'failure.host-key-unknown.todo': '请用 /router add 名称 用户@主机 登记，核对指纹后按“信任此密钥”。',

  'failure.host-key-changed.what': '{host} 出示的主机密钥与之前信任的不同',
  'failure.host-key-changed.means':
    '恢复出厂设置或刷新固件之后，这很正常。否则，可能有别的机器在冒充路由器。没有向它发送任何内容。',
  'failure.host-key-changed.todo':
    '请在路由器上核对：ssh-keygen -l，或 dropbearkey -y -f /etc/dropbear/dropbear_ed25519_host_key。如果新密钥没错，请再次发送 /router add 名称 用户@主机，然后按“信任此密钥”。',

  'failure.auth-rejected.what': '{host} 不让机器人以 {user} 身份登录',
  'failure.auth-rejected.means': '路由器上没有为 {user} 添加机器人的公钥，或者不允许这样登录。',
  'failure.auth-rejected.todo':
    '请发送 /router key（或运行 {call} key），把显示的那一行粘贴到路由器上；在 OpenWrt 上它应写入 /etc/dropbear/authorized_keys。',

  'failure.no-common-algorithm.what': '{host} 与机器人没有共同的加密方式',
  'failure.no-common-algorithm.means': '路由器只提供：{detail}。这太旧了，不安全。',
  'failure.no-common-algorithm.todo': '请更新路由器固件，至少更新它的 SSH 服务（dropbear）。',

  'failure.not-ssh.what': '{host} 的 {port} 端口上回应的不是 SSH',
  'failure.not-ssh.means': '它说的是：{detail}',
  'failure.not-ssh.todo': '这多半是别的服务的端口，比如管理网页。请给出 SSH 端口：root@{host}:端口。',

  'failure.connection-lost.what': '与路由器的连接断了',
  'failure.connection-lost.means': '话还没说完，连接就结束了（{detail}）。',
  'failure.connection-lost.todo':
    '请再试一次。如果每次都这样，请看看路由器是否在重启或限制了连接（在路由器上运行 logread）。',
  'failure.connection-lost.detail.closed': '由这边关闭',
  'failure.connection-lost.detail.closed-by-router': '由路由器关闭',
  'failure.connection-lost.detail.closed-at-once': '路由器立刻关闭了它，往往是因为同时登录太多',
  'failure.connection-lost.detail.no-answer': '路由器不再回应',
  'failure.connection-lost.detail.cancelled': '已取消',
  'failure.connection-lost.detail.ECONNRESET': '被路由器重置',
  'failure.connection-lost.detail.EPIPE': '由路由器关闭',
  'failure.connection-lost.detail.ETIMEDOUT': '路由器不再回应',

  'failure.output-too-large.what': '路由器发来的内容远远超过了所问的',
  'failure.output-too-large.means': '读到 {limitBytes, number} 字节后停止，所以没有结果。',
  'failure.output-too-large.todo': '请手动登录，看看登录时是否有东西在不停地输出（/etc/profile），然后再试。',

  'failure.not-a-router.what': '回应的机器看起来不是 Linux 路由器',
  'failure.not-a-router.means': '它不像 Linux 那样执行命令。它说的是：{seen}',
  'failure.not-a-router.todo':
    'Pushmedic 需要能登录 shell 的 Linux 路由器（OpenWrt 及其同类）。请检查地址，并确认用户的 shell 是 /bin/ash 或 /bin/sh。',

  'failure.key-file.what': '无法使用 {path} 里的 SSH 密钥',
  'failure.key-file.means': '原因：{detail}',
  'failure.key-file.todo':
    'PUSHMEDIC_KEY_FILE 必须指向没有口令的私钥，格式为 OpenSSH 或 PEM。不设置它时，机器人会自己生成密钥。',
  'failure.key-file.detail.missing': '文件不存在。',
  'failure.key-file.detail.denied': '机器人的用户没有读写权限，请用 chown 或 chmod 调整。',
  'failure.key-file.detail.no-file': '它不是文件，而是目录或设备。',
  'failure.key-file.detail.encrypted':
    '它有口令保护，而这里没有人能输入口令。可以去掉一份副本的口令：ssh-keygen -p -N "" -f 副本',
  'failure.key-file.detail.public': '里面是公钥。私钥的文件名相同，只是没有 .pub。',
  'failure.key-file.detail.dropbear':
    '它是 dropbear 自己的格式。请转换：dropbearconvert dropbear openssh 文件 新文件',
  'failure.key-file.detail.type': '里面是 DSA 密钥，现在的路由器都不再接受。请用 ed25519 或 RSA。',
  'failure.key-file.detail.format': '里面没有能读取的私钥。文件可能已损坏、是空的，或者不是密钥文件。',
  'failure.key-file.detail.ENOSPC': '磁盘已满，无法写入。',
  'failure.key-file.detail.EROFS': '文件系统只读，无法写入。',

  'failure.router-unknown.what': '没有叫“{name}”的路由器',
  'failure.router-unknown.means': '已登记：{known}',
  'failure.router-unknown.todo': '请用其中一个名称，或者添加路由器：/router add 名称 用户@主机',
  'failure.router-unknown.known.none': '还没有',

  'failure.router-gone.what': '这台路由器已不在登记中',
  'failure.router-gone.means': '它在此期间被移除了，所以什么都没有做。',
  'failure.router-gone.todo': '用 /router list 查看现有的路由器。',

  'failure.router-exists.what': '已经有一台叫“{name}”的路由器',
  'failure.router-exists.means': '那个地址上回应的是另一台路由器，主机密钥不同。一个名称只对应一台路由器。',
  'failure.router-exists.todo': '请换一个名称，或者先发送 /router remove {name}',

  'failure.router-name.what': '“{name}”不能作为路由器的名称',
  'failure.router-name.means': '名称最多 32 个字符，只含文字、数字、- 和 _，以文字或数字开头。',
  'failure.router-name.todo': '例如：/router add home root@192.168.1.1',

  'failure.router-unnamed.what': '哪一台路由器？',
  'failure.router-unnamed.means': '已登记多台：{known}',
  'failure.router-unnamed.todo': '请在命令后面加上名称。',

  'failure.no-router.what': '还没有登记路由器',
  'failure.no-router.means': '现在没有可以检查的对象。',
  'failure.no-router.todo': '请按“添加路由器”，或直接输入它的地址，例如 root@192.168.1.1',

  'failure.command-unknown.what': '没有“{name}”这个命令',
  'failure.command-unknown.means': '什么都没有做。',
  'failure.command-unknown.todo': '发送 /help 查看所有命令。',

  'failure.press-gone.what': '这个按钮已经过期',
  'failure.press-gone.means': '它对应的内容已不再保留。什么都没有做。',
  'failure.press-gone.todo': '请重新发送命令。',

  'failure.plan-gone.what': '这个方案已经失效',
  'failure.plan-gone.means': '它已过期、被取消，或者路由器已被移除。没有做任何更改。',
  'failure.plan-gone.todo': '请发送 /fix 获取新的方案。',

  'failure.plan-taken.what': '这个方案正在执行，或者已经执行过',
  'failure.plan-taken.means': '无论多少人按多少次，一个方案只执行一次。',
  'failure.plan-taken.todo': '发送 /status 查看现在的状态。',

  'failure.plan-stale.what': '方案生成之后，路由器的规则变了',
  'failure.plan-stale.means': '之前显示的步骤可能不再适用，所以一步也没有执行。没有做任何更改。',
  'failure.plan-stale.todo': '请发送 /fix：会重新检查并显示新的步骤。',

  'failure.router-busy.what': '{router} 上正在进行别的操作',
  'failure.router-busy.means': '对同一台路由器的更改要逐个进行。',
  'failure.router-busy.todo': '请一分钟后再试。',

  'failure.step-failed.what': '有一步没有成功：{step}',
  'failure.step-failed.means': '{untouched}',
  'failure.step-failed.todo': '如果路由器的话里有原因，请先处理，然后再试。',
  'failure.step-failed.untouched.true': '路由器上没有做任何更改。',
  'failure.step-failed.untouched.false': '此前的更改会由路由器自己的定时器还原，除非回复中已说明还原完成。',
  'failure.step-failed.said.caption': '路由器说',

  'failure.nothing-to-revert.what': '{router} 上没有我们的更改',
  'failure.nothing-to-revert.means': '没有找到由机器人添加的规则、文件或设置，所以没有做任何更改。',
  'failure.nothing-to-revert.todo': '不需要做什么。',

  'failure.not-allowed.what': '你在这里没有这样做的权限',
  'failure.not-allowed.means': '需要的角色：{needs}。',
  'failure.not-allowed.todo': '机器人的所有者可以用 /allow 授予。',

  'failure.usage.what': '命令不完整，或者有内容不对',
  'failure.usage.means': '正确写法：{usage}',
  'failure.usage.todo': '发送 /help 查看所有命令的说明。',
};
