import type { Reply } from '../../model/message.ts';
import { clean } from '../../model/plain.ts';
import { type Look, render } from './render.ts';

/** Where the terminal chat writes. */
export interface Screen {
  print(reply: Reply): void;
  /** One line that the next one replaces (terminal), or a line of its own when its text is new (pipe). */
  progress(reply: Reply): void;
  note(line: string): void;
  end(): void;
}

const clearLine = '\r\u001b[2K';

/** What progress says in one line. */
const oneLine = (reply: Reply): string => {
  const first = reply.blocks.find((block) => block.kind === 'text' || block.kind === 'aside');
  return clean(first && 'text' in first ? `${reply.title} ${first.text}` : reply.title).replaceAll('\n', ' ');
};

/** A screen on a stream. Colours only on terminals, and not with `NO_COLOR`. */
export function makeScreen(
  out: NodeJS.WritableStream & { isTTY?: boolean; columns?: number },
  colour: boolean,
): Screen {
  const isTerminal = out.isTTY === true;
  const look = (): Look => ({ colour, width: Math.min(out.columns || 100, 110) });
  let shown = '';
  const clear = () => {
    if (isTerminal && shown !== '') out.write(clearLine);
    shown = '';
  };
  return {
    print(reply) {
      clear();
      out.write(`${render(reply, look())}\n\n`);
    },
    progress(reply) {
      const line = oneLine(reply);
      if (line === shown) return;
      if (isTerminal) out.write(`${clearLine}… ${line.slice(0, look().width - 4)}`);
      else if (line.replace(/\d+/g, '') !== shown.replace(/\d+/g, '')) out.write(`… ${line}\n`);
      shown = line;
    },
    note(line) {
      clear();
      out.write(`${line}\n`);
    },
    end: clear,
  };
}
