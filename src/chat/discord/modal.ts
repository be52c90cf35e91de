import {
  type APIModalInteractionResponseCallbackData,
  ComponentType,
  type ModalSubmitInteraction,
  TextInputStyle,
} from 'discord.js';
import type { Press } from '../../model/button.ts';
import type { Language } from '../../model/language.ts';
import { shorten } from '../../model/plain.ts';
import { rootTarget } from '../../ssh/address.ts';
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

/** What a button stands for that opens the form: the command without its arguments. */
export const opensForm = ({ command: name, args }: Press): boolean =>
  opensModal(name) && Object.keys(args).length === 0;

/** Whether the form is for this command: it is asked what was left out. */
export const opensModal = (name: string): boolean => name === command;

type Field = 'name' | 'host' | 'user' | 'port';
const fields: readonly { id: Field; max: number; initial?: string }[] = [
  { id: 'name', max: 40 },
  { id: 'host', max: 255 },
  { id: 'user', max: 40, initial: 'root' },
  { id: 'port', max: 5, initial: '22' },
];

/** What was typed already; an address that cannot be read stands where the host is typed. */
interface Given {
  name?: string | undefined;
  address?: string | undefined;
}

function filledIn({ name, address }: Given): Partial<Record<Field, string | undefined>> {
  if (address === undefined) return { name };
  try {
    const { user, host, port } = rootTarget(address);
    return { name, host, user, port: String(port) };
  } catch {
    return { name, host: address };
  }
}

/** The form for a new router; `given` fills in what was typed already. */
export function routerForm(language: Language, given: Given): APIModalInteractionResponseCallbackData {
  const say = speak(language);
  const typed = filledIn(given);
  return {
    custom_id: modalId,
    title: shorten(say('discord.form.title'), limits.modalTitle),
    components: fields.map(({ id, max, initial }) => {
      const value = typed[id] ?? initial;
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
