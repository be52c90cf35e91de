import type { Address } from '../../model/address.ts';
import { pressOf } from '../../model/button.ts';
import type { Reply } from '../../model/message.ts';
import { forGroup } from '../message/mask.ts';
import type { Host } from '../platform.ts';
import { type Pressable, type Rendered, render } from './render.ts';
import type { Rich } from './rich.ts';
import type { Place } from './transport.ts';

/** The group that reads what is written at `place`; null when one person does. */
export const readersOf = ({ chat }: Place, isGroup: boolean): Address | null =>
  isGroup ? { platform: 'telegram', chat, group: true } : null;

/** A reply as a message: masked where a group reads along (unless it may), each button under a short id. */
export async function paint(
  reply: Reply,
  group: Address | null,
  host: Pick<Host, 'pressId' | 'showsNames' | 'phoneNumber'>,
  before?: Rich,
): Promise<Rendered> {
  const shown = group === null ? reply : await forGroup(reply, group, host);
  const buttons = await Promise.all(
    shown.buttons.map(
      async (button): Promise<Pressable> => ({
        label: button.label,
        style: button.style,
        data: await host.pressId(pressOf(button)),
      }),
    ),
  );
  return render(shown, buttons, before);
}
