import type { telegram as english } from '../en/telegram.ts';

export const telegram: Record<keyof typeof english, string> = {
  'telegram.late': '這條訊息是在我離線時發來的',
  'telegram.late.todo': '它是幾分鐘之前的，所以沒有執行任何操作。如果仍然需要，請再發一次。',
  'telegram.anonymous': '看不出是誰在提問',
  'telegram.anonymous.todo':
    '你是以群組或頻道的身份發言的，所以無法判斷你有哪些許可權。請用自己的身份發言（匿名管理員請在群組的管理員設定裡關閉“匿名”），或者私聊我。',
  'telegram.alone': '已在私聊中回覆你',
  'telegram.closed': '這個回覆只能給你一個人看',
  'telegram.closed.todo':
    '在你先給我發訊息之前，我不能給你發訊息。請開啟私聊，按“開始”，然後在那裡再問一次。',
  'telegram.open': '開啟私聊',
  'telegram.about': '查出 Wi-Fi 下推送為什麼會延遲，並在路由器上修好它。',
  'telegram.description':
    '在家裡手機的推送總是來得晚？這個機器人會登入你的 OpenWrt 路由器，測量手機的推送連線發生了什麼，並告訴你是哪種原因。在你按下按鈕之前不會改動任何東西，改過的也都能還原。',
};
