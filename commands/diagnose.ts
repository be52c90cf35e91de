import type { Command } from '../src/chat/command.ts';
import { look } from './shared/look.ts';

export const diagnose: Command = {
  name: 'diagnose',
  args: [
    { name: 'router', required: false, suggests: 'router' },
    { name: 'device', required: false, rest: true, suggests: 'device' },
  ],
  role: 'viewer',
  run: (ask, context) => look(ask, context, 'diagnose'),
};
