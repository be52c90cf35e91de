import type { Reply } from '../../reply.ts';
import { mask } from '../mask.ts';
import type { Host } from '../platform.ts';
import { type Pressable, type Rendered, render } from './render.ts';
import type { Rich } from './rich.ts';

/** A reply as a message: masked where others read along, each button under a short id. */
export async function paint(
  reply: Reply,
  isOpen: boolean,
  host: Pick<Host, 'pressId'>,
  before?: Rich,
): Promise<Rendered> {
  const shown = isOpen ? mask(reply) : reply;
  const buttons = await Promise.all(
    shown.buttons.map(
      async ({ label, style, command }): Promise<Pressable> => ({
        label,
        style,
        data: await host.pressId(command),
      }),
    ),
  );
  return render(shown, buttons, before);
}
