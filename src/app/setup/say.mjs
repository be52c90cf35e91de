// Runs before any dependency is there: nothing but Node itself may be imported here.
const colour = process.stderr.isTTY && !process.env.NO_COLOR;

/** One line of set-up progress, on stderr so that `--json` output stays clean. */
export const say = (line) =>
  process.stderr.write(`${colour ? '\x1b[2m' : ''}[setup] ${line}${colour ? '\x1b[0m' : ''}\n`);

/** Ends with a message a newcomer can act on. */
export function stop(lines, status = 1) {
  for (const line of [lines].flat()) process.stderr.write(`${line}\n`);
  process.exit(status);
}
