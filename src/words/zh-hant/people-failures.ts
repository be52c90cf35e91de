import type { peopleFailures as english } from '../en/people-failures.ts';

export const peopleFailures: Record<keyof typeof english, string> = {
  'failure.person-invalid.what': '“{input}”不是能識別的人',
  'failure.person-invalid.means': '請寫成平台加編號。',
  'failure.person-invalid.todo': '例如：discord:80351110224678912 或 telegram:123456789',

  'failure.person-name.what': 'Telegram 不會告訴我“{input}”是誰',
  'failure.person-name.means': '機器人查不到使用者名稱屬於誰，而且使用者名稱可能被放棄後由別人佔用。',
  'failure.person-name.todo':
    '請用命令（/allow viewer）回覆對方的一條訊息，或把對方的聯絡人名片發給我，或直接輸入編號。被拒絕的人會在那條回覆裡看到自己的編號。',

  'failure.contact-unknown.what': '這張名片裡沒有 Telegram 帳號',
  'failure.contact-unknown.means': '裡面只有電話號碼，我無法用它查到帳號。',
  'failure.contact-unknown.todo': '請讓對方先給我發一條訊息：回覆裡會有帳號，同時也會詢問你。',

  'failure.deny-self.what': '這是你自己',
  'failure.deny-self.means': '誰都不能取消自己的許可權，否則機器人可能會沒有所有者。',
  'failure.deny-self.todo': '可以請另一位所有者來操作。',

  'failure.last-owner.what': '這是唯一的所有者',
  'failure.last-owner.means': '沒有所有者，就沒有人能再允許別人使用。',
  'failure.last-owner.todo': '請先用 /people 讓另一個人成為所有者。',

  'failure.claim-wrong.what': '這個認領碼無效',
  'failure.claim-wrong.means': '認領碼只能用一次，有效時間很短，而且只在機器人還沒有所有者時有效。',
  'failure.claim-wrong.todo': '請使用機器人日誌裡最新的認領碼。',

  'failure.link-wrong.what': '這個關聯碼無效',
  'failure.link-wrong.means': '關聯碼只能用一次，15 分鐘內有效。',
  'failure.link-wrong.todo': '請在另一個平台傳送 /link 獲取新的關聯碼，再在這裡傳送 /link 關聯碼。',

  'failure.zone-unknown.what': '不認識時區“{input}”',
  'failure.zone-unknown.means': '可以用大城市、與 UTC 的時差，或 tz 資料庫裡的名稱。',
  'failure.zone-unknown.todo': '例如：北京、UTC+8、Asia/Shanghai。輸入 /zone 可以直接選擇。',
};
