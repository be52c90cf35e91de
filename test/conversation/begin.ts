import { freely } from './freely.ts';
import type { Scene } from './scene.ts';

/** From the first word to a registered router, with all that can go wrong on the way. */
export async function begin({ house, room, talk, say, platform }: Scene): Promise<void> {
  const { type, press, say: write, chapter } = talk;
  chapter('First contact');
  if (platform === 'telegram') await type('start');
  await type('help');
  await type('status', {}, { who: 'dora' });
  await type('status', {}, { who: 'dora', shows: 0 });
  await type('claim', { code: 'WRONGCODE0' });
  const code = (await house.store.people.openClaim()) ?? '';
  const claimed = await write(code);
  await type('claim', { code }, { who: 'bert' });
  await press(say('button.key'), claimed);

  chapter('Nothing is there yet');
  const help = await type('help');
  let listed = await press(say('button.all-commands'), help);
  while (listed.shown.buttons.some(({ label }) => label === say('button.next')))
    listed = await press(say('button.next'), listed.shown);
  await type('status');
  await type('history');
  await type('diagnose');
  await write('my iPhone is late');
  await type('router list');

  chapter('A router is added');
  const home = `root@127.0.0.1:${house.routers.home.target.port}`;
  await type('router add', { name: '-home', address: home });
  await type('router add', { name: 'home', address: 'fd00::1' });
  await type('router add', { name: 'home', address: 'root@203.0.113.9' });
  await type('router add', { name: 'home', address: 'root@127.0.0.1:1' });
  const asked = await type('router add', { name: 'home', address: home });
  await press(say('button.cancel'), asked);
  const { port } = house.routers.home.target;
  const form = { name: 'home', host: '127.0.0.1', port: String(port) };
  const question = await (room.form
    ? talk.form(room.form, form)
    : type('router add', { name: 'home', address: home }));
  const registered = await press(say('button.trust'), question);
  await press(say('button.login'), registered.shown);
  await type('router add', { name: 'home', address: home });
  const attic = house.routers.attic.target.port;
  await type('router add', { name: 'home', address: `root@127.0.0.1:${attic}` });

  chapter('A second router does not let the bot in');
  const cellar = `root@127.0.0.1:${house.routers.cellar.target.port}`;
  const second = await type('router add', { name: 'cellar', address: cellar });
  const trusted = await press(say('button.trust'), second);
  const shut = await press(say('button.login'), trusted.shown);
  await press(say('button.key'), shut.shown);
  await type('watch', { switch: 'on', router: 'cellar' });
  await type('router list');
  await type('help');
  await freely({ house, room, talk, say, platform });
  const unwanted = await type('router remove', { router: 'cellar' });
  await press(say('button.cancel'), unwanted);
  const gone = await type('router remove', { router: 'cellar' });
  await press(say('button.remove'), gone);
  await type('router key');
}
