import { makeDiscord } from '../../../src/chat/discord/index.ts';
import type { Host, Platform } from '../../../src/chat/platform.ts';
import { makeNotes } from '../fake-host.ts';
import { type Lines, makeLines } from '../lines.ts';
import { type Discord, startDiscord, testToken } from './server/server.ts';

type More = Partial<Parameters<typeof makeDiscord>[0]>;

/** The real client against our server. */
export function makeBot(discord: Discord, host: Host, more: More = {}): { platform: Platform; log: Lines } {
  const log = makeLines();
  const platform = makeDiscord({
    token: testToken,
    apiUrl: discord.apiUrl,
    host,
    notes: makeNotes(),
    log,
    ...more,
  });
  return { platform, log };
}

/** Both, running. */
export async function startBot(host: Host, more: More = {}) {
  const discord = await startDiscord();
  const person = discord.user('anna');
  const { channel, id: guildId } = discord.guild('home');
  const { platform, log } = makeBot(discord, host, more);
  await platform.start();
  return {
    discord,
    platform,
    log,
    person,
    channel,
    guildId,
    async close() {
      await platform.stop();
      await discord.close();
    },
  };
}
