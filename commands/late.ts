import type { Command } from '../src/chat/command.ts';
import { look } from './shared/look.ts';

/** *My notifications are late*: a diagnosis. */
export const late: Command = {
  name: 'late',
  args: [{ name: 'router', required: false, suggests: 'router' }],
  role: 'viewer',
  hidden: true,
  run: (ask, context) => look(ask, context, 'diagnose'),
};
