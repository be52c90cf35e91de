import {
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  InteractionContextType,
  MessageFlags,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { AccountId, Address } from '../../model/address.ts';
import type { Call, CommandSpec } from '../command.ts';

/** What gets an answer in a message. */
export type Answerable = ChatInputCommandInteraction | ButtonInteraction | ModalSubmitInteraction;

export const accountOf = (interaction: { user: { id: string } }): AccountId =>
  `discord:${interaction.user.id}`;

/** Whether others can read along: everywhere but in the direct messages with the bot. */
export const isGroup = (interaction: Answerable): boolean =>
  interaction.context === null
    ? interaction.guildId !== null
    : interaction.context !== InteractionContextType.BotDM;

/**
 * Where the answer goes. The token's age is counted from when it was received, on our clock alone: clocks of
 * small computers are wrong at times, and Discord refuses a dead token anyway.
 */
export function addressOf(interaction: Answerable, message: string | undefined, ephemeral: boolean): Address {
  return {
    platform: 'discord',
    chat: interaction.channelId ?? interaction.user.id,
    ...(message === undefined ? {} : { message }),
    token: interaction.token,
    tokenAt: Date.now(),
    ephemeral,
    group: isGroup(interaction),
  };
}

/** Whether the pressed message is shown to one person alone. */
export const isEphemeral = (interaction: ButtonInteraction): boolean =>
  interaction.message.flags.has(MessageFlags.Ephemeral);

export function callOf(
  interaction: Answerable,
  to: Address,
  line: { name: string; args: Record<string, string> },
): Call {
  const { user, member } = interaction;
  const nick = member !== null && 'nick' in member ? member.nick : undefined;
  return {
    id: interaction.id,
    account: accountOf(interaction),
    personName: nick ?? user.globalName ?? user.username,
    to,
    locale: interaction.locale,
    name: line.name,
    args: line.args,
    at: interaction.createdTimestamp,
  };
}

/** `router add` for subcommand `add` of `/router`. */
export function commandName(interaction: ChatInputCommandInteraction | AutocompleteInteraction): string {
  const sub = interaction.options.getSubcommand(false);
  return sub === null ? interaction.commandName : `${interaction.commandName} ${sub}`;
}

/** Options by name. A person who was picked becomes an account. */
export function commandArgs(
  interaction: ChatInputCommandInteraction,
  spec: CommandSpec | undefined,
): Record<string, string> {
  const args = (spec?.args ?? []).flatMap(({ name, suggests }): [string, string][] => {
    const given = interaction.options.get(name)?.value;
    const value = typeof given === 'string' ? given.trim() : '';
    if (value === '') return [];
    return [[name, suggests === 'account' ? `discord:${value}` : value]];
  });
  return Object.fromEntries(args);
}
