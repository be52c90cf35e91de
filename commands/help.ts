import type { Command } from '../src/chat/command.ts';
import { helpReply } from './shared/help-reply.ts';

export const help: Command = { name: 'help', args: [], role: 'anyone', run: helpReply };
