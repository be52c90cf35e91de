import { describe, test } from 'vitest';
import { speak } from '../../src/words/words.ts';
import { until } from '../support/redis.ts';
import { discordRoom } from './discord.ts';
import { type House, openHouse } from './house.ts';
import { startTalk } from './talk.ts';
import { telegramRoom } from './telegram.ts';

/** Seconds after which the phone's connections have been quiet for longer than this router remembers. */
const quietS = 165;
const patienceMs = 60_000;

const newcomers = [
  {
    platform: 'discord',
    language: 'en',
    complaint: 'my iPhone is late',
    name: 'home',
    open: (house: House) => discordRoom(house, 'en-US'),
  },
  {
    platform: 'telegram',
    language: 'zh',
    complaint: '我的 iPhone 推送太慢',
    name: '家',
    open: (house: House) => telegramRoom(house, 'zh-hans'),
  },
] as const;

describe('somebody who knows no command', () => {
  test.for(newcomers)(
    'gets from one sentence to a cure and a notification that is timed: $platform, $language',
    { timeout: 300_000 },
    async ({ language, complaint, name, open }, { expect }) => {
      const house = await openHouse();
      const room = await open(house);
      const { say: write, press, happens } = startTalk(room);
      const say = speak(language);
      const { home } = house.routers;
      try {
        await write((await house.store.people.openClaim()) ?? '');
        await write(complaint);
        const address = await write(`root@127.0.0.1:${home.target.port}`);
        const question = await press(name, address);
        const registered = await press(say('button.trust'), question.shown);
        const login = await press(say('button.login'), registered.shown);
        await press(say('button.diagnose'), login.shown);
        const found = await write(complaint);
        await press(say('button.apply'), found);
        home.reconnectPhone();
        home.skip(quietS);
        const proven = await happens('the phone is back', house.proveOn);
        const labels = proven.buttons.map(({ label }) => label);
        expect(labels).toEqual(expect.arrayContaining([say('button.test'), say('button.watch')]));
        const notifications = () =>
          room.shown().filter(({ buttons }) => buttons.some(({ label }) => label === say('button.saw')));
        await happens(
          'the notification',
          async () => {
            await room.press('anna', proven.id, say('button.test'));
            await house.looked();
            home.skip(20);
            await until('the notification', () => notifications().length > 0, patienceMs);
            await house.looked();
            home.sendPush();
            home.skip(1);
          },
          { shows: 2 },
        );
        const arrived = say('test.arrived.title', { phone: 'Annas-iPhone', delay: '@' }).split('@')[0] ?? '';
        const texts = room.shown().map(({ text }) => text.replaceAll('\\', ''));
        expect(texts.filter((text) => text.includes(arrived))).toHaveLength(1);
      } finally {
        await house.close();
        await room.close();
      }
      expect(room.violations()).toEqual([]);
    },
  );
});
