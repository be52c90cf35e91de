import { until } from '../support/redis.ts';
import type { Shown } from './room.ts';
import type { Scene } from './scene.ts';
import { hasButton, patienceMs, timingOn } from './timing.ts';

/** Seconds after which both connections of the phone have been quiet for longer than this router remembers. */
const quietS = 165;
/** From then to the phone's next sign of life. */
const untilHeartbeatS = 600 - quietS;

/** A notification that is timed on the router: without the fix, with it, given up, on another phone. */
export async function timed({ house, room, talk, say }: Scene): Promise<void> {
  const { type, press, happens, chapter } = talk;
  const { home } = house.routers;
  const looked = () => house.looked();
  const { notifications, timing } = timingOn({ house, room, talk, say });
  const typed = (args: Record<string, string> = {}) => room.type('anna', 'alone', 'test', args);
  const pressed = async (label: string, on: Shown) => void (await room.press('anna', on.id, label));

  chapter('A notification that is timed');
  await type('test', { device: 'toaster' });
  const asked = await type('test');
  home.reconnectPhone();
  const chosen = () => pressed('Annas-iPhone', asked);
  const late = await timing(
    'Anna presses Annas-iPhone, on a router that forgets',
    chosen,
    quietS,
    async () => {
      home.sendPush();
      home.skip(untilHeartbeatS - 1);
      await looked();
      home.skip(1);
    },
  );
  // A proof is still waiting of a fix that was taken back since: it has nothing to tell.
  await house.proveOn();
  const offered = await press(say('button.apply'), late);
  const applied = await press(say('button.apply'), offered.shown);
  home.reconnectPhone();
  home.skip(quietS);
  const proven = await happens('The phone has reconnected and been quiet for 165 s', house.proveOn);
  const atOnce = async () => {
    home.sendPush();
    home.skip(1);
  };
  await timing('Anna presses Test a notification', () => pressed(say('button.test'), proven), 20, atOnce);
  const [notification] = notifications().slice(-1);
  if (notification) await press(say('button.saw'), notification);
  await press(say('button.watch'), proven);
  await type('history');

  chapter('A test is given up, and another phone');
  const given = await happens('Anna: /test, and presses Cancel', async () => {
    await typed();
    const running = () => room.shown().find((one) => one.working && hasButton(one, say('button.cancel')));
    await until('it can be cancelled', () => running() !== undefined, patienceMs);
    const shown = running();
    if (shown) await pressed(say('button.cancel'), shown);
  });
  await press(say('button.other-phone'), given);
  await press(say('button.revert'), applied.shown);
}
