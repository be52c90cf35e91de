import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  type ModalSubmitInteraction,
  TextInputStyle,
} from 'discord.js';
import type { Language } from '../../model/language.ts';
import { shorten } from '../../model/plain.ts';
import { speak } from '../../words/words.ts';
import type { CommandSpec } from '../command.ts';
import { limits } from './limits.ts';

/** The command whose arguments may be typed into a form. */
const command = 'router add';

/**
 * `custom_id` of the form and of buttons that open it. Fixed, because a form must be the first answer, within
 * 3 s: there is no time to look a press up.
 */
export const modalId = 'form:router-add';

/** Whether the form is for this command: it is asked what was left out. */
export const opensModal = (name: string): boolean => name === command;

type Field = 'name' | 'host' | 'user' | 'port';
const fields: readonly { id: Field; max: number; initial?: string }[] = [
  { id: 'name', max: 40 },
  { id: 'host', max: 255 },
  { id: 'user', max: 40, initial: 'root' },
  { id: 'port', max: 5, initial: '22' },
];

/** The form for a new router; `given` fills in what was typed already. */
export function routerForm(
  language: Language,
  given: { name?: string | undefined },
): APIModalInteractionResponseCallbackData {
  const say = speak(language);
  return {
    custom_id: modalId,
    title: shorten(say('discord.form.title'), limits.modalTitle),
    components: fields.map(({ id, max, initial }) => {
      const value = (id === 'name' ? given.name : undefined) ?? initial;
      return {
        type: ComponentType.Label,
        label: shorten(say(`discord.form.${id}`), limits.modalLabel),
        description: shorten(say(`discord.form.${id}.hint`), limits.modalHint),
        component: {
          type: ComponentType.TextInput,
          custom_id: id,
          style: TextInputStyle.Short,
          required: id === 'name' || id === 'host',
          max_length: max,
          ...(value === undefined ? {} : { value: value.slice(0, max) }),
        },
      };
    }),
  };
}

/** What was typed into the form, as the arguments of the command: the name, then `USER@HOST:PORT`. */
export function formArgs(
  interaction: ModalSubmitInteraction,
  specs: readonly CommandSpec[],
): { name: string; args: Record<string, string> } {
  const typed = (id: Field) => interaction.fields.getTextInputValue(id).trim();
  const host = typed('host');
  const bracketed = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  const address = `${typed('user') || 'root'}@${bracketed}:${typed('port') || '22'}`;
  const [name, target] = specs.find((spec) => spec.name === command)?.args ?? [];
  return {
    name: command,
    args: { [name?.name ?? 'name']: typed('name'), [target?.name ?? 'address']: address },
  };
}
