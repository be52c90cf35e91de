import { createHash } from 'node:crypto';
import { type REST, Routes } from 'discord.js';
import type { Log } from '../../model/log.ts';
import type { CommandSpec } from '../command.ts';
import type { NoteStore } from '../stores.ts';
import { type CommandJson, toCommands } from './commands.ts';
import { safely } from './errors.ts';
import type { WordLookup } from './vocabulary.ts';

export interface Registration {
  appId: string;
  /** One server, where changes show at once; else everywhere. */
  guildId: string | undefined;
  specs: readonly CommandSpec[];
  say: WordLookup;
  notes: NoteStore;
  log: Log;
}

/** Where the set was registered last, and which set: `global 3f9c…` or `81384788765712384 3f9c…`. */
const note = (appId: string): string => `discord:commands:${appId}`;

/**
 * Writes the commands in one request, and only when they differ from what was written last: Discord allows 200
 * new commands a day. A set left in another place is emptied, or each command would show twice. Failures are
 * logged, not thrown: presses and notices work without.
 */
export async function register(rest: REST, registration: Registration): Promise<void> {
  const { appId, guildId, specs, say, notes, log } = registration;
  try {
    const commands = toCommands(specs, guildId === undefined ? 'global' : 'guild', say);
    const place = guildId ?? 'global';
    const now = `${place} ${createHash('sha256').update(JSON.stringify(commands)).digest('hex')}`;
    const before = await notes.get(note(appId));
    if (before === now) return;
    await put(rest, appId, place, commands);
    const left = before?.split(' ')[0];
    if (left !== undefined && left !== place) await put(rest, appId, left, []);
    await notes.set(note(appId), now);
    log.info({ commands: commands.length, place }, 'discord: commands registered');
  } catch (error) {
    log.error(
      { error: safely(error), guildId },
      'discord: commands could not be registered; was the bot invited with the scope applications.commands, and is DISCORD_GUILD_ID right?',
    );
  }
}

async function put(rest: REST, appId: string, place: string, commands: CommandJson[]): Promise<void> {
  const route =
    place === 'global' ? Routes.applicationCommands(appId) : Routes.applicationGuildCommands(appId, place);
  await rest.put(route, { body: commands });
}
