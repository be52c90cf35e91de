import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'vitest';
import { commands } from '../../commands/index.ts';
import { speak } from '../../src/words/words.ts';
import { begin } from './begin.ts';
import { cure } from './cure.ts';
import { discordRoom } from './discord.ts';
import { type House, openHouse } from './house.ts';
import { newcomer } from './newcomer.ts';
import { people } from './people.ts';
import type { Scene } from './scene.ts';
import { startTalk, type Talk } from './talk.ts';
import { telegramRoom } from './telegram.ts';
import { timed } from './timed.ts';
import { unreachable } from './unreachable.ts';
import { watching } from './watching.ts';

/** Telegram's own first word, which Discord does not have. */
const notInDiscord: readonly string[] = ['start'];

const conversations = [
  { platform: 'discord', language: 'en', open: (house: House) => discordRoom(house, 'en-US') },
  { platform: 'discord', language: 'zh', open: (house: House) => discordRoom(house, 'zh-CN') },
  { platform: 'telegram', language: 'en', open: (house: House) => telegramRoom(house, 'en') },
  { platform: 'telegram', language: 'zh', open: (house: House) => telegramRoom(house, 'zh-hans') },
] as const;

/** Each message as a page, to be looked at, in the directory that `CONVERSATION_PAGES` names. */
async function keepPages(name: string, { pages }: Talk): Promise<void> {
  const dir = process.env.CONVERSATION_PAGES;
  if (dir === undefined) return;
  await mkdir(join(dir, name), { recursive: true });
  for (const [at, { page }] of pages.entries())
    await writeFile(join(dir, name, `${String(at).padStart(3, '0')}.html`), page);
}

/** Plays a conversation in a house of its own: what was written, against which rules of the platform, with which commands. */
async function played(
  name: string,
  { platform, language, open }: (typeof conversations)[number],
  play: (scene: Scene) => Promise<void>,
) {
  const house = await openHouse();
  const room = await open(house);
  const talk = startTalk(room);
  try {
    await play({ platform, house, room, talk, say: speak(language) });
  } catch (error) {
    throw new Error(`${talk.written().slice(-3_000)}\n\n${String(error)}`, { cause: error });
  } finally {
    await keepPages(name, talk);
    await house.close();
    await room.close();
  }
  return { written: talk.written(), violations: room.violations(), called: house.called };
}

describe.concurrent('what the bot says, from the first word to the last', () => {
  test.for(conversations)('$platform, $language', { timeout: 900_000 }, async (conversation, { expect }) => {
    const { platform, language } = conversation;
    const name = `${platform}.${language}`;
    const { written, violations, called } = await played(name, conversation, async (scene) => {
      await begin(scene);
      await cure(scene);
      await timed(scene);
      await watching(scene);
      await unreachable(scene);
      await people(scene);
    });
    await expect(written).toMatchFileSnapshot(`golden/${name}.md`);
    expect(violations).toEqual([]);
    // Every command there is was used: a new one needs its place in a conversation.
    const wanted = commands
      .map((one) => one.name as string)
      .filter((one) => platform === 'telegram' || !notInDiscord.includes(one));
    expect([...called].filter((one) => wanted.includes(one)).sort()).toEqual(wanted.sort());
  });

  test.for(conversations)(
    'a newcomer is heard, with no command typed: $platform, $language',
    { timeout: 300_000 },
    async (conversation, { expect }) => {
      const name = `newcomer.${conversation.platform}.${conversation.language}`;
      const { written, violations } = await played(name, conversation, async (scene) => {
        const result = await newcomer(scene);
        expect(result.text).toContain('Annas-iPhone');
      });
      await expect(written).toMatchFileSnapshot(`golden/${name}.md`);
      expect(violations).toEqual([]);
    },
  );
});
