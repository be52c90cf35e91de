import { randomBytes } from 'node:crypto';
import { sh } from './quoting.ts';

/** Dropbear refuses commands over 9000 bytes (MAX_CMD_LEN in its sysoptions.h). */
const commandLimit = 8000;

/** What is sent to have a script run: the exec command, and what follows on its standard input. */
export interface CommandLine {
  command: string;
  input: string;
}

/**
 * A short script is the command itself; a long one is read from standard input. Either way the script's own
 * standard input is empty while the channel's stays open: ssh2 sends signals only then.
 * The long form is one brace group, which the shell does not start before it has read its end, so that a
 * connection cut half-way runs nothing. An empty line follows the end: busybox's sed asks for the next line before it
 * quits at this one, and would wait for it as long as the channel is open.
 */
export function commandLine(script: string): CommandLine {
  const command = `exec </dev/null\n${script}`;
  if (Buffer.byteLength(command) <= commandLimit) return { command, input: '' };
  const end = `end-${randomBytes(12).toString('hex')}`;
  return {
    command: `eval "exec </dev/null\n$(${sh`sed -n ${`/^${end}$/q;p`}`})"`,
    input: `{\n${script}\n}\n${end}\n\n`,
  };
}
