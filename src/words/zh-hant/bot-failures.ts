import type { botFailures as english } from '../en/bot-failures.ts';

export const botFailures: Record<keyof typeof english, string> = {
  'failure.config-invalid.what': '配置有誤',
  'failure.config-invalid.means': '有這些問題時機器人不會啟動：',
  'failure.config-invalid.todo': '請改正環境變數或 .env 檔案；可以用 {call} doctor 再檢查一遍。',

  'failure.token-rejected.what': '{platform} 不接受機器人的令牌',
  'failure.token-rejected.means': '令牌寫錯了、已被更換或已被撤銷。',
  'failure.token-rejected.todo':
    '請重新獲取（Discord：Developer Portal → Bot → Reset Token；Telegram：@BotFather），然後寫入環境變數或 .env。',

  'failure.redis.what': '機器人的儲存（Redis）工作不正常',
  'failure.redis.means': '它說的是：{detail}',
  'failure.redis.todo':
    '如果設定了 REDIS_URL，請檢查那台伺服器；否則請確認已安裝 redis-server，資料目錄有空間且可以寫入。',

  'failure.data-newer.what': '儲存的資料來自更新版本的 Pushmedic',
  'failure.data-newer.means':
    '資料的結構是第 {found} 版，而這個 Pushmedic 只能讀取第 {reads} 版。沒有改動任何資料。',
  'failure.data-newer.todo': '請重新啟動較新的 Pushmedic，或者讓這一個使用別的資料。',

  'failure.bot-away.what': '使用資料目錄 {path} 的機器人沒有應答',
  'failure.bot-away.means': '它沒有在執行，或者它的 Redis 只允許它自己的使用者訪問。',
  'failure.bot-away.todo':
    '請先啟動它（作為服務執行時：sudo systemctl start pushmedic）。如果它以別的使用者執行，請在這條命令前加上 sudo。',

  'failure.data-dir-in-use.what': '另一個 Pushmedic 正在使用 {path}',
  'failure.data-dir-in-use.means': '編號為 {pid} 的程序把資料存在那裡。兩個同時使用會損壞資料。',
  'failure.data-dir-in-use.todo': '請停掉那一個，或者給這一個設定別的 PUSHMEDIC_DATA_DIR。',
};
