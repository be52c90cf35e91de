import type { setup as english } from '../en/setup.ts';

export const setup: Record<keyof typeof english, string> = {
  'setup.address': '路由器在哪裡？請輸入 使用者@主機，例如 root@192.168.1.1：',
  'setup.address.likely': '路由器在哪裡？直接回車使用本網路的出口 {address}，或輸入 使用者@主機：',
  'setup.host-key': '{address} 的主機金鑰是：\n  {type} {sha256}',
  'setup.host-key.known': '與你的 known_hosts 裡的一致。',
  'setup.host-key.trusted': '與機器人已經信任的一致。',
  'setup.host-key.changed':
    '機器人此前信任的是另一個：\n  {type} {sha256}\n路由器重置或刷機之後出現這種情況是正常的；否則可能是別的裝置冒充路由器應答。',
  'setup.host-key.compare':
    '在路由器本機（序列埠控制台或 LuCI 的終端）上可以這樣檢視：dropbearkey -y -f /etc/dropbear/dropbear_ed25519_host_key；如果用的是 OpenSSH：ssh-keygen -l -f /etc/ssh/ssh_host_ed25519_key.pub',
  'setup.host-key.ask': '這是路由器的金鑰嗎？[y/N]',
  'setup.left': '沒有向它傳送任何內容。（加上 --yes，新路由器的金鑰會直接採用，不再詢問。）',
  'setup.step': '把機器人的公鑰寫入路由器',
  'setup.key.added':
    '機器人的公鑰已寫入路由器：{file} 裡多了一行，以“pushmedic”結尾。刪掉這一行，機器人就無法再登入。',
  'setup.key.present': '機器人的公鑰早已在路由器上，位於 {file}。',
  'setup.login': '已通過新的連線用機器人的金鑰登入成功。',
  'setup.login.taken-back': '機器人的金鑰登入不了，寫入 {file} 的那一行已經刪掉。',
  'setup.login.failed':
    '機器人的公鑰在 {file} 裡，卻仍然登入不了。可能是該行前面的選項不允許，也可能路由器讀取的是別的檔案。',
  'setup.registered': '機器人已登記這台路由器，名稱是“{name}”。\n',
  'setup.next': '接下來，在聊天裡傳送：/diagnose {name}',
};
