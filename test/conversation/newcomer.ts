import type { Shown } from './room.ts';
import type { Scene } from './scene.ts';
import { timingOn } from './timing.ts';

/** Seconds after which both connections of the phone have been quiet for longer than this router remembers. */
const quietS = 165;

/**
 * Somebody who knows nothing but that a phone is late, from the first message to a notification that is heard in time:
 * the code of the log, a sentence and the router's address are all that is typed. Gives the last message.
 */
export async function newcomer({ house, room, talk, say }: Scene): Promise<Shown> {
  const { press, happens, say: write, chapter } = talk;
  const { home } = house.routers;
  const { timing } = timingOn({ house, room, talk, say });

  chapter('Only knows that the iPhone is late');
  await write((await house.store.people.openClaim()) ?? '');
  const none = await write(say.language === 'en' ? 'my iPhone is late' : '我的 iPhone 推送总是延迟');
  // In Discord a form opens there; the address can be typed all the same.
  if (room.form === null) await press(say('button.add-router'), none);
  const named = await write(`127.0.0.1:${home.target.port}`);
  const [name] = named.buttons;
  const asked = await press(name?.label ?? '', named);
  const trusted = await press(say('button.trust'), asked.shown);
  const inside = await press(say('button.login'), trusted.shown);
  const found = await press(say('button.diagnose'), inside.shown);
  await press(say('button.apply'), found.shown);
  home.reconnectPhone();
  home.skip(quietS);
  const proven = await happens('The phone has reconnected and been quiet for 165 s', house.proveOn);
  return timing(
    `Anna presses ${say('button.test')}`,
    async () => void (await room.press('anna', proven.id, say('button.test'))),
    20,
    async () => {
      home.sendPush();
      home.skip(1);
    },
  );
}
