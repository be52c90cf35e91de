import type { zones as english } from '../en/zones.ts';

export const zones: Record<keyof typeof english, string> = {
  'zone.ask.title': '你那裡現在幾點？',
  'zone.ask.text': '按與你的時鐘一致的一項，或輸入地名或時區：{command} 北京，{command} UTC+8',
  'zone.which.title': '{name} 可以指好幾個時區',
  'zone.which.text': '你的時鐘現在顯示幾點？',
  'zone.from.router': '{place}是路由器上設定的時區。你在那裡嗎？',
  'zone.from.locale': '{place}只是根據你的語言猜測的，除此之外無從得知你在哪裡。對嗎？',
  'zone.from.machine': '{place}是執行機器人的那台機器的時區。也適合你嗎？',
  'zone.set.title': '你的時區：{place}',
  'zone.chat.title': '這個聊天的時區：{place}',
  'zone.set.text': '那裡現在是 {now}。你在這裡看到的時間都按這個時區；用 /zone 可以更改。',
  'button.zone.yes': '對，{place}',
  'button.zone.other': '其他時區',
};
