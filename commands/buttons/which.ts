import { choosable, choose } from '../../src/chat/choose.ts';
import { answer, type Command } from '../../src/chat/command.ts';
import { commandCalled, lineSchema } from '../../src/chat/line.ts';
import { fail } from '../../src/model/failure.ts';

/** What **Next** and **Back** under *Which router?* and *Which phone?* stand for: another page of what there is. */
export const which: Command = {
  name: 'which',
  args: [
    { name: 'what', required: true, choices: choosable },
    { name: 'line', required: true },
    { name: 'page', required: false },
  ],
  role: 'viewer',
  hidden: true,
  async run({ args, say }, { store, specs }) {
    const what = choosable.find((one) => one === args.what);
    const line = readKept(args.line ?? '');
    if (what === undefined || line === null || !commandCalled(line.name, specs))
      return fail({ cause: 'press-gone' });
    const page = Number.parseInt(args.page ?? '1', 10) || 1;
    return answer(await choose({ what, line, page }, store, say));
  },
};

/** The line as the button holds it; `null` where it is none. */
function readKept(kept: string) {
  try {
    return lineSchema.parse(JSON.parse(kept));
  } catch {
    return null;
  }
}
