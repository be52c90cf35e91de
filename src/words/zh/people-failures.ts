import type { peopleFailures as english } from '../en/people-failures.ts';

export const peopleFailures: Record<keyof typeof english, string> = {
  'failure.person-invalid.what': '“{input}”不是能识别的人',
  'failure.person-invalid.means': '请写成平台加编号。',
  'failure.person-invalid.todo': '例如：discord:80351110224678912 或 telegram:123456789',

  'failure.person-name.what': 'Telegram 不会告诉我“{input}”是谁',
  'failure.person-name.means': '机器人查不到用户名属于谁，而且用户名可能被放弃后由别人占用。',
  'failure.person-name.todo':
    '请用命令（/allow viewer）回复对方的一条消息，或把对方的联系人名片发给我，或直接输入编号。被拒绝的人会在那条回复里看到自己的编号。',

  'failure.contact-unknown.what': '这张名片里没有 Telegram 帐号',
  'failure.contact-unknown.means': '里面只有电话号码，我无法用它查到帐号。',
  'failure.contact-unknown.todo': '请让对方先给我发一条消息：回复里会有帐号，同时也会询问你。',

  'failure.deny-self.what': '这是你自己',
  'failure.deny-self.means': '谁都不能取消自己的权限，否则机器人可能会没有所有者。',
  'failure.deny-self.todo': '可以请另一位所有者来操作。',

  'failure.last-owner.what': '这是唯一的所有者',
  'failure.last-owner.means': '没有所有者，就没有人能再允许别人使用。',
  'failure.last-owner.todo': '请先用 /people 让另一个人成为所有者。',

  'failure.claim-wrong.what': '这个认领码无效',
  'failure.claim-wrong.means': '认领码只能用一次，有效时间很短，而且只在机器人还没有所有者时有效。',
  'failure.claim-wrong.todo': '请使用机器人日志里最新的认领码。',

  'failure.link-wrong.what': '这个关联码无效',
  'failure.link-wrong.means': '关联码只能用一次，15 分钟内有效。',
  'failure.link-wrong.todo': '请在另一个平台发送 /link 获取新的关联码，再在这里发送 /link 关联码。',

  'failure.zone-unknown.what': '不认识时区“{input}”',
  'failure.zone-unknown.means': '可以用大城市、与 UTC 的时差，或 tz 数据库里的名称。',
  'failure.zone-unknown.todo': '例如：北京、UTC+8、Asia/Shanghai。输入 /zone 可以直接选择。',
};
