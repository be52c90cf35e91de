import type { cli as english } from '../en/cli.ts';

export const cli: Record<keyof typeof english, string> = {
  'tour.begin': '在内置演示路由器上的简短演示（它的时钟走得很快）。无需输入，会自动进行。\n',
  'tour.end': '演示结束。用在你自己的路由器上：npm start -- diagnose root@地址，或按 README 设置机器人。',
  'tour.failed': '演示没有按预期结束。请把上面的内容反馈给我们。',
  'terminal.welcome':
    'Pushmedic 终端聊天，连接的是内置演示路由器。上面的手机是“{phone}”，时钟比你的快 {factor} 倍。\n先输入 /diagnose，再输入按钮的编号。/help 列出全部命令，exit 退出。',
  'terminal.stopping': '正在停止：进行中的任务会完成或交还。再按一次 Ctrl-C 立即停止。',
  'cli.host-key':
    '{address} 的主机密钥是 {type} {sha256}。它不在你的 known_hosts 里；如果中间的网络不是你自己的，请核对。',
  'cli.plan-hint':
    '要带着撤销定时器和验证来应用它，请在机器人中登记这台路由器（见 README），然后按“应用修复”。',
  'cli.fix.none': '这里没有 Pushmedic 自己能够改善的地方。',
  'cli.fix.ask': '执行这些步骤吗？[y/N]',
  'cli.revert.ask': '撤掉 Pushmedic 在 {address} 上添加的全部内容吗？[y/N]',
  'cli.change.left': '没有做任何改动。',
  'cli.demo-router': '演示路由器正在运行，按 Ctrl-C 停止。可以试试：pushmedic diagnose {address}',
  'key.line': '请以 root 身份在路由器上粘贴（OpenWrt 的 dropbear 和 OpenSSH 都适用）：',
  'log.claim': '还没有人认领这个机器人。请在 15 分钟内发送：/claim {code}',
  'doctor.title': 'Pushmedic 自检',
  'doctor.ok': '检查的项目都正常',
  'doctor.found': '{n, plural, other {# 项需要处理}}',
  'doctor.config': '配置',
  'doctor.redis': 'Redis',
  'doctor.redis.embedded': '私有 redis-server（{version}），随机器人启动',
  'doctor.redis.missing':
    '这台机器上没有 redis-server。请安装（sudo apt-get install redis-server）或设置 REDIS_URL。',
  'doctor.redis.external': '有应答（版本 {version}）',
  'doctor.redis.silent': '没有应答：{detail}。请检查 REDIS_URL 以及服务器是否在运行。',
  'doctor.redis.bot-runs': '机器人正在使用这个数据目录（pid {pid}），它的 Redis 正在运行',
  'doctor.discord': 'Discord',
  'doctor.telegram': 'Telegram',
  'doctor.token.unset': '未配置',
  'doctor.token.good': '登录为 {name}',
  'doctor.token.wrong': '令牌被拒绝。请重新生成（{where}）并写入 .env。',
  'doctor.token.unreachable': '无法连接：{detail}',
  'doctor.token.proxied': '{good}（经由 {proxy}）',
  'doctor.token.proxy-failed':
    '经由代理 {proxy} 连接不上：{detail}。请检查 PUSHMEDIC_PROXY（或 HTTPS_PROXY、ALL_PROXY）里的代理地址、用户名和密码。',
  'doctor.key': 'SSH 密钥',
  'doctor.key.good': '{type} {sha256}',
  'doctor.router': '路由器 {name}',
  'doctor.router.good': '可以登录（{ms} 毫秒）',
  'doctor.router.untrusted': '主机密钥尚未被信任：请按“信任此密钥”或重新添加',
  'doctor.routers.none': '还没有登记路由器：/router add 名称 root@地址',
  'doctor.routers.unknown': '路由器信息保存在 Redis 中，而它没有应答',
  'tour.proof': '已生效还不等于已证实。手机下一次心跳会表明连接是否被保留（按这里的时钟约半分钟）。',
};
