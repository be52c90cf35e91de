import type { botFailures as english } from '../en/bot-failures.ts';

export const botFailures: Record<keyof typeof english, string> = {
  'failure.config-invalid.what': '配置有误',
  'failure.config-invalid.means': '有这些问题时机器人不会启动：',
  'failure.config-invalid.todo': '请改正环境变量或 .env 文件；可以用 {call} doctor 再检查一遍。',

  'failure.token-rejected.what': '{platform} 不接受机器人的令牌',
  'failure.token-rejected.means': '令牌写错了、已被更换或已被撤销。',
  'failure.token-rejected.todo':
    '请重新获取（Discord：Developer Portal → Bot → Reset Token；Telegram：@BotFather），然后写入环境变量或 .env。',

  'failure.redis.what': '机器人的存储（Redis）工作不正常',
  'failure.redis.means': '它说的是：{detail}',
  'failure.redis.todo':
    '如果设置了 REDIS_URL，请检查那台服务器；否则请确认已安装 redis-server，数据目录有空间且可以写入。',

  'failure.data-newer.what': '存储的数据来自更新版本的 Pushmedic',
  'failure.data-newer.means':
    '数据的结构是第 {found} 版，而这个 Pushmedic 只能读取第 {reads} 版。没有改动任何数据。',
  'failure.data-newer.todo': '请重新启动较新的 Pushmedic，或者让这一个使用别的数据。',

  'failure.bot-away.what': '使用数据目录 {path} 的机器人没有应答',
  'failure.bot-away.means': '它没有在运行，或者它的 Redis 只允许它自己的用户访问。',
  'failure.bot-away.todo':
    '请先启动它（作为服务运行时：sudo systemctl start pushmedic）。如果它以别的用户运行，请在这条命令前加上 sudo。',

  'failure.data-dir-in-use.what': '另一个 Pushmedic 正在使用 {path}',
  'failure.data-dir-in-use.means': '编号为 {pid} 的进程把数据存在那里。两个同时使用会损坏数据。',
  'failure.data-dir-in-use.todo': '请停掉那一个，或者给这一个设置别的 PUSHMEDIC_DATA_DIR。',
};
