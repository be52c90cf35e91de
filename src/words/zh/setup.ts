import type { setup as english } from '../en/setup.ts';

export const setup: Record<keyof typeof english, string> = {
  'setup.address': '路由器在哪里？请输入 用户@主机，例如 root@192.168.1.1：',
  'setup.address.likely': '路由器在哪里？直接回车使用本网络的出口 {address}，或输入 用户@主机：',
  'setup.host-key': '{address} 的主机密钥是：\n  {type} {sha256}',
  'setup.host-key.known': '与你的 known_hosts 里的一致。',
  'setup.host-key.trusted': '与机器人已经信任的一致。',
  'setup.host-key.changed':
    '机器人此前信任的是另一个：\n  {type} {sha256}\n路由器重置或刷机之后出现这种情况是正常的；否则可能是别的设备冒充路由器应答。',
  'setup.host-key.compare':
    '在路由器本机（串口控制台或 LuCI 的终端）上可以这样查看：dropbearkey -y -f /etc/dropbear/dropbear_ed25519_host_key；如果用的是 OpenSSH：ssh-keygen -l -f /etc/ssh/ssh_host_ed25519_key.pub',
  'setup.host-key.ask': '这是路由器的密钥吗？[y/N]',
  'setup.left': '没有向它发送任何内容。（加上 --yes，新路由器的密钥会直接采用，不再询问。）',
  'setup.step': '把机器人的公钥写入路由器',
  'setup.key.added':
    '机器人的公钥已写入路由器：{file} 里多了一行，以“pushmedic”结尾。删掉这一行，机器人就无法再登录。',
  'setup.key.present': '机器人的公钥早已在路由器上，位于 {file}。',
  'setup.login': '已通过新的连接用机器人的密钥登录成功。',
  'setup.login.taken-back': '机器人的密钥登录不了，写入 {file} 的那一行已经删掉。',
  'setup.login.failed':
    '机器人的公钥在 {file} 里，却仍然登录不了。可能是该行前面的选项不允许，也可能路由器读取的是别的文件。',
  'setup.registered': '机器人已登记这台路由器，名称是“{name}”。\n',
  'setup.next': '接下来，在聊天里发送：/diagnose {name}',
};
