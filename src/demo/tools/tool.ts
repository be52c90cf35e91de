import type { Machine } from '../machine.ts';

/** One call of a program, as a script on the demo router made it. */
export interface Call {
  /** Program name without directory. */
  name: string;
  args: string[];
  /** Working directory, as the router knows it. */
  cwd: string;
  /** Standard input, read only by programs that were told to read it. */
  stdin: string;
}
export interface Answer {
  code: number;
  stdout: string;
  stderr: string;
}
/** A program of the demo router. Refuses, with a message and a status, whatever it was not built for. */
export type Tool = (call: Call, machine: Machine) => Answer | Promise<Answer>;

export const said = (stdout: string): Answer => ({ code: 0, stdout, stderr: '' });
export const refused = (stderr: string, code = 1): Answer => ({ code, stdout: '', stderr });
/** For a call that real hardware may well answer, but the demo does not. */
export const unknownCall = (call: Call): Answer =>
  refused(`${call.name}: the demo router does not know this call: ${JSON.stringify(call.args)}\n`, 99);
