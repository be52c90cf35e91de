import type { Scene } from './scene.ts';

/** What people write who know no commands, mistype them or leave something out; two routers are registered. */
export async function freely({ house, talk, say }: Scene): Promise<void> {
  const { type, press, say: write, chapter } = talk;
  const isEnglish = say.language === 'en';

  chapter('Written freely');
  await write(isEnglish ? 'hello' : '你好');
  const which = await write(isEnglish ? 'my iPhone is late' : '我的推送总是很慢');
  const report = await press('home', which);
  const asked = await write('fix', { replyTo: report.shown });
  await press(say('button.cancel'), asked);
  await write('/状态');
  await write('状态');
  const meant = await write(isEnglish ? '/langauge en' : '/语眼 中文');
  await press(isEnglish ? '/language en' : '/language zh', meant);
  await write(isEnglish ? 'what is this?' : '这是什么东西');

  chapter('Something is missing');
  await type('diagnose');
  const garage = await type('diagnose', { router: 'garage' });
  await press('cellar', garage);
  const added = await write('192.168.1.1');
  await press(say('button.cancel'), added);
  await write(`root@127.0.0.1:${house.routers.home.target.port}`);
}
