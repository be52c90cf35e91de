import type { Scene } from './scene.ts';

/** Rights, languages, two accounts of one person, presses that come too late, routers that changed. */
export async function people({ house, room, talk, say, platform }: Scene): Promise<void> {
  const { type, press, happens, chapter } = talk;

  chapter('Who may do what');
  await type('allow', { person: room.person('bert'), role: 'operator' }, { shows: 2 });
  // Carl has not written to the bot yet, and Telegram's bots may not write first.
  await type(
    'allow',
    { person: room.person('carl'), role: 'viewer' },
    { shows: platform === 'telegram' ? 1 : 2 },
  );
  if (platform === 'telegram') {
    await type('allow', { person: 'Dora', role: 'viewer' });
    await type('allow', { person: '@dora', role: 'viewer' });
    await type('allow');
    await type('watch', { switch: 'perhaps' });
    await type('hello');
  }
  const { card } = room;
  if (card) {
    const dora = await happens('Anna sends the contact of Dora', () => card('anna', 'dora'));
    await press(say('button.cancel'), dora);
  }
  await type('help', {}, { who: 'carl' });
  await type('fix', {}, { who: 'carl' });
  await type('router key', {}, { who: 'bert' });
  await type('deny', { person: room.person('anna') });

  chapter('In a group');
  const plan = await type('fix', {}, { who: 'bert', place: 'group' });
  await press(say('button.apply'), plan, { who: 'carl' });
  await press(say('button.apply'), plan, { who: 'dora', shows: 0 });
  await type('router list', {}, { place: 'group', shows: platform === 'telegram' ? 2 : 1 });
  await type('names', { show: 'shown' }, { place: 'group' });
  await type('diagnose', {}, { who: 'carl', place: 'group' });
  await type('names', {}, { place: 'group' });
  await type('names', { show: 'hidden' }, { place: 'group' });
  await type('watch', { switch: 'on' }, { place: 'group' });
  await type('watch', { switch: 'off' }, { place: 'group' });
  const report = await type('diagnose', {}, { who: 'bert', place: 'group' });
  await talk.say('thanks!', { place: 'group', replyTo: report, shows: 0 });
  await talk.say('revert', { who: 'bert', place: 'group', replyTo: report });
  await talk.say(say.language === 'en' ? 'it is slow again' : '推送又慢了', {
    place: 'group',
    replyTo: report,
  });
  if (platform === 'discord') await talk.say('router list', { place: 'group' });
  await type('names', { show: 'shown' });
  const list = await type('people');
  const bert = await press('2. Bert', list);
  await press(say('button.people'), bert.shown);
  await type('deny', { person: room.person('carl') });
  await type('allow', { person: room.person('anna'), role: 'viewer' });
  await type('status', {}, { who: 'carl', shows: 2 });
  const requestShown = () =>
    room.shown().findLast(({ buttons }) => buttons.some(({ label }) => label === say('button.ignore')));
  const request = requestShown();
  if (request) await press(say('button.allow.viewer'), request, { shows: 2 });
  await type('diagnose', {}, { who: 'emil', shows: 2 });
  const unwanted = requestShown();
  if (unwanted) await press(say('button.ignore'), unwanted);

  chapter('Languages, accounts, old buttons');
  await type('language');
  await type('language', { language: say.language === 'en' ? 'zh' : 'en' });
  await type('language', { language: say.language });
  const link = await type('link');
  const code = /\/link ([0-9A-Z]{10})/.exec(link.text)?.[1] ?? '';
  await type('link', { code }, { who: 'dora' });
  await type('link', { code }, { who: 'bert' });
  await happens('Anna presses a button that is no longer known', () => room.pressOld('anna', link.id));

  chapter('The router is another one, or gone');
  const home = await house.store.routers.byName('home');
  const before = { type: 'ssh-ed25519', sha256: `SHA256:${'0'.repeat(43)}` };
  await house.store.routers.update(home?.id ?? '', { hostKey: before });
  await type('diagnose');
  await type('watch', { switch: 'on' });
  const { port } = house.routers.home.target;
  const changed = await type('router add', { name: 'home', address: `root@127.0.0.1:${port}` });
  await press(say('button.trust'), changed);
  const attic = house.routers.attic;
  const second = await type('router add', { name: 'attic', address: `root@127.0.0.1:${attic.target.port}` });
  await press(say('button.trust'), second);
  await attic.close();
  await type('diagnose', { router: 'attic' });
  const kept = await type('watch', { switch: 'on', router: 'attic' });
  await press(say('button.stop-watching'), kept);
  await type('history');
  const fix = await type('fix', { router: 'home' });
  const applied = await press(say('button.apply'), fix);
  await type('status');
  const asked = await type('router remove', { router: 'home' });
  await press(say('button.remove'), asked);
  await happens('Anna presses Check again of a router that was removed', async () => {
    await room.press('anna', applied.shown.id, say('button.check-again'));
  });

  chapter('Many routers');
  for (let n = 1; n <= 10; n++)
    await house.store.routers.add({
      id: `club${n}`,
      name: `club-${n}`,
      owner: room.person('anna'),
      ...attic.target,
      hostKey: null,
      addedAt: n,
      lastSeenAt: null,
    });
  const many = await type('revert');
  await press(say('button.next'), many);
}
