import type { Address } from '../../model/address.ts';
import { pressOf } from '../../model/button.ts';
import type { Reply } from '../../model/message.ts';
import { forGroup } from '../message/mask.ts';
import type { Host } from '../platform.ts';
import { modalId, opensForm } from './modal.ts';
import { type Rendered, render } from './render.ts';

/** Whether a message at `to` is read by others than the asker. `byToken`: painted through the interaction. */
export const isOpen = (to: Address, byToken: boolean): boolean =>
  to.group === true && !(to.ephemeral === true && byToken);

/** The group that reads a message at `to`; null when the asker reads it alone. */
export const readersOf = (to: Address, byToken: boolean): Address | null => (isOpen(to, byToken) ? to : null);

/** A reply as a message: masked where a group reads along (unless it may), each button under a short id. */
export async function paint(
  reply: Reply,
  group: Address | null,
  host: Pick<Host, 'pressId' | 'showsNames' | 'phoneNumber'>,
): Promise<Rendered> {
  const shown = group === null ? reply : await forGroup(reply, group, host);
  const buttons = await Promise.all(
    shown.buttons.map(async (button) => ({
      ...button,
      customId: opensForm(button) ? modalId : await host.pressId(pressOf(button)),
    })),
  );
  return render(shown, buttons);
}
