import type { Command } from '../src/chat/command.ts';
import { look } from './shared/look.ts';

/** The same look, then the plan with its exact steps. */
export const fix: Command = {
  name: 'fix',
  args: [{ name: 'router', required: false, suggests: 'router' }],
  role: 'operator',
  run: (ask, context) => look(ask, context, 'fix'),
};
