import type { discord as english } from '../en/discord.ts';

export const discord: Record<keyof typeof english, string> = {
  'discord.form.title': '添加路由器',
  'discord.form.name': '名称',
  'discord.form.name.hint': '给它起个名字，例如 home',
  'discord.form.host': '地址',
  'discord.form.host.hint': '局域网里的 IP 地址或主机名，例如 192.168.1.1',
  'discord.form.user': '用户',
  'discord.form.user.hint': 'SSH 用户名，OpenWrt 上是 root',
  'discord.form.port': '端口',
  'discord.form.port.hint': 'SSH 端口，没改过就是 22',
  'discord.trouble': '我们这边出了点问题',
  'discord.trouble.todo': '请再试一次；如果还是这样，请把编号 {id} 告诉维护这个机器人的人。',
};
