import type { telegram as english } from '../en/telegram.ts';

export const telegram: Record<keyof typeof english, string> = {
  'telegram.late': '这条消息是在我离线时发来的',
  'telegram.late.todo': '它是几分钟之前的，所以没有执行任何操作。如果仍然需要，请再发一次。',
  'telegram.anonymous': '看不出是谁在提问',
  'telegram.anonymous.todo':
    '你是以群组或频道的身份发言的，所以无法判断你有哪些权限。请用自己的身份发言（匿名管理员请在群组的管理员设置里关闭“匿名”），或者私聊我。',
  'telegram.alone': '已在私聊中回复你',
  'telegram.closed': '这个回复只能给你一个人看',
  'telegram.closed.todo':
    '在你先给我发消息之前，我不能给你发消息。请打开私聊，按“开始”，然后在那里再问一次。',
  'telegram.open': '打开私聊',
  'telegram.about': '查出 Wi-Fi 下推送为什么会延迟，并在路由器上修好它。',
  'telegram.description':
    '在家里手机的推送总是来得晚？这个机器人会登录你的 OpenWrt 路由器，测量手机的推送连接发生了什么，并告诉你是哪种原因。在你按下按钮之前不会改动任何东西，改过的也都能还原。',
};
