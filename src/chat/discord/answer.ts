import { randomBytes } from 'node:crypto';
import {
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  MessageFlags,
  type ModalSubmitInteraction,
} from 'discord.js';
import type { Address } from '../../model/address.ts';
import type { Log } from '../../model/log.ts';
import { type Reply, text } from '../../model/message.ts';
import { languageOf } from '../../words/index.ts';
import { sayAny, speak } from '../../words/words.ts';
import type { Call } from '../command.ts';
import type { Host } from '../platform.ts';
import type { Recent } from '../recent.ts';
import type { Turns } from '../turns.ts';
import {
  type Answerable,
  accountOf,
  addressOf,
  callOf,
  commandArgs,
  commandName,
  isEphemeral,
  isGroup,
} from './call.ts';
import { isSpent, safely } from './errors.ts';
import { formArgs, modalId, opensModal, routerForm } from './modal.ts';
import { isOpen, paint, readersOf } from './paint.ts';
import type { Wire } from './rest-options.ts';

export interface Answering {
  host: Host;
  wire: Wire;
  turns: Turns;
  /** In which messages the answers of late stand, by their key. */
  standing: Recent<string>;
  /** The client's language of those who asked of late, by their id. */
  locales: Recent<string>;
  log: Log;
}

/** Commands whose answers may hold addresses, codes or names of persons: only the asker sees them in a server. */
const discreet: ReadonlySet<string> = new Set([
  'router',
  'claim',
  'people',
  'allow',
  'deny',
  'link',
  'history',
  'language',
]);

/** Whether a command is answered to one person alone in a server. */
export const isDiscreet = (name: string): boolean => discreet.has(name.split(' ')[0] ?? name);

/** A slash command: acknowledged before anything else is looked at. */
export async function answerCommand(interaction: ChatInputCommandInteraction, on: Answering): Promise<void> {
  const name = commandName(interaction);
  const spec = on.host.specs.find((one) => one.name === name);
  const args = commandArgs(interaction, spec);
  if (opensModal(name) && spec?.args.some((arg) => arg.required && args[arg.name] === undefined)) {
    const given = { name: args.name, address: args.address };
    await interaction.showModal(routerForm(languageOf(interaction.locale), given));
    return;
  }
  const to = await defer(interaction, isDiscreet(name));
  await answer(interaction, callOf(interaction, to, { name, args }), on, false);
}

/** A form that was sent. */
export async function answerForm(interaction: ModalSubmitInteraction, on: Answering): Promise<void> {
  const line = formArgs(interaction, on.host.specs);
  const to = await defer(interaction, isDiscreet(line.name));
  await answer(interaction, callOf(interaction, to, line), on, false);
}

/** A press is the command it stands for, typed by whoever pressed. */
export async function answerPress(interaction: ButtonInteraction, on: Answering): Promise<void> {
  if (interaction.customId === modalId) {
    await interaction.showModal(routerForm(languageOf(interaction.locale), {}));
    return;
  }
  await interaction.deferUpdate();
  const to = addressOf(interaction, interaction.message.id, isEphemeral(interaction));
  await guarded(interaction, to, on, async () => {
    const line = await on.host.press(interaction.customId);
    if (line === null) await whisper(interaction, await stale(interaction, on.host), on);
    else await answer(interaction, callOf(interaction, to, line), on, true);
  });
}

async function defer(
  interaction: ChatInputCommandInteraction | ModalSubmitInteraction,
  hidden: boolean,
): Promise<Address> {
  const ephemeral = hidden && isGroup(interaction);
  const acknowledged = await interaction.deferReply({
    withResponse: true,
    ...(ephemeral ? { flags: MessageFlags.Ephemeral } : {}),
  });
  return addressOf(interaction, acknowledged.resource?.message?.id, ephemeral);
}

async function answer(interaction: Answerable, call: Call, on: Answering, pressed: boolean): Promise<void> {
  const { to } = call;
  await guarded(interaction, to, on, async () => {
    const result = await on.host.call(call);
    if (result === null) {
      if (!pressed) await on.wire.removeByToken(interaction.applicationId, interaction.token);
      return;
    }
    const aside = result.aside === true || (result.reply.private === true && isOpen(to, true));
    if (pressed && result.aside && result.reply.tone === 'working')
      await standBeside(interaction, call, result, on);
    else if (pressed && aside) await whisper(interaction, result.reply, on);
    else await on.turns.paint(result.key, 0, () => show(interaction, to, result.reply, on));
  });
}

async function show(interaction: Answerable, to: Address, reply: Reply, on: Answering): Promise<void> {
  const message = await paint(reply, readersOf(to, true), on.host);
  await on.wire.editByToken(interaction.applicationId, interaction.token, message);
}

/** A message of its own, in which the result will stand; the pressed message stays as it is. */
async function standBeside(
  interaction: Answerable,
  { to }: Call,
  { reply, key }: { reply: Reply; key: string },
  { host, wire, turns, standing }: Answering,
): Promise<void> {
  await turns.paint(key, 0, async () => {
    const message = await paint(reply, readersOf(to, false), host);
    const { id } = await wire.followUp(interaction.applicationId, interaction.token, message);
    standing.set(key, id);
    await host.shown(key, id);
  });
}

/** To the one who pressed alone; the pressed message stays as it is. */
async function whisper(interaction: Answerable, reply: Reply, on: Answering): Promise<void> {
  const message = await paint(reply, null, on.host);
  await on.wire.whisper(interaction.applicationId, interaction.token, message);
}

async function stale(interaction: Answerable, host: Host): Promise<Reply> {
  const language = await host.language(accountOf(interaction), interaction.locale);
  const say = (part: string) => sayAny(language, `failure.press-gone.${part}`);
  return { tone: 'unsure', title: say('what'), blocks: [text(say('means')), text(say('todo'))], buttons: [] };
}

/** After the acknowledgement somebody waits: whatever goes wrong, they are told. */
async function guarded(
  interaction: Answerable,
  to: Address,
  on: Answering,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (error) {
    const id = randomBytes(3).toString('hex');
    on.log.error({ id, interaction: interaction.id, error: safely(error) }, 'discord: an answer failed');
    if (isSpent(error)) return;
    const say = speak(languageOf(interaction.locale));
    const trouble: Reply = {
      tone: 'bad',
      title: say('discord.trouble'),
      blocks: [text(say('discord.trouble.todo', { id }))],
      buttons: [],
    };
    const told = interaction.isButton()
      ? whisper(interaction, trouble, on)
      : show(interaction, to, trouble, on);
    await told.catch((again: unknown) =>
      on.log.warn({ id, error: safely(again) }, 'discord: could not say so either'),
    );
  }
}
