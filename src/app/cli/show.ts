import { render } from '../../chat/terminal/render.ts';
import type { Reply } from '../../model/message.ts';
import type { Config } from '../config.ts';

/** Prints an answer on standard output, coloured where a person reads it. */
export function show(reply: Reply, { plain }: Pick<Config, 'plain'>): void {
  const colour = process.stdout.isTTY === true && !plain;
  const width = Math.min(process.stdout.columns || 100, 110);
  process.stdout.write(`${render(reply, { colour, width })}\n`);
}
