import type { zones as english } from '../en/zones.ts';

export const zones: Record<keyof typeof english, string> = {
  'zone.ask.title': '你那里现在几点？',
  'zone.ask.text': '按与你的时钟一致的一项，或输入地名或时区：{command} 北京，{command} UTC+8',
  'zone.which.title': '{name} 可以指好几个时区',
  'zone.which.text': '你的时钟现在显示几点？',
  'zone.from.router': '{place}是路由器上设置的时区。你在那里吗？',
  'zone.from.locale': '{place}只是根据你的语言猜测的，除此之外无从得知你在哪里。对吗？',
  'zone.from.machine': '{place}是运行机器人的那台机器的时区。也适合你吗？',
  'zone.set.title': '你的时区：{place}',
  'zone.chat.title': '这个聊天的时区：{place}',
  'zone.set.text': '那里现在是 {now}。你在这里看到的时间都按这个时区；用 /zone 可以更改。',
  'button.zone.yes': '对，{place}',
  'button.zone.other': '其他时区',
};
