import type { Command } from '../src/chat/command.ts';
import { allCommands, waysIn } from './shared/help-reply.ts';
import { pageArg } from './shared/list-pages.ts';

/** How to begin; behind a button every command, in pages. */
export const help: Command = {
  name: 'help',
  args: [pageArg],
  role: 'anyone',
  run: (ask, context) =>
    ask.args.page === undefined ? waysIn(ask, context) : allCommands(ask, context, ask.args.page),
};
