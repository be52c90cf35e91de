import { until } from '../support/redis.ts';
import type { Shown } from './room.ts';
import type { Scene } from './scene.ts';

/** How long a step may take on a machine that is busy with other things, ms. */
export const patienceMs = 60_000;

export const hasButton = ({ buttons }: Shown, wanted: string): boolean =>
  buttons.some(({ label }) => label === wanted);

/** How a timed notification is played: the router's clock is moved, and the notification comes when it is told to. */
export function timingOn({ house, room, talk, say }: Pick<Scene, 'house' | 'room' | 'talk' | 'say'>) {
  const { home } = house.routers;
  const notifications = () => room.shown().filter((one) => hasButton(one, say('button.saw')));
  /** Runs a test that `start` begins; the phone is quiet, and `arrive` brings the notification. Gives the result. */
  const timing = async (
    what: string,
    start: () => Promise<void>,
    aheadS: number,
    arrive: () => Promise<void>,
  ): Promise<Shown> => {
    await talk.happens(
      what,
      async () => {
        const before = notifications().length;
        await start();
        await house.looked();
        home.skip(aheadS);
        await until('the notification', () => notifications().length > before, patienceMs);
        await house.looked();
        await arrive();
      },
      { shows: 2 },
    );
    const results = room.shown().filter((one) => hasButton(one, say('button.other-phone')));
    return results.at(-1) ?? Promise.reject(new Error('no result is shown'));
  };
  return { notifications, timing };
}
