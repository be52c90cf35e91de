import type { Scene } from './scene.ts';

const hourMs = 3_600_000;

/** Diagnosis, fix, proof and revert, and every way in which a plan does not come to run. */
export async function cure({ house, room, talk, say }: Scene): Promise<void> {
  const { type, press, happens, chapter } = talk;
  const { home } = house.routers;

  chapter('Why are they late?');
  const help = await type('help');
  await press(say('button.late'), help);
  const found = await type('diagnose');
  for (const behind of [say('button.details'), say('button.steps')]) {
    let page = await press(behind, found);
    while (page.shown.buttons.some(({ label }) => label === say('button.next')))
      page = await press(say('button.next'), page.shown);
  }
  await type('diagnose', { router: 'home', device: 'Annas-iPhone' });
  await type('diagnose', { router: 'home', device: 'toaster' });

  await type('report', {}, { shows: room.illustrated });

  chapter('Plans that do not run');
  const given = await type('fix');
  await press(say('button.cancel'), given);
  await type('cancel');
  const old = await type('fix');
  house.ahead(hourMs);
  await press(say('button.apply'), old);
  const outrun = await type('fix');
  await house.onHome("nft 'add rule inet fw4 forward tcp dport 25 drop'");
  await press(say('button.apply'), outrun);
  await home.reconnectWan();

  chapter('The fix');
  const other = await type('fix');
  const wanted = await type('diagnose');
  const applied = await press(say('button.apply'), wanted);
  await happens('A first look after the fix', house.proveOn);
  home.reconnectPhone();
  home.skip(160);
  await happens('The phone has reconnected and been quiet for 160 s', house.proveOn);
  await happens('Anna presses Apply fix again, on an old client', applied.again);
  await press(say('button.apply'), other);
  await type('fix');
  await type('diagnose');
  await type('status');
  const kept = await type('router remove', { router: 'home' });

  chapter('Back again');
  await press(say('button.revert'), kept);
  const asked = await type('revert');
  await press(say('button.cancel'), asked);
  const sure = await type('revert');
  await press(say('button.revert'), sure);
  await type('diagnose');
  await type('history');
}
