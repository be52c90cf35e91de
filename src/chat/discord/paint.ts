import type { Address } from '../../command.ts';
import type { Reply } from '../../reply.ts';
import { mask } from '../mask.ts';
import type { Host } from '../platform.ts';
import { modalId, opensModal } from './modal.ts';
import { type Rendered, render } from './render.ts';

/** Whether a message at `to` is read by others than the asker. `byToken`: painted through the interaction. */
export const isOpen = (to: Address, byToken: boolean): boolean =>
  to.group === true && !(to.ephemeral === true && byToken);

/** A reply as a message: masked where others read along, each button under a short id. */
export async function paint(reply: Reply, open: boolean, host: Pick<Host, 'pressId'>): Promise<Rendered> {
  const shown = open ? mask(reply) : reply;
  const buttons = await Promise.all(
    shown.buttons.map(async (button) => ({
      ...button,
      customId: opensModal(button.command) ? modalId : await host.pressId(button.command),
    })),
  );
  return render(shown, buttons);
}
