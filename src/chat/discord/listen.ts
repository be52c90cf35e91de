import { type Client, Events, GatewayDispatchEvents, type Interaction } from 'discord.js';
import type { Host } from '../platform.ts';
import { type Answering, answerCommand, answerForm, answerPress } from './answer.ts';
import { complete } from './complete.ts';
import { isUnanswerable, safely } from './errors.ts';
import type { Heard } from './heard.ts';
import { answerMessage } from './message.ts';
import { modalId } from './modal.ts';

async function handle(interaction: Interaction, on: Answering): Promise<void> {
  on.locales.set(interaction.user.id, interaction.locale);
  if (interaction.isAutocomplete()) return complete(interaction, on.host);
  if (interaction.isChatInputCommand()) return answerCommand(interaction, on);
  if (interaction.isButton()) return answerPress(interaction, on);
  if (interaction.isModalSubmit() && interaction.customId === modalId) return answerForm(interaction, on);
}

/**
 * Turns interactions into calls until told to stop. Returns what waits for the handlers that still run, then.
 */
export function listen(client: Client, on: Answering): { settle(): Promise<void> } {
  const running = new Set<Promise<void>>();
  let open = true;

  /** Runs as long as it takes; a stop waits for it. */
  function start(begin: () => Promise<void>): void {
    if (!open) return;
    const work = begin().finally(() => running.delete(work));
    running.add(work);
  }

  client.on(Events.InteractionCreate, (interaction) =>
    start(() =>
      handle(interaction, on).catch((error: unknown) => {
        const level = isUnanswerable(error) ? 'warn' : 'error';
        on.log[level]({ interaction: interaction.id, error: safely(error) }, 'discord: not acknowledged');
      }),
    ),
  );
  // As the gateway tells it: the library would leave out direct messages, and what is replied to, as nothing is kept.
  client.ws.on(GatewayDispatchEvents.MessageCreate, (message: Heard) => {
    const me = client.user?.id;
    if (me !== undefined) start(() => answerMessage(message, me, on));
  });

  for (const [event, alive] of [
    [Events.ChannelDelete, false],
    [Events.ChannelCreate, true],
  ] as const) {
    client.on(event, ({ id }) => tell(id, alive));
  }
  client.on(Events.GuildDelete, (guild) => {
    for (const id of guild.channels.cache.keys()) tell(id, false);
  });
  client.on(Events.GuildCreate, (guild) => {
    for (const [id, channel] of guild.channels.cache) if (channel.isTextBased()) tell(id, true);
  });

  function tell(chat: string, alive: boolean): void {
    targetChanged(on.host, chat, alive).catch((error: unknown) =>
      on.log.warn({ chat, error: safely(error) }, 'discord: could not note that a chat came or went'),
    );
  }

  return {
    async settle() {
      open = false;
      await Promise.allSettled(running);
    },
  };
}

const targetChanged = async (host: Host, chat: string, alive: boolean): Promise<void> =>
  host.targetChanged({ platform: 'discord', chat }, alive);
