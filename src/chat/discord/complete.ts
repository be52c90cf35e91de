import type { AutocompleteInteraction } from 'discord.js';
import { within } from '../../model/deadline.ts';
import { oneLine, shorten } from '../../model/plain.ts';
import type { Host } from '../platform.ts';
import { accountOf, commandName } from './call.ts';
import { completionMs, limits } from './limits.ts';

/** Answers what is typed into an option. Late or failed suggestions are an empty list: free text still works. */
export async function complete(interaction: AutocompleteInteraction, host: Host): Promise<void> {
  const looked = lookUp(interaction, host).catch((): string[] => []);
  const suggestions = await within(completionMs, looked, []);
  const values = [...new Set(suggestions)].filter(
    (value) => value.trim() !== '' && value.length <= limits.choice,
  );
  await interaction.respond(
    values
      .slice(0, limits.choices)
      .map((value) => ({ name: shorten(oneLine(value), limits.choice) || '…', value })),
  );
}

async function lookUp(interaction: AutocompleteInteraction, host: Host): Promise<string[]> {
  const { name, value } = interaction.options.getFocused(true);
  const spec = host.specs.find((one) => one.name === commandName(interaction));
  const suggests = spec?.args.find((arg) => arg.name === name)?.suggests;
  if (suggests === undefined) return [];
  const router = interaction.options.getString('router') ?? undefined;
  return host.suggest(suggests, value, accountOf(interaction), router);
}
