import { flatten } from './message-rules.ts';
import { asText } from './schema.ts';
import type { Message } from './world.ts';

/** All text of a message, as Markdown. */
export const textOf = (message: Message): string =>
  [message.content, ...flatten(message.components).map((one) => asText(one.content))]
    .filter((text) => text !== '')
    .join('\n');

/** Buttons of a message, as shown. */
export const buttonsOf = (message: Message): { label: string; id: string; style: number }[] =>
  flatten(message.components)
    .filter((one) => one.type === 2)
    .map((one) => ({ label: asText(one.label), id: asText(one.custom_id), style: Number(one.style) }));

/** `custom_id` of the button with that label; throws when the message has none. */
export function buttonId(message: Message, label: string): string {
  const found = buttonsOf(message).find((one) => one.label === label);
  if (!found) throw new Error(`no button ${label} among ${buttonsOf(message).map((one) => one.label)}`);
  return found.id;
}
